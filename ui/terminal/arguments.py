"""The command line's grammar in Vietnamese: parser, shared options, and the checks of single values."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path
from typing import NoReturn

from ui.texts import help as words
from ui.texts.codes import error_text

LONGEST_QUESTION = 2000
MOST_RESULTS = 1000


class WrongUsageError(Exception):
    """The command was called wrongly; ``code`` and ``detail`` as in ``ui.texts.codes``, exit status 2."""

    def __init__(self, code: str, detail: str = "", message: str | None = None) -> None:
        super().__init__(code, detail)
        self.code = code
        self.message = message or error_text(code, detail)


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: str | None, actions: object, groups: object, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, words.USAGE if prefix is None else prefix)  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that speaks Vietnamese and raises WrongUsageError instead of leaving the program."""

    def __init__(self, own_options: bool = True, **options: object) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Formatter, **options)  # type: ignore[arg-type]
        self.needed = self.add_argument_group(words.ARGUMENTS_TITLE)
        self.chosen = self.add_argument_group(words.OPTIONS_TITLE)
        if own_options:
            self.chosen.add_argument("-h", "--help", action="help", help=words.HELP)

    def error(self, message: str) -> NoReturn:
        """Raise WrongUsageError with the Vietnamese form of argparse's message."""
        raise WrongUsageError("usage", message=f"{_in_vietnamese(message)} {words.SEE_HELP.format(program=self.prog)}")


def _in_vietnamese(message: str) -> str:
    for pattern, sentence in words.USAGE_ERRORS:
        if found := re.fullmatch(pattern, message):
            said = sentence.format(*found.groups())
            if sentence.startswith("Không có lệnh"):
                near = difflib.get_close_matches(found[1], words.COMMANDS, 2)
                said += words.DID_YOU_MEAN.format(guess=words.OR.join(near)) if near else ""
            return said
    return message


def add_shared(parser: Parser, *, default: Path | None = None, json: bool = True) -> None:
    """Add the options that stand before or after the command; only the main parser gives them a default."""
    kept = argparse.SUPPRESS if default is None else default
    parser.chosen.add_argument(
        "--archive", type=Path, default=kept, metavar=words.METAVARS["archive"], help=words.ARGUMENTS["archive"]
    )
    if json:
        no = argparse.SUPPRESS if default is None else False
        parser.chosen.add_argument("--json", action="store_true", default=no, help=words.ARGUMENTS["json"])


def add_engine(parser: Parser) -> None:
    """Add ``--encoder``, ``--reranker`` and ``--engine``."""
    parser.chosen.add_argument(
        "--encoder", type=text, metavar=words.METAVARS["encoder"], help=words.ARGUMENTS["encoder"]
    )
    parser.chosen.add_argument(
        "--reranker", type=text, metavar=words.METAVARS["encoder"], help=words.ARGUMENTS["reranker"]
    )
    parser.chosen.add_argument(
        "--engine", choices=("tantivy", "rank-bm25"), default="tantivy", help=words.ARGUMENTS["engine"]
    )


def add_language_model(parser: Parser) -> None:
    """Add ``--llm-url``, ``--llm-model`` and ``--llm-seconds``; ``ui.terminal.language_model`` reads them."""
    for option, default in (("url", None), ("model", None), ("seconds", "60")):
        parser.chosen.add_argument(
            f"--llm-{option}",
            type=text,
            default=default,
            metavar=words.METAVARS[f"llm_{option}"],
            help=words.ARGUMENTS[f"llm_{option}"],
        )


def add_filters(parser: Parser) -> None:
    """Add ``--kind --issuer --agency --place --from --to``."""
    for name in ("kind", "issuer", "agency", "place"):
        parser.chosen.add_argument(f"--{name}", type=text, metavar=words.METAVARS["text"], help=words.ARGUMENTS[name])
    for name in ("from", "to"):
        add_date(parser, f"--{name}", words.ARGUMENTS[name], f"issued_{name}")


def add_date(parser: Parser, option: str, help_text: str, to: str | None = None) -> None:
    """Add an option that takes a day."""
    more = {"dest": to} if to else {}
    parser.chosen.add_argument(option, type=day, metavar=words.METAVARS["date"], help=help_text, **more)  # type: ignore[arg-type]


def add_limit(parser: Parser) -> None:
    """Add ``--limit``."""
    parser.chosen.add_argument(
        "--limit", type=count, default=10, metavar=words.METAVARS["number"], help=words.ARGUMENTS["limit"]
    )


def text(value: str) -> str:
    """Return the value in NFC, as documents are stored."""
    return unicodedata.normalize("NFC", value).strip()


def day(value: str) -> date:
    """Read ``YYYY-MM-DD``; a day that does not exist is wrong usage."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            pass
    raise argparse.ArgumentTypeError(error_text("bad_date", value))


def count(value: str) -> int:
    """Read a number of results, 1 to ``MOST_RESULTS``."""
    if re.fullmatch(r"[0-9]{1,6}", value.strip()) and 1 <= int(value) <= MOST_RESULTS:
        return int(value)
    raise argparse.ArgumentTypeError(error_text("bad_number", value))


def year(value: str) -> int:
    """Read a year of four digits."""
    if re.fullmatch(r"[12][0-9]{3}", value.strip()):
        return int(value)
    raise argparse.ArgumentTypeError(error_text("bad_year", value))


def port(value: str) -> int:
    """Read a port; 0 lets the machine choose."""
    if re.fullmatch(r"[0-9]{1,5}", value.strip()) and int(value) <= 65535:
        return int(value)
    raise argparse.ArgumentTypeError(error_text("bad_port", value))


def question(value: str, empty: str) -> str:
    """Return a question fit to be asked; raises WrongUsageError ``empty`` or ``question_too_long``."""
    asked = text(value)
    if not asked:
        raise WrongUsageError(empty)
    if len(asked) > LONGEST_QUESTION:
        raise WrongUsageError("question_too_long")
    return asked


def ordered(first: date | None, last: date | None) -> None:
    """Refuse a range that ends before it begins."""
    if first and last and first > last:
        raise WrongUsageError("date_order", f"{first} > {last}")


def wants_json(arguments: list[str]) -> bool:
    """Tell whether ``--json`` was given, also where the rest could not be parsed."""
    return "--json" in arguments


def to_stderr(message: str) -> None:
    """Say something that is not a result."""
    print(message, file=sys.stderr, flush=True)

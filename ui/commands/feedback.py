"""``tracuu feedback``: what people said of answers, shown or written to a file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from ingest.archive.archive import Archive
from ui.terminal.arguments import add_shared
from ui.terminal.printing import paragraph, print_json, strong
from ui.texts import help as words
from ui.texts import reports as said


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    files = parser.chosen
    files.add_argument("--jsonl", type=Path, metavar=words.METAVARS["file"], help=words.ARGUMENTS["feedback_jsonl"])
    files.add_argument("--gold", type=Path, metavar=words.METAVARS["file"], help=words.ARGUMENTS["feedback_gold"])
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show every judgement, the latest first, or write them."""
    from ui.shapes.feedback import feedback_shape, gold_lines, training_lines

    with Archive.open(options.archive) as archive, archive.view():
        judged = archive.feedback.all()
        written = [(options.jsonl, list(training_lines(judged))), (options.gold, list(gold_lines(judged, archive.get)))]
    for path, lines in written:
        if path is not None:
            path.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines), encoding="utf-8")
    if options.json:
        print_json(feedback_shape(judged))
        return 0
    for one in judged:
        print(paragraph(f"[{said.VERDICTS[one.verdict]}] {strong(one.question)}", 4))
        if one.note:
            print(paragraph(one.note, 4, "    "))
    print(said.FEEDBACK.format(count=len(judged)) if judged else said.NO_FEEDBACK)
    for path, lines in written:
        if path is not None:
            print(said.LINES_WRITTEN.format(count=len(lines), path=path))
    return 0

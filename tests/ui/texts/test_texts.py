"""Every code that the lower floors raise or store has a sentence, and every sentence reads well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui.texts.codes import ERRORS, WARNINGS, error_text, warning_text

ROOT = Path(__file__).parents[3]
_CODE = re.compile(r"[a-z]+(_[a-z]+)+")
_ERRORS = {"IngestError", "UnreadableFileError", "SecretDocumentError", "ArchiveError", "EncoderError", "QuestionError"}


def called_with(names: set[str]) -> Iterator[str]:
    """Yield the codes given to these classes; where the code is a variable, every code-like word of its function."""
    for room in ("ingest", "index", "rag", "ui"):
        for path in sorted((ROOT / room).rglob("*.py")):
            for part in ast.parse(path.read_text(encoding="utf-8")).body:
                for call in ast.walk(part):
                    if not isinstance(call, ast.Call) or not call.args or getattr(call.func, "id", "") not in names:
                        continue
                    variable = not isinstance(call.args[0], ast.Constant)
                    for word in ast.walk(part if variable else call.args[0]):
                        if isinstance(word, ast.Constant) and _CODE.fullmatch(str(word.value)):
                            yield str(word.value)


@pytest.mark.slow
def test_every_error_has_a_sentence() -> None:
    codes = set(called_with(_ERRORS))
    assert {"missing_path", "archive_version", "secret_mark"} <= codes  # the search finds what it should
    assert not {code for code in codes if code not in ERRORS}


@pytest.mark.slow
def test_every_warning_has_a_sentence() -> None:
    codes = set(called_with({"ReadingWarning"}))
    assert {"legacy_encoding", "missing_date", "page_without_text"} <= codes
    assert not {code for code in codes if code not in WARNINGS | ERRORS}


@pytest.mark.parametrize("code", [*ERRORS, "never_heard_of"])
def test_an_error_is_a_sentence_with_and_without_its_detail(code: str) -> None:
    for detail in ("", "x.pdf"):
        said = error_text(code, detail)
        assert said[0].isupper()
        assert not re.search(r"\{|\}|\(\)|“”|  |: $", said)


@pytest.mark.parametrize("code", [*WARNINGS, "never_heard_of"])
def test_a_warning_is_a_sentence_with_and_without_its_detail(code: str) -> None:
    said = warning_text(code, "3")
    assert said[0].isupper()
    assert not re.search(r"\{|\}|\(\)|“”|  |: $", said)
    assert warning_text(code)

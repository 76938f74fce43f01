"""Lines, words and contexts without end: a passage has a largest size, whatever a file holds, and its span stays exact."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import NO_VECTORS
from index.chunking.cut import LONGEST_CONTEXT, passages_of
from index.text.quotable import LARGEST, SHORT_PARAGRAPH, _clauses, bounded, trimmed, words_in
from ingest.document import Document, Footnote, Row, Section, Span, Table
from ui.cli import main

pytestmark = pytest.mark.slow

WORDS = "giao thông vận tải đường bộ cầu phà bến cảng kiểm tra "
MANY = WORDS * 2000  # 110,000 characters without a sentence end


def document(text: str, **parts: object) -> Document:
    given: dict[str, object] = {"body": Span(0, len(text)), **parts}
    return Document("0" * 16, "0" * 64, "a.txt", text, **given)  # type: ignore[arg-type]


def long_row() -> Document:
    text = f"A | B\n{MANY}\n"
    row = Row(Span(6, len(text) - 1), (Span(6, len(text) - 1),))
    return document(text, tables=(Table(Span(0, len(text)), ("A", MANY), (row,)),))


def long_note() -> Document:
    body = "Giao Sở Y tế¹ thực hiện.\n"
    note = Footnote("1", Span(len(body), len(body) + len(MANY)), Span(0, 13))
    return document(body + MANY, body=Span(0, len(body)), notes=Span(len(body), len(body + MANY)), footnotes=(note,))


def long_heading() -> Document:
    text = f"1. {'x' * 50_000}\n" + "Giao Sở Y tế thực hiện.\n" * 40
    return document(text, sections=(Section("1", "x" * 50_000, 1, Span(0, len(text))),))


SHAPES = {
    "blanks and no full stop": document(MANY),
    "no blank at all": document("giaothông" * 10_000),
    "letters with marks apart": document("a\u0323\u0302" * 30_000),
    "semicolons": document("a;b;c;" * 20_000),
    "full stops": document(". " * 50_000),
    "far apart full stops": document(("." + " " * 60) * 2000),
    "headers": document("Giao Sở:\n" * 10_000),
    "a letterhead": document(f"{MANY}\nabc", letterhead=Span(0, len(MANY))),
    "a row": long_row(),
    "a note": long_note(),
    "a heading": long_heading(),
    "a subject and an issuer": document("Giao Sở Y tế.\n" * 50, subject=MANY, issuer="x" * 90_000),
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_a_passage_has_a_largest_size(shape: Document) -> None:
    passages = passages_of(shape)
    assert passages
    for passage in passages:
        assert 0 < len(passage.text) <= LARGEST
        assert shape.text[passage.span.start : passage.span.end] == passage.text
        assert max(len(passage.anchor), len(passage.header)) <= LARGEST
        beside = (passage.header, *passage.section_path, passage.subject or "", passage.issuer or "")
        assert all(len(words) <= LONGEST_CONTEXT for words in beside)


@pytest.mark.parametrize("name", [name for name in SHAPES if name not in ("a heading", "a row")])
def test_no_letter_is_lost_between_the_pieces(name: str) -> None:
    shape = SHAPES[name]
    held = bytearray(len(shape.text))
    for passage in passages_of(shape):
        assert not any(held[passage.span.start : passage.span.end])
        held[passage.span.start : passage.span.end] = b"\1" * len(passage.text)
    assert all(held[at] for at, sign in enumerate(shape.text) if not sign.isspace())


def test_a_line_is_cut_between_words_where_it_has_any() -> None:
    pieces = bounded(MANY, Span(0, len(MANY)))
    assert {word for piece in pieces for word in piece.of(MANY).split()} == set(WORDS.split())
    assert all(len(piece.of(MANY)) > LARGEST // 2 for piece in pieces[:-1])


def test_no_letter_is_parted_from_its_marks() -> None:
    text = "a\u0323\u0302" * 5000
    assert all(piece.of(text)[0] == "a" for piece in bounded(text, Span(0, len(text))))


@pytest.mark.parametrize(
    "text",
    [
        "một hai; " * 100,
        "một;hai; ba ;bốn" * 50,
        ";;;" * 100,
        "a;b;c " * 300,
        f"{'từ ' * 29};{'từ ' * 30}; {'từ ' * 31};",
    ],
)
def test_clauses_are_those_of_counting_from_their_beginning(text: str) -> None:
    whole = trimmed(text, Span(0, len(text)))
    pieces, start = [], whole.start
    for at in range(whole.start, whole.end):
        if text[at] == ";" and words_in(text, Span(start, at)) >= SHORT_PARAGRAPH:
            pieces.append(trimmed(text, Span(start, at + 1)))
            start = at + 1
    rest = trimmed(text, Span(start, whole.end))
    assert _clauses(text, whole) == ([*pieces, rest] if rest.end > rest.start else pieces)


@pytest.mark.slow
def test_an_answer_from_one_endless_line_is_short(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "vb.txt"
    file.write_text(f"Sở Giao thông vận tải chủ trì {MANY}", encoding="utf-8")
    shared = ["--archive", str(tmp_path / "kho"), *NO_VECTORS]
    assert main(["ingest", str(file), *shared]) == 0
    for command in (["ask", "Sở nào chủ trì kiểm tra bến cảng?"], ["search", "bến cảng"]):
        capsys.readouterr()
        assert main([*command, "--json", *shared]) == 0
        told = capsys.readouterr().out
        assert "giao thông" in told
        assert len(told) < len(MANY) // 2
        json.loads(told)

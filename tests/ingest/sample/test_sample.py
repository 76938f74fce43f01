"""The sample archive: files made from their sources, read back as they were written, and its questions answerable."""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from eval.gold.questions import Gold, evidence_spans, plain, read_gold
from ingest.document import Document
from ingest.reading import read_document
from ingest.sample.render import FILES, rendered
from ingest.sample.source import Source, SourceParagraph, parse, sources
from ingest.sample.typesetting import FONT_FOLDER, REGULAR
from rag.answer import ANSWER_KINDS

pytestmark = pytest.mark.slow

EXPECTED = {
    line["file"]: line
    for line in map(json.loads, (FILES.parent / "expected.jsonl").read_text(encoding="utf-8").splitlines())
}
QUESTIONS = Path(__file__).parents[3] / "eval" / "questions" / "sample.jsonl"
GOLD = read_gold(QUESTIONS)
NEEDS_FONT = pytest.mark.skipif(
    not (FONT_FOLDER / f"{REGULAR}.ttf").exists(), reason="needs the font Noto Serif (Debian: fonts-noto-core)"
)


@cache
def read(file: str) -> Document:
    return read_document(FILES / file)


def squeezed(text: str) -> str:
    """Fold text and take out blanks and asterisks: a mark leaves a blank behind, Markdown leaves its stars."""
    return plain(text).replace(" ", "").replace("*", "")


def content(path: Path) -> object:
    """Return what a reader can see of a file, whatever the compression."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist() if name.startswith("word/")}
    if path.suffix == ".pdf":
        return [page.extract_text() for page in PdfReader(path).pages]
    return path.read_bytes()


# --- files and sources ---------------------------------------------------------------------------------------------


def test_every_source_has_a_file_and_every_file_a_source() -> None:
    assert sorted(path.name for path in FILES.iterdir()) == [source.file_name for source in sources()]


@pytest.mark.slow
@pytest.mark.parametrize(
    "source",
    [pytest.param(s, marks=NEEDS_FONT if s.first("format") == "pdf" else ()) for s in sources()],
    ids=lambda s: s.name,
)
def test_the_committed_file_is_what_its_source_gives(source: Source, tmp_path: Path) -> None:
    again = tmp_path / source.file_name
    again.write_bytes(rendered(source))
    assert content(again) == content(FILES / source.file_name)


@pytest.mark.slow
@NEEDS_FONT
def test_rendering_twice_gives_the_same_bytes() -> None:
    for source in sources():
        assert rendered(source) == rendered(source), source.name


def test_the_files_stay_small_enough_to_commit() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 3_000_000


def test_a_source_gives_back_head_runs_notes_tables_and_appendix() -> None:
    source = parse(
        "x", "kind: công văn\nto: A\nto: B\n---\n**Đậm** tỉnh{Một.} Cửa ‖ Lạc\n=== appendix\n| a | b |\n| c | d |\n"
    )
    assert source.every("to") == ("A", "B")
    assert source.notes == ("Một.",)
    assert source.body[0].text == "Đậm tỉnh Cửa Lạc"  # type: ignore[union-attr]
    assert source.appendix[0].rows == (("a", "b"), ("c", "d"))  # type: ignore[union-attr]


def test_a_head_line_without_a_colon_is_refused() -> None:
    with pytest.raises(ValueError, match="not a line of the head"):
        parse("x", "kind công văn\n---\n")


# --- reading them back ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", sorted(EXPECTED))
def test_a_sample_file_is_read_back_as_it_was_written(file: str) -> None:
    document, expected = read(file), EXPECTED[file]
    found: dict[str, Any] = {
        "file": document.file_name,
        "kind": document.kind,
        "number": document.number.printed.replace(" ", "") if document.number else None,
        "issued_on": document.issued_on.isoformat() if document.issued_on else None,
        "issuer": document.issuer,
        "subject": document.subject,
        "signer": document.signer,
        "authority": [part.strip() for part in (document.signer_title or "").split(",")],
        "urgency": document.urgency,
        "recipients": len(document.recipients),
        "footnotes": len(document.footnotes),
        "sections": [section.label for section in document.sections],
        "tables": len(document.tables),
        "pages": document.page_count if document.paged and file.endswith(".pdf") else None,
    }
    assert found == expected


@pytest.mark.parametrize("source", sources(), ids=lambda s: s.name)
def test_every_note_is_lifted_out_whole_and_tied_to_the_words_it_follows(source: Source) -> None:
    document = read(source.file_name)
    assert [plain(note.span.of(document.text)) for note in document.footnotes] == [plain(text) for text in source.notes]
    assert not [note.mark for note in document.footnotes if note.inferred or note.anchor.start == note.anchor.end]


@pytest.mark.parametrize("source", sources(), ids=lambda s: s.name)
def test_no_sentence_stays_cut_by_a_page_end(source: Source) -> None:
    lines = {squeezed(line) for line in read(source.file_name).text.split("\n")}
    for block in (*source.body, *source.appendix):
        if isinstance(block, SourceParagraph) and not block.centred:
            assert squeezed(block.text) in lines, block.text


# --- questions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("gold", [gold for gold in GOLD if gold.quotes], ids=lambda gold: gold.id)
def test_every_quote_of_a_question_stands_in_a_document_it_names(gold: Gold) -> None:
    for quote in gold.quotes:
        assert any(evidence_spans(read(file), (quote,)) for file in gold.documents), quote


def test_the_questions_cover_every_kind_and_style_and_are_told_apart() -> None:
    assert len({gold.id for gold in GOLD}) == len(GOLD) == len({gold.question for gold in GOLD}) >= 80
    assert {gold.kind for gold in GOLD} == set(ANSWER_KINDS)
    styles = Counter(gold.style for gold in GOLD)
    least = {"nodia": 12, "para": 12, "typo": 5, "unanswerable": 10}
    assert all(styles[style] >= number for style, number in least.items()), styles
    assert styles["abbrev"] + styles["number"] >= 10


def test_an_answerable_question_names_evidence_and_an_unanswerable_one_none() -> None:
    for gold in GOLD:
        assert bool(gold.quotes) == bool(gold.documents) == bool(gold.answer) == (gold.status != "not_found"), gold.id
        assert set(gold.documents) <= set(EXPECTED), gold.id


def test_a_document_serves_either_tuning_or_reporting() -> None:
    splits: dict[str, set[str]] = {}
    for gold in GOLD:
        if len(gold.documents) == 1:
            splits.setdefault(gold.documents[0], set()).add(gold.split)
    assert all(len(found) == 1 for found in splits.values()), splits
    dev = {file for file, found in splits.items() if found == {"dev"}}
    assert not [gold.id for gold in GOLD if gold.split == "dev" and not set(gold.documents) <= dev]


def test_many_questions_rest_on_a_footnote() -> None:
    notes = {source.file_name: plain(" ".join(source.notes)) for source in sources()}
    resting = [g.id for g in GOLD if any(plain(quote) in notes[file] for quote in g.quotes for file in g.documents)]
    assert len(resting) >= 15

"""Words that a file carries and no page shows: set apart behind everything else, and nothing is read from them."""

from __future__ import annotations

from dataclasses import replace

from index.chunking.cut import passages_of
from ingest.agencies.find import Agencies
from ingest.archive.serialization import from_json, to_json
from ingest.assembly import assemble
from ingest.assignments.find import find_assignments
from ingest.document import Document, Span
from ingest.lines import Line, Reading
from rag.citations import cite
from rag.verify import stands
from ui.document_view.view import ViewContext, reading_page

_SEEN = (
    "ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC",
    "Số: 12/UBND-VX",
    "Bình Lạc, ngày 05 tháng 3 năm 2024",
    "1. Giao Sở Y tế chủ trì tiêm phòng trước ngày 20/4/2024.",
)
_UNSEEN = "2. Giao Sở Xây dựng chủ trì bán nhà kho theo Quyết định số 77/QĐ-UBND trước ngày 30/6/2024."


def _document() -> Document:
    lines = [Line(text, gap_before=True) for text in _SEEN]
    lines.insert(1, Line(_UNSEEN, role="hidden"))
    document = assemble(Reading(tuple(lines)), "0" * 64, "a.txt")
    return replace(document, assignments=find_assignments(document, Agencies.load()))


def test_hidden_words_stand_behind_everything_else_and_nothing_is_read_from_them() -> None:
    document = _document()
    assert document.hidden.of(document.text) == _UNSEEN
    assert document.hidden.end == len(document.text)
    assert _UNSEEN not in document.seen_text
    assert [task.lead for task in document.assignments] == ["Sở Y tế"]
    assert not document.references
    assert all(section.span.end <= document.hidden.start for section, _ in document.walk())


def test_hidden_words_are_no_passage_and_no_citation_stands_on_them() -> None:
    document = _document()
    assert all("Xây dựng" not in passage.text for passage in passages_of(document))
    for start in (document.hidden.start, document.hidden.start - 4):
        assert not stands(cite(document, Span(start, document.hidden.end)), document)


def test_hidden_words_are_shown_under_a_heading_of_their_own() -> None:
    page = reading_page(_document(), None, ViewContext({}, (), ()))
    assert page.count("Giao Sở Xây dựng") == 1
    assert page.index("Chữ ẩn trong tệp") < page.index("Giao Sở Xây dựng")


def test_a_document_with_hidden_words_is_stored_and_one_without_is_stored_as_before() -> None:
    document = _document()
    assert from_json(to_json(document)) == document
    plain = assemble(Reading((Line("Một dòng."),)), "0" * 64, "a.txt")
    assert '"hidden"' not in to_json(plain)
    assert plain.seen_text == plain.text

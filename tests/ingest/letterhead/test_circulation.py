"""LƯU HÀNH NỘI BỘ and the like: no secrecy mark; kept as a fact of the document and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from assembled import SHA
from ingest.archive.archive import Archive
from ingest.assembly import assemble
from ingest.document import Document
from ingest.intake.intake import ingest
from ingest.letterhead.circulation import is_circulation
from ingest.lines import Line, Reading
from ingest.readers.plain.reader import read_text
from served import PLAN
from ui.page.cards import document_card
from ui.shapes.documents import document_shape, summary_shape

MARKED = PLAN.replace("TỈNH BÌNH LẠC\n", "TỈNH BÌNH LẠC\nLƯU HÀNH NỘI BỘ\n", 1)


def read(text: str) -> Document:
    return assemble(read_text(text.encode()), SHA, "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "LƯU HÀNH NỘI BỘ",
        "Lưu hành nội bộ",
        "(Tài liệu lưu hành nội bộ)",
        "TÀI LIỆU LƯU HÀNH NỘI BỘ",
        "XEM XONG TRẢ LẠI",
        "KHÔNG PHỔ BIẾN",
        "LƯU HÀNH NỘI BỘ - XEM XONG TRẢ LẠI",
        "THU HỒI",
    ],
)
def test_a_mark_of_circulation_is_kept_and_is_no_secret(text: str) -> None:
    assert is_circulation(text)
    found = read(PLAN.replace("Số: 21/KH-UBND", f"Số: 21/KH-UBND\n{text}"))
    assert found.circulation == text.strip("()")
    assert (found.number and found.number.shown, found.issuer) == ("21/KH-UBND", read(PLAN).issuer)


@pytest.mark.parametrize(
    "text",
    [
        "Tài liệu này chỉ lưu hành nội bộ trong các cơ quan đảng của tỉnh.",
        "Thu hồi",
        "THU HỒI ĐẤT",
        "NỘI BỘ",
        "V/v thu hồi",
    ],
)
def test_sentences_about_circulation_are_no_mark(text: str) -> None:
    assert not is_circulation(text)


def test_a_mark_above_the_number_is_no_part_of_the_issuer() -> None:
    assert read(MARKED).issuer == read(PLAN).issuer
    assert read(MARKED).circulation == "LƯU HÀNH NỘI BỘ"
    assert read(PLAN).circulation is None


def test_a_running_foot_bears_the_mark() -> None:
    lines = (Line("UBND TỈNH BÌNH LẠC"), Line("Lưu hành nội bộ", page=3, role="footer"))
    assert assemble(Reading(lines), SHA, "a.pdf").circulation == "Lưu hành nội bộ"


@pytest.mark.slow
def test_lists_and_facts_show_it(tmp_path: Path) -> None:
    path = tmp_path / "kh.txt"
    path.write_text(MARKED, encoding="utf-8")
    with Archive.open(tmp_path / "kho", create=True) as archive:
        (entry,) = ingest([path], archive, reader="ingest.reading:read_document", workers=1).added
        (summary,) = archive.documents()
        assert summary.circulation == summary_shape(summary, ())["circulation"] == "LƯU HÀNH NỘI BỘ"
        assert document_shape(archive.get(str(entry.document_id)), archive)["circulation"] == "LƯU HÀNH NỘI BỘ"
        assert "LƯU HÀNH NỘI BỘ" in document_card(summary)

"""Assembly: what must hold for every document, whatever its lines."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assembled import SHA
from ingest.assembly import assemble
from ingest.document import SUPERSCRIPTS, Document, Section
from ingest.errors import SecretDocumentError
from ingest.lines import Line, Note, Place, Reading

FRAGMENTS = st.sampled_from(
    [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "TỈNH BÌNH LẠC", "Số: 12/KH-UBND",
        "Bình Lạc, ngày 05 tháng 3 năm 2024", "KẾ HOẠCH", "V/v kiểm tra", "Kính gửi:", "- Sở Y tế;", "I. TÌNH HÌNH", "1. Việc một",
        "a) điểm một", "đ) điểm năm", "(i) mục nhỏ", "+ ý nhỏ", "Nơi nhận:", "- Lưu: VT.", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn An",
        "¹ Kế hoạch số 3/KH-UBND.", "theo kế hoạch¹ và đề án²", "diện tích 90 m² đất", "2", "Điều 1. Giao", "PHỤ LỤC", "NHẬN XÉT CHUNG",
        "Nơi nhận: CHỦ TỊCH", "- Như trên; PHÓ CHỦ TỊCH", "[1] ghi chú", "việc này[1]", "* ghi chú sao", "tiếp tục thực hiện", "⁵", "|", "-",
    ]
)  # fmt: skip
WILD = st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Zs")), min_size=1, max_size=20)
TEXTS = st.lists(FRAGMENTS | WILD, min_size=1, max_size=4).map(lambda parts: " ".join(" ".join(parts).split()))
PLACES = st.none() | st.builds(Place, st.floats(0, 200), st.floats(0, 800), st.floats(200, 595), st.floats(0, 800))
LINES = st.builds(
    Line,
    text=TEXTS,
    page=st.integers(1, 3),
    place=PLACES,
    bold=st.booleans(),
    gap_before=st.booleans(),
    whole=st.booleans(),
    role=st.sampled_from(["body", "body", "body", "note", "header", "footer", "heading"]),
)
ROWS = st.lists(st.sampled_from(["Đơn vị", "Đã gửi", "", "X", "Sở Y tế", "Nơi nhận:"]), min_size=1, max_size=4).map(
    lambda cells: Line(" | ".join(cells) or "|", role="row", whole=True, cells=tuple(cells))
)
READINGS = st.builds(
    Reading,
    lines=st.lists(LINES | ROWS, max_size=25).map(lambda lines: tuple(sorted(lines, key=lambda line: line.page))),
    notes=st.lists(st.builds(Note, st.integers(1, 9).map(str), TEXTS), max_size=3).map(tuple),
    page_count=st.just(3),
)


def letters(text: str) -> Counter[str]:
    """Count the signs of a text; a raised number counts as its digits."""
    plain = text.translate(str.maketrans(SUPERSCRIPTS, "0123456789"))
    return Counter(sign for sign in plain if not sign.isspace() and sign != "|")


@pytest.mark.slow
@settings(max_examples=120)
@given(READINGS)
def test_nothing_is_lost_nothing_overlaps_and_pages_cover_the_text(reading: Reading) -> None:
    try:
        document = assemble(reading, SHA, "a.pdf")
    except SecretDocumentError:
        return
    text = document.text
    wanted = sum((letters("".join(line.cells) if line.cells else line.text) for line in reading.lines), Counter())
    wanted += sum((letters(note.text) for note in reading.notes), Counter())
    missing = wanted - letters(text)
    assert not missing
    parts = [document.letterhead, document.body, document.notes, document.artifacts]
    assert all(first.end <= second.start for first, second in pairwise(parts))
    assert not re.search(r"\S", "".join(text[a.end : b.start] for a, b in pairwise(parts)))
    check_pages(document)
    check_sections(document.sections, 0, len(text), 1)
    for note in document.footnotes:
        assert note.anchor.end <= len(text)
        assert note.span.end <= len(text)
    for table in document.tables:
        for row in table.rows:
            assert table.span.contains(row.span)
            assert all(row.span.contains(cell) for cell in row.cells)
    for reference in document.references:
        assert reference.number is not None
        assert reference.span.of(text)


def check_pages(document: Document) -> None:
    at = 0
    for page in document.pages:
        assert page.span.start == at
        at = page.span.end
        assert all(page.span.contains(box.span) and box.span.of(document.text) for box in page.boxes)
    assert at == len(document.text)


def check_sections(sections: tuple[Section, ...], start: int, end: int, level: int) -> None:
    for section in sections:
        assert start <= section.span.start <= section.span.end <= end
        assert section.level == level
        assert len(section.heading) <= 120
        check_sections(section.children, section.span.start, section.span.end, level + 1)
        start = section.span.end


def test_every_box_holds_the_words_of_its_own_line() -> None:
    lines = (
        Line("Sở Y tế chủ trì kiểm tra các cơ sở, báo cáo về", 1, Place(80, 700, 540, 714)),
        Line("2", 2, Place(300, 30, 306, 44)),
        Line("Ủy ban nhân dân tỉnh trước ngày 15.", 2, Place(80, 60, 300, 74)),
    )
    document = assemble(Reading(lines, page_count=2, paged=True), SHA, "a.pdf")
    assert "báo cáo về Ủy ban nhân dân tỉnh" in document.text
    words = {box.y0: (page.number, box.span.of(document.text)) for page in document.pages for box in page.boxes}
    assert words[700] == (1, lines[0].text)
    assert words[60] == (2, lines[2].text)
    assert document.artifacts.of(document.text) == "2"

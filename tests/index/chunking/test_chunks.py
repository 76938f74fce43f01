"""Passages: the smallest numbered unit, never cut from the header that governs it, and nothing lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.chunking.cut import LONGEST, passages_of
from index.passages import Passage
from ingest.document import Document, Footnote, Row, Section, Span, Table
from ingest.reading import read_document

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"


class Sheet:
    """Builds a document from lines: ``open`` starts a section that later lines belong to."""

    def __init__(self) -> None:
        self.text = ""
        self.open_sections: list[tuple[int, str, str, int]] = []
        self.children: list[list[Section]] = [[]]

    def line(self, words: str) -> Span:
        """Add one line and return its span."""
        start = len(self.text)
        self.text += words + "\n"
        return Span(start, len(self.text) - 1)

    def open(self, level: int, label: str, words: str) -> Span:
        """Open a section at ``level`` with this line, closing those as deep or deeper."""
        self.close(level)
        heading = words.removeprefix(label).lstrip(".) ").split(":")[0][:120]
        self.open_sections.append((len(self.text), label, heading, level))
        self.children.append([])
        return self.line(words)

    def close(self, level: int = 1) -> None:
        """End all sections at ``level`` and deeper."""
        while self.open_sections and self.open_sections[-1][3] >= level:
            start, label, heading, depth = self.open_sections.pop()
            children = tuple(self.children.pop())
            self.children[-1].append(Section(label, heading, depth, Span(start, len(self.text)), children))

    def document(self, **parts: object) -> Document:
        """Return the document."""
        self.close()
        return Document("d", "d", "d.txt", self.text, sections=tuple(self.children[0]), **parts)  # type: ignore[arg-type]


def texts(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


def sentence(number: int, words: int = 40) -> str:
    return f"Nội dung {number} " + "rà soát " * ((words - 4) // 2) + "xong."


def test_each_numbered_unit_is_a_passage_under_the_titles_of_its_section() -> None:
    sheet = Sheet()
    sheet.open(1, "I", "I. NHIỆM VỤ")
    sheet.open(
        2, "1", "1. Sở Y tế phòng, chống dịch bệnh trên địa bàn tỉnh và báo cáo kết quả hằng tháng theo quy định."
    )
    sheet.open(
        2, "2", "2. Sở Tài chính rà soát dự toán chi thường xuyên của các đơn vị trong năm và báo cáo theo quy định."
    )
    passages = passages_of(sheet.document())
    assert [passage.text[:10] for passage in passages] == ["1. Sở Y tế", "2. Sở Tài "]
    assert passages[0].section_path[0] == "I. NHIỆM VỤ"
    assert passages[0].header == "I. NHIỆM VỤ"


def test_a_header_stays_with_its_first_item_and_is_carried_to_the_others() -> None:
    sheet = Sheet()
    sheet.open(1, "3", "3. Sở Xây dựng chủ trì, phối hợp các sở, ngành:")
    sheet.open(2, "-", "- Rà soát quy hoạch chung các đô thị trên địa bàn tỉnh, đề xuất điều chỉnh khi cần thiết.")
    sheet.open(2, "-", "- Kiểm tra trật tự xây dựng tại các khu dân cư mới, xử lý nghiêm các trường hợp vi phạm.")
    first, second = passages_of(sheet.document())
    assert first.text.startswith("3. Sở Xây dựng chủ trì, phối hợp các sở, ngành:\n- Rà soát")
    assert first.header == ""
    assert second.text.startswith("- Kiểm tra")
    assert second.header == "3. Sở Xây dựng chủ trì, phối hợp các sở, ngành:"


def test_an_agency_as_heading_is_the_header_of_its_items() -> None:
    sheet = Sheet()
    sheet.open(1, "1", "1. Sở Công Thương")
    sheet.open(2, "-", "- Chủ trì theo dõi thị trường, bình ổn giá các mặt hàng thiết yếu trong dịp cuối năm.")
    (only,) = passages_of(sheet.document())
    assert only.header == "1. Sở Công Thương"
    assert only.section_path[0] == "1. Sở Công Thương"


def test_a_header_that_nothing_follows_is_a_passage_of_its_own() -> None:
    sheet = Sheet()
    sheet.open(1, "1", "1. Sở Công Thương chủ trì:")
    assert texts(passages_of(sheet.document())) == ["1. Sở Công Thương chủ trì:"]


def test_headers_that_follow_each_other_stay_together_with_the_first_item() -> None:
    sheet = Sheet()
    sheet.open(1, "1", "1. Về kinh tế:")
    sheet.open(2, "a", "a) Nông nghiệp:")
    sheet.open(3, "-", "- Sản lượng lúa cả năm ước đạt 5.000 tấn, tăng 2% so với cùng kỳ năm trước.")
    (only,) = passages_of(sheet.document())
    assert only.text.startswith("1. Về kinh tế:\na) Nông nghiệp:\n- Sản lượng")


def test_a_long_unit_is_cut_at_sentence_ends_and_its_rest_keeps_the_run_in_header() -> None:
    sheet = Sheet()
    sheet.open(1, "4", "4. Sở Tài chính chủ trì: " + " ".join(sentence(number) for number in range(12)))
    document = sheet.document()
    passages = passages_of(document)
    assert len(passages) == 3
    assert all(len(passage.text.split()) <= LONGEST and passage.text.endswith("xong.") for passage in passages)
    assert [passage.header for passage in passages] == ["", "4. Sở Tài chính chủ trì:", "4. Sở Tài chính chủ trì:"]


def test_paragraphs_of_one_unit_are_passages_and_short_ones_stay_together() -> None:
    sheet = Sheet()
    sheet.open(1, "2", "2. " + sentence(1))
    sheet.line(sentence(2))
    sheet.line("Thực hiện ngay.")
    assert [len(text.split()) for text in texts(passages_of(sheet.document()))] == [41, 43]


def test_a_list_of_tiny_items_is_one_passage_of_the_section_above() -> None:
    sheet = Sheet()
    sheet.open(1, "II", "II. Đơn vị vắng họp:")
    for name in ("Sở Y tế", "Sở Tài chính", "Huyện Tân Lạc"):
        sheet.open(2, "-", f"- {name};")
    (only,) = passages_of(sheet.document())
    assert only.text == "II. Đơn vị vắng họp:\n- Sở Y tế;\n- Sở Tài chính;\n- Huyện Tân Lạc;"
    assert only.section_path == ("II. Đơn vị vắng họp",)


def test_a_note_is_a_passage_with_the_clause_that_marks_it_and_the_clause_knows_its_note() -> None:
    sheet = Sheet()
    body = sheet.open(1, "1", "1. Triển khai kế hoạch tuyên truyền¹ trên địa bàn tỉnh.")
    sheet.close()
    note = sheet.line("¹ Kế hoạch số 45/KH-UBND ngày 02/3/2024.")
    mark = sheet.text.index("¹") + 1
    document = sheet.document(
        footnotes=(Footnote("1", Span(note.start + 2, note.end), Span(body.start + 3, mark)),), notes=note
    )
    clause, footnote = passages_of(document)
    assert footnote.kind == "footnote"
    assert footnote.footnote == "1"
    assert footnote.text == "Kế hoạch số 45/KH-UBND ngày 02/3/2024."
    assert footnote.anchor == "Triển khai kế hoạch tuyên truyền¹"
    assert footnote.section_path == clause.section_path != ()
    assert clause.anchor == "Kế hoạch số 45/KH-UBND ngày 02/3/2024."


def test_a_table_row_carries_the_titles_of_its_columns() -> None:
    sheet = Sheet()
    titles = sheet.line("Đơn vị | Đã gửi")
    first = sheet.line("Sở Y tế | X")
    second = sheet.line(" | chưa gửi")  # the first cell is empty
    rows = tuple(Row(span, (span, span)) for span in (first, second))
    table = Table(Span(titles.start, second.end), ("Đơn vị", "Đã gửi"), rows)
    passages = passages_of(sheet.document(tables=(table,)))
    assert [(one.kind, one.text, one.header) for one in passages] == [
        ("row", "Sở Y tế | X", "Đơn vị | Đã gửi"),
        ("row", "| chưa gửi", "Đơn vị | Đã gửi"),
    ]


def test_the_letterhead_is_the_head_and_artifacts_is_no_passage() -> None:
    sheet = Sheet()
    head = sheet.line("ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC")
    sheet.line("Kính gửi các sở, ban, ngành.")
    artifacts = sheet.line("2")
    passages = passages_of(sheet.document(letterhead=head, artifacts=artifacts))
    assert [(passage.kind, passage.text) for passage in passages] == [
        ("head", "ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC"),
        ("section", "Kính gửi các sở, ban, ngành."),
    ]


def test_an_empty_document_has_no_passages() -> None:
    assert passages_of(Document("d", "d", "d.txt", "")) == ()


_LINES = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from(["I", "1", "a", "-"]),
        st.sampled_from(
            ["Nhiệm vụ", "Sở Y tế chủ trì:", "Rà soát, báo cáo.", sentence(1, 30), sentence(2, 230), "¹ x;"]
        ),
    ),
    max_size=14,
)


def uncovered(document: Document) -> str:
    """Return the visible characters of the body that stand in no passage and are no bare heading."""
    covered = bytearray(len(document.text))
    for passage in passages_of(document):
        assert passage.span.of(document.text) == passage.text
        covered[passage.span.start : passage.span.end] = b"\1" * (passage.span.end - passage.span.start)
    headings = {line for line in document.text.splitlines() if not line.rstrip(" *").endswith((".", ":", ";"))}
    left = []
    start = 0
    for line in document.text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip() not in headings:
            left += [sign for at, sign in enumerate(line, start) if not covered[at] and not sign.isspace()]
        start = end
    return "".join(left)


@pytest.mark.slow
@given(_LINES)
def test_nothing_but_headings_is_left_out_and_no_header_is_cut_from_its_item(
    lines: list[tuple[int, str, str]],
) -> None:
    sheet = Sheet()
    for level, label, words in lines:
        if level:
            sheet.open(level, label, f"{label}. {words}")
        else:
            sheet.line(words)
    document = sheet.document()
    passages = passages_of(document)
    assert uncovered(document) == ""
    assert all(a.span.end <= b.span.start for a, b in pairwise(passages))
    for passage in passages:
        if passage.text.endswith("Sở Y tế chủ trì:"):
            # It stands alone only when no item of its own follows.
            following = document.text[passage.span.end :].strip().split("\n")[0]
            # Two sections may bear one title, so it is the spans that tell whether the header's section goes on.
            last = passage.span.end - 1
            around = [section.span for section, _ in document.walk() if section.span.start <= last < section.span.end]
            position = document.text.find(following, passage.span.end) if following else -1
            governs = position >= 0 and (not around or around[-1].start <= position < around[-1].end)
            assert not (governs and following.endswith("."))


@pytest.mark.slow
@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared seeds are not here")
@pytest.mark.parametrize("file", sorted(SEEDS.glob("*.txt")), ids=lambda file: file.name[:3])
def test_passages_of_real_directives_slice_back_cover_the_text_and_stay_short(file: Path) -> None:
    document = read_document(file)
    passages = passages_of(document)
    assert all(passage.span.of(document.text) == passage.text for passage in passages)
    assert {passage.footnote for passage in passages} - {None} == {note.mark for note in document.footnotes}
    covered = {at for passage in passages for at in range(passage.span.start, passage.span.end)}
    body = set(range(document.body.start, document.body.end))
    visible = {at for at in body if not document.text[at].isspace()}
    assert len(visible & covered) / len(visible) > 0.96  # the rest are bare headings
    assert sorted(len(passage.text.split()) for passage in passages)[-1] <= 1.5 * LONGEST

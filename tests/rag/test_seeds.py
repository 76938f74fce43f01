"""Acceptance on four real directives; skipped where they are not at hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.reading import read_document
from rag.answer import Answer
from rag.ask import ask
from rag.library import Library
from rag.wording import phrases

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
TODAY = date(2024, 7, 15)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the four real directives are not at hand"),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("kho") / "archive", encoder="", create=True) as opened:
        for path in sorted(SEEDS.glob("*.txt")):
            opened.archive.add(read_document(path), path, str(path))
        opened.refresh()
        yield opened


def sections(answer: Answer) -> str:
    """All section paths of the citations, joined."""
    return " | ".join(" > ".join(citation.section_path) for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "words", "number", "section"),
    [
        # the lead stands in a header, the task behind it
        ("Sở nào chủ trì tuyên truyền các ngày lễ tháng 6/2024?", ["Sở Văn hóa và Thể thao"], "1088", "8."),
        # the number stands in a footnote of the clause that speaks of the conference
        ("Thông báo nào kết luận hội nghị về chỉ số PAPI và PCI?", ["521/TB-VP", "07/6/2024"], "1088", "2."),
        # the month's figure, not the total since January
        ("Tháng 11/2020 thành lập mới bao nhiêu doanh nghiệp?", ["122 doanh nghiệp"], None, "II."),
        ("Thu nội địa 11 tháng 2020?", ["10.740 tỷ đồng"], None, "II."),
        ("bao nhieu nguoi chet vi tai nan giao thong thang 11 nam 2020", ["06 người"], None, "II."),
        ("Lũy kế 11 tháng năm 2020 có bao nhiêu người chết vì tai nạn giao thông?", ["65 người"], None, "II."),
        ("Số ca tay chân miệng ở Rạch Giá?", ["16 cas"], None, "II."),
        ("Thông báo 13/TB-VP ban hành khi nào?", ["07 tháng 01 năm 2021"], "13", ""),
        ("Ai ký thông báo 13/TB-VP?", ["Đỗ Thị Lệ Hảo"], "13", ""),
        ("cv 1088", ["1088/UBND-TH", "18/6/2024", "HỎA TỐC"], "1088", ""),
        ("so nao lo thi tot nghiep thpt", ["Sở Giáo dục và Đào tạo"], "1088", "11."),
        ("Bao giờ xong sắp xếp xã?", ["30 tháng 9 năm 2024"], "1088", "12."),
        ("Kế hoạch đón Đoàn Thanh tra EC số mấy?", ["183/KH-UBND"], "1088", "5."),
        ("524/QĐ-UBND", ["524/QĐ-UBND"], "1088", "3."),
    ],
)
def test_the_answer_is_right_and_cited_at_its_place(
    library: Library, question: str, words: list[str], number: str | None, section: str
) -> None:
    answer = ask(question, library, TODAY)
    assert answer.status in ("answered", "partial")
    for word in words:
        assert word in answer.answer
    assert any(section in path for path in sections(answer).split(" | "))
    if number is not None:
        assert answer.citations[0].number is not None
        assert answer.citations[0].number.startswith(number)
    for citation in answer.citations:
        document = library.archive.get(citation.document_id)
        assert document.text[citation.start : citation.end] == citation.quote


def test_the_tasks_of_a_month_are_listed_own_first(library: Library) -> None:
    answer = ask("so tai chinh phai lam gi thang 6 2024", library, TODAY)
    assert answer.status == "answered"
    assert answer.items[0].lead == "Sở Tài chính"
    assert "kỷ luật, kỷ cương tài chính" in answer.items[0].text
    assert {citation.number for citation in answer.citations} == {answer.citations[0].number}


def test_tasks_without_a_subject_get_no_lead(library: Library) -> None:
    answer = ask("Ai chủ trì bầu cử đại biểu Quốc hội tháng 4/2021?", library, TODAY)
    assert answer.status != "not_found"
    assert phrases.NO_LEAD in answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "Huyện Kiên Hải có việc riêng trong CV 1088 không?",
        "Vốn làm cao tốc Hà Tiên bao nhiêu?",
        "Thông báo tháng 5/2023 nói gì?",
        "Năm 2019 thành lập mới bao nhiêu doanh nghiệp?",
        "Tháng 6/2024 có bao nhiêu doanh nghiệp thành lập mới?",
        "Ngân sách mua xe công năm 2024 bao nhiêu?",
        "Người dân có được đốt rác ở bãi biển không?",
        "Kế hoạch 45/KH-UBND nói gì?",
    ],
)
def test_what_they_do_not_say_is_no_sure_answer(library: Library, question: str) -> None:
    answer = ask(question, library, TODAY)
    assert answer.status != "answered"
    assert phrases.UNCERTAIN in answer.notes or "hông tìm thấy" in answer.answer

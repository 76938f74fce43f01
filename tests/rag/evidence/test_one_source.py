"""A copy or a draft is no second source; another document of the same words is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from directives import directive
from index.passages import Hit, Passage
from ingest.archive.archive import Archive
from ingest.document import Document, Span
from rag.ask import ask
from rag.evidence.one_source import hits_told_once
from rag.library import Library

pytestmark = pytest.mark.slow

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LẠC\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{day}\n\n"
PLAN = """KẾ HOẠCH
Kiểm tra an toàn các chợ đầu mối

1. Giao Sở Công Thương chủ trì, phối hợp với Công an tỉnh rà soát hệ thống điện, lối thoát nạn và nguồn nước chữa cháy tại tám chợ đầu mối; báo cáo kết quả trước ngày {due} tháng 9 năm 2024.

2. Ủy ban nhân dân các huyện bố trí lực lượng trực ban đêm, lập danh sách hộ kinh doanh và vận động từng hộ trang bị bình chữa cháy, hoàn thành trong tháng 10 năm 2024.
"""
SIGNED = HEAD.format(number="Số: 61/KH-UBND", day="Bình Lạc, ngày 20 tháng 8 năm 2024") + PLAN.format(due=15)
DRAFT = HEAD.format(number="Số:      /KH-UBND", day="Bình Lạc, ngày     tháng 8 năm 2024") + PLAN.format(due=10)
NEXT_YEAR = SIGNED.replace("2024", "2025").replace("61/KH", "47/KH")
QUESTION = "Ai chủ trì rà soát hệ thống điện tại các chợ đầu mối?"
TODAY = date(2024, 9, 1)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "kho", encoder="", create=True) as opened:
        yield opened


def take_in(library: Library, **texts: str) -> None:
    for name, text in texts.items():
        path = library.archive.folder.parent / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        library.ingest([path])


def cited(library: Library, question: str) -> set[str]:
    return {citation.file for citation in ask(question, library, TODAY).citations}


@pytest.mark.parametrize("order", [("draft", "signed"), ("signed", "draft")])
def test_the_signed_form_speaks_for_its_draft(library: Library, order: tuple[str, str]) -> None:
    texts = {"draft": DRAFT, "signed": SIGNED}
    take_in(library, **{name: texts[name] for name in order})
    assert cited(library, QUESTION) == {"signed.txt"}
    assert (
        "ngày 10"
        not in ask("Bao giờ Sở Công Thương phải báo cáo rà soát hệ thống điện chợ đầu mối?", library, TODAY).answer
    )


def test_a_draft_answers_where_nothing_signed_does(library: Library) -> None:
    take_in(library, draft=DRAFT)
    assert cited(library, QUESTION) == {"draft.txt"}


def test_a_task_is_listed_once_for_draft_and_signed_form(library: Library) -> None:
    take_in(library, draft=DRAFT, signed=SIGNED)
    answer = ask("Nhiệm vụ của Sở Công Thương năm 2024", library, TODAY)
    assert {citation.file for citation in answer.citations} == {"signed.txt"}
    assert len([item for item in answer.items if item.lead == "Sở Công Thương"]) == 1


def test_a_document_asked_for_by_number_is_told_once_and_its_copy_named(library: Library) -> None:
    scanned = SIGNED.replace("chữa cháy", "chữa chay").replace("đầu mối", "đấu mối")
    take_in(library, scan=scanned, word=SIGNED)
    answer = ask("Kế hoạch 61/KH-UBND ban hành ngày nào?", library, TODAY)
    assert answer.answer.count("Kế hoạch số 61/KH-UBND") == 1
    assert len({citation.file for citation in answer.citations}) == 1
    assert any("bản trùng" in note for note in answer.notes)


def test_two_plans_of_one_number_are_both_told(library: Library) -> None:
    rival = SIGNED.split("KẾ HOẠCH\n")[0].replace("20 tháng 8", "03 tháng 9") + (
        "KẾ HOẠCH\nTiêm chủng vùng cao\n\n1. Giao Sở Y tế tổ chức đội tiêm lưu động đến từng thôn, bảo đảm dây chuyền "
        "lạnh, thuốc chống sốc và lập danh sách trẻ chưa tiêm đủ mũi trước khi vào năm học mới tại mỗi xã.\n"
    )
    take_in(library, first=SIGNED, second=rival)
    assert cited(library, "Kế hoạch 61/KH-UBND ban hành ngày nào?") == {"first.txt", "second.txt"}


def test_the_plan_of_the_next_year_is_a_source_of_its_own(library: Library) -> None:
    take_in(library, first=SIGNED, second=NEXT_YEAR)
    assert cited(library, QUESTION) == {"first.txt", "second.txt"}


def hit(document: Document, words: str, kind: str = "section") -> Hit:
    start = document.text.index(words)
    span = Span(start, start + len(words))
    return Hit(Passage(document.id, span, words, kind, 1), 1.0)


def test_a_note_that_repeats_the_body_is_no_second_evidence(tmp_path: Path) -> None:
    document = directive("d", ["Công bố danh mục thủ tục hành chính ngành y tế¹ trên cổng thông tin.", "Chú thích."])
    repeating = hit(document, "danh mục thủ tục hành chính ngành y tế", "footnote")
    own = hit(document, "Chú thích", "footnote")
    body = hit(document, document.text.splitlines()[0])
    with Archive.open(tmp_path / "kho", create=True) as archive:
        assert hits_told_once([repeating, body, own], archive) == (body, own)
        assert hits_told_once([repeating, own], archive) == (repeating, own)  # nothing else says it

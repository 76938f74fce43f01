"""Versions of one document that give different values: the answer tells all of them, never one in silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from rag.answer import Answer
from rag.ask import ask
from rag.library import Library

pytestmark = pytest.mark.slow

LETTER = """ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: {number}
V/v rà soát bến bãi ven sông
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày {issued} năm 2024

Kính gửi: Các sở, ban, ngành.

Thực hiện chương trình công tác năm, Ủy ban nhân dân tỉnh yêu cầu các đơn vị khẩn trương triển khai những việc sau:

1. {lead} chủ trì rà soát các bến bãi ven sông trên địa bàn, tổng hợp kết quả báo cáo Ủy ban nhân dân tỉnh trước ngày {due}.

2. Ủy ban nhân dân các huyện kiểm tra việc neo đậu tàu thuyền trong mùa mưa bão, bố trí lực lượng trực tại các bến đông khách.

3. Giao Văn phòng Ủy ban nhân dân tỉnh theo dõi, đôn đốc việc thực hiện và tham mưu xử lý những trường hợp chậm trễ kéo dài.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Đại
"""
QUESTION = "Hạn báo cáo kết quả rà soát bến bãi ven sông là khi nào?"


def letter(due: str, number: str = "412/UBND-KT", issued: str = "ngày 14 tháng 3", lead: str = "Sở Xây dựng") -> str:
    return LETTER.format(due=due, number=number, issued=issued.removeprefix("ngày "), lead=lead)


@contextmanager
def library_of(folder: Path, **files: str) -> Iterator[Library]:
    with Library.open(folder / "kho", "", create=True) as library:
        for name, text in files.items():
            file = folder / f"{name}.txt"
            file.write_text(text, encoding="utf-8")
            library.ingest([file])
        yield library


def asked(library: Library, question: str = QUESTION, as_of: date | None = None) -> Answer:
    return ask(question, library, date(2024, 6, 1), as_of=as_of)


def test_three_deadlines_in_three_versions_are_all_told_each_with_its_citation(tmp_path: Path) -> None:
    with library_of(tmp_path, a=letter("20/4/2024"), b=letter("25/4/2024"), c=letter("05/5/2024")) as library:
        answer = asked(library)
        assert answer.status == "partial"
        said = " ".join((answer.answer, *answer.notes))
        assert all(day in said for day in ("20/4/2024", "25/4/2024", "05/5/2024"))
        assert {one.file for one in answer.citations} == {"a.txt", "b.txt", "c.txt"}
        for one in answer.citations:
            assert library.document(one.document_id).text[one.start : one.end] == one.quote


def test_versions_that_agree_are_not_told(tmp_path: Path) -> None:
    spelt = letter("20 tháng 4 năm 2024").replace("trên địa bàn", "trên  địa bàn")
    with library_of(tmp_path, a=letter("20/4/2024"), b=spelt) as library:
        answer = asked(library)
        assert answer.status != "not_found"
        assert not [note for note in answer.notes if "ghi khác" in note]


def test_a_draft_is_no_rival_of_its_signed_form(tmp_path: Path) -> None:
    draft = letter("30/3/2024", number="      /UBND-KT", issued="    tháng 3")
    with library_of(tmp_path, a=letter("20/4/2024"), draft=draft) as library:
        answer = asked(library)
        assert "20/4/2024" in answer.answer
        assert not [note for note in answer.notes if "ghi khác" in note]
        assert {one.file for one in answer.citations} == {"a.txt"}


def test_another_lead_in_another_version_is_a_rival_value(tmp_path: Path) -> None:
    versions = {"a": letter("20/4/2024"), "b": letter("20/4/2024", lead="Sở Công Thương")}
    with library_of(tmp_path, **versions) as library:
        answer = asked(library, "Sở nào chủ trì rà soát các bến bãi ven sông?")
        said = " ".join((answer.answer, *answer.notes))
        assert "Sở Xây dựng" in said
        assert "Sở Công Thương" in said


def test_another_directive_with_another_day_is_no_rival(tmp_path: Path) -> None:
    other = letter("20/4/2025", number="530/UBND-KT", issued="ngày 02 tháng 9").replace("năm 2024\n", "năm 2023\n")
    with library_of(tmp_path, a=letter("20/4/2024"), b=other) as library:
        assert not [note for note in asked(library).notes if "bản khác" in note or "dự thảo" in note]


def test_what_was_issued_later_is_not_told_of_an_earlier_day(tmp_path: Path) -> None:
    later = letter("25/4/2024", issued="ngày 20 tháng 5")
    with library_of(tmp_path, a=letter("20/4/2024"), b=later) as library:
        assert {one.file for one in asked(library).citations} == {"a.txt", "b.txt"}
        before = asked(library, as_of=date(2024, 4, 1))
        assert {one.file for one in before.citations} == {"a.txt"}
        assert "25/4/2024" not in " ".join((before.answer, *before.notes))

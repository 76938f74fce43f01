"""Several letters in one file: each is cited under its own number, never under the first one's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from assembled import read
from ingest.archive.register.filters import TaskFilters
from ingest.archive.serialization import from_json, to_json
from ingest.filters import Filters
from rag.ask import ask
from rag.library import Library
from rag.search.find import find

FIRST = """ỦY BAN NHÂN DÂN
TỈNH AN HÒA
Số: 412/UBND-KT
V/v rà soát bến bãi ven sông
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 14 tháng 3 năm 2024

Kính gửi: Các sở, ban, ngành.

1. Sở Xây dựng chủ trì rà soát các bến bãi ven sông, báo cáo trước ngày 20/4/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Trần Văn Đại
"""
SECOND = """UBND TỈNH AN HÒA
SỞ Y TẾ
Số: 97/SYT-NVY
V/v phun thuốc diệt muỗi
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 02 tháng 5 năm 2024

Kính gửi: Trung tâm Y tế các huyện.

1. Trung tâm Kiểm soát bệnh tật chủ trì phun thuốc diệt muỗi tại các chợ, hoàn thành trước ngày 30/5/2024.

Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC
Lê Thị Hạnh
"""
# What follows on a page of its own and belongs to the first letter all the same.
ANNEXES = {
    "regulation under the motto, without a number": """ỦY BAN NHÂN DÂN
TỈNH AN HÒA
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
QUY ĐỊNH
Về quản lý bến bãi
Điều 1. Phạm vi
Quy định này áp dụng cho bến bãi ven sông.""",
    "form to fill in": """TÊN ĐƠN VỊ
Số: ....../BC-....
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
..., ngày ... tháng ... năm 2024
BÁO CÁO
Kết quả rà soát""",
    "filled-in form below its heading": """Mẫu số 02
SỞ XÂY DỰNG
Số: 01/BC-SXD
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
BÁO CÁO
Kết quả rà soát""",
    "list that cites numbers": """PHỤ LỤC
Số: 12/KH-UBND và Số: 13/KH-UBND là căn cứ.
1. Bến số 1
2. Bến số 2""",
    "table of numbers": "DANH SÁCH\nSố: 12/KH-UBND\nSố: 13/KH-UBND",
}


def test_the_second_letter_of_a_file_has_facts_of_its_own() -> None:
    document = read(f"{FIRST}\f{SECOND}")
    assert document.number is not None
    assert (document.number.shown, document.issued_on) == ("412/UBND-KT", date(2024, 3, 14))
    assert document.signer == "Trần Văn Đại"
    (letter,) = document.letters
    assert letter.number is not None
    assert (letter.kind, letter.number.shown, letter.issued_on) == ("công văn", "97/SYT-NVY", date(2024, 5, 2))
    assert (letter.signer, letter.subject) == ("Lê Thị Hạnh", "phun thuốc diệt muỗi")
    assert letter.span.of(document.text).startswith("UBND TỈNH AN HÒA")
    assert ("several_letters", "2") in {(one.code, one.detail) for one in document.warnings}


def test_what_stands_in_a_letter_bears_its_number_and_no_section_runs_from_one_into_the_other() -> None:
    document = read(f"{FIRST}\f{SECOND}\f{FIRST.replace('412', '500')}")
    shown = [
        number.shown
        for word in ("rà soát các bến", "phun thuốc diệt muỗi tại")
        if (number := document.bearing(document.text.index(word)).number)
    ]
    assert shown == ["412/UBND-KT", "97/SYT-NVY"]
    assert [letter.number.shown for letter in document.letters if letter.number] == ["97/SYT-NVY", "500/UBND-KT"]
    edges = [letter.span.start for letter in document.letters]
    assert not [one for one, _ in document.walk() for edge in edges if one.span.start < edge < one.span.end]
    assert from_json(to_json(document)) == document


def test_a_letter_whose_number_cannot_be_read_does_not_take_the_first_ones() -> None:
    document = read(f"{FIRST}\f{SECOND.replace('Số: 97/SYT-NVY', 'Số: 6J[) /SYT-NVY')}")
    (letter,) = document.letters
    assert letter.number is None
    assert document.bearing(letter.span.start).number is None


def test_letters_that_follow_each_other_on_one_page_are_told_apart_by_the_ending() -> None:
    assert len(read(f"{FIRST}\n{SECOND}").letters) == 1


@pytest.mark.parametrize("annex", ANNEXES.values(), ids=list(ANNEXES))
def test_an_annex_is_no_letter_of_its_own(annex: str) -> None:
    assert read(f"{FIRST}\f{annex}").letters == ()


def test_one_letter_alone_is_one_letter() -> None:
    assert read(FIRST).letters == ()
    assert read("Nội dung họp.\fTrang sau.").letters == ()


@contextmanager
def _library(folder: Path) -> Iterator[Library]:
    file = folder / "hai-van-ban.txt"
    file.write_text(f"{FIRST}\n{SECOND}", encoding="utf-8")
    with Library.open(folder / "kho", "", create=True) as library:
        library.ingest([file])
        yield library


@pytest.mark.slow
def test_answers_hits_and_tasks_name_the_letter_they_come_from(tmp_path: Path) -> None:
    with _library(tmp_path) as library:
        answer = ask("Đơn vị nào chủ trì phun thuốc diệt muỗi tại các chợ?", library, date(2024, 6, 1))
        assert answer.citations
        assert {one.number for one in answer.citations} == {"97/SYT-NVY"}
        assert "97/SYT-NVY" in answer.answer
        assert "412" not in answer.answer
        hits = find("phun thuốc diệt muỗi", library).finds
        assert {one.hit.passage.number for one in hits if "muỗi" in one.hit.passage.text} == {"97/SYT-NVY"}
        tasks = library.archive.tasks.list(TaskFilters()).rows
        named = {row.document.number for row in tasks if "muỗi" in row.task}
        assert named == {"97/SYT-NVY"}
        assert {row.document.issued_on for row in tasks if "muỗi" in row.task} == {date(2024, 5, 2)}
        assert [one.number for one in library.archive.documents(Filters())] == ["412/UBND-KT"]


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["cv 97/SYT-NVY", "công văn 97/SYT-NVY", "97/SYT-NVY"])
def test_the_second_letter_is_found_by_its_own_number(tmp_path: Path, asked: str) -> None:
    with _library(tmp_path) as library:
        (held,) = library.archive.find(asked)
        assert (held.number, held.signer) == ("97/SYT-NVY", "Lê Thị Hạnh")
        answer = ask(asked, library, date(2024, 6, 1))
        assert answer.status == "answered"
        assert {one.number for one in answer.citations} == {"97/SYT-NVY"}
        assert "Lê Thị Hạnh" in answer.answer
        assert "412" not in answer.answer


@pytest.mark.slow
def test_who_signed_the_second_letter_is_not_who_signed_the_first(tmp_path: Path) -> None:
    with _library(tmp_path) as library:
        assert "Lê Thị Hạnh" in ask("Ai ký công văn 97/SYT-NVY?", library, date(2024, 6, 1)).answer
        assert "Trần Văn Đại" in ask("Ai ký công văn 412/UBND-KT?", library, date(2024, 6, 1)).answer

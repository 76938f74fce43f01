"""Which of several figures and times is the one that is asked for, on one plan of an invented province."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ingest.reading import read_document
from rag.ask import ask
from rag.library import Library

PLAN = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC

Số: 92/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày 03 tháng 4 năm 2023

KẾ HOẠCH

Tổ chức Ngày hội Trái cây Hòn Ngang năm 2023

Thực hiện Công văn số 40/UBND-TH ngày 06 tháng 02 năm 2023 của Ủy ban nhân dân tỉnh về nhiệm vụ quý I năm 2023, Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức Ngày hội Trái cây Hòn Ngang như sau:

I. MỤC TIÊU

1. Năm 2022 đón 40.500 lượt khách, cao hơn năm 2021 là 8.000 lượt khách. Có 12 nhà vườn nợ thuế.

2. Phấn đấu đón 52.000 lượt khách.

II. NỘI DUNG

a) Thời gian: từ ngày 09 đến ngày 11 tháng 6 năm 2023.

b) Kinh phí tổ chức ngày hội là 3,4 tỷ đồng¹.

III. PHÂN CÔNG

1. Sở Công Thương chủ trì xây dựng kịch bản Ngày hội Trái cây Hòn Ngang trước ngày 15 tháng 4 năm 2023.

2. Giao Ủy ban nhân dân huyện Phú Sơn thu gom rác thải, vệ sinh môi trường khu vực tổ chức.

¹ Ngân sách tỉnh 1,9 tỷ đồng; nguồn xã hội hóa 1,5 tỷ đồng.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Lý Văn Mười
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("kho")
    path = folder / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.archive.add(read_document(path), path, str(path))
        opened.refresh()
        yield opened


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Kế hoạch 92 đặt chỉ tiêu bao nhiêu lượt khách?", "52.000 lượt"),  # to be reached, not reached
        ("Kinh phí tổ chức ngày hội là bao nhiêu?", "3,4 tỷ đồng"),  # the whole
        ("Kinh phí tổ chức ngày hội từ nguồn xã hội hóa là bao nhiêu?", "1,5 tỷ đồng"),  # the part, in a note
        ("Năm 2022 có bao nhiêu nhà vườn nợ thuế?", "12 nhà"),  # the year of the sentence before, not 2021
        (
            "Ngày hội Trái cây Hòn Ngang năm 2023 diễn ra ngày nào?",
            "09 đến ngày 11 tháng 6",
        ),  # no preamble, no deadline
        ("Ai dọn rác ngày hội trái cây Hòn Ngang?", "huyện Phú Sơn"),  # the work, not the theme
    ],
)
def test_what_is_asked_for_is_told_from_its_neighbours(library: Library, question: str, words: str) -> None:
    answer = ask(question, library, date(2023, 5, 1))
    assert answer.status in ("answered", "partial")
    assert words in answer.answer.split(":")[0] + answer.answer.split("(")[0]

"""Document numbers in every way people type them, and what only looks like one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query.typed_numbers import asked_tokens, looks_up_number, typed_numbers
from index.text.tokens import tokenise
from rag.library import Library
from rag.search.find import find

pytestmark = pytest.mark.slow

# typed, the number meant
NUMBERS = [
    ("1088/UBND-TH", "1088/ubnd-th"),
    ("1088/ubnd-th", "1088/ubnd-th"),
    ("1088 /UBND-TH", "1088/ubnd-th"),
    ("1088/UBND - TH", "1088/ubnd-th"),
    ("1088 ubnd th", "1088/ubnd-th"),
    ("1088 ubnd-th", "1088/ubnd-th"),
    ("1088ubnd-th", "1088/ubnd-th"),
    ("1088-ubnd-th", "1088/ubnd-th"),
    ("01088/UBND-TH", "1088/ubnd-th"),
    ("1.088/UBND-TH", "1088/ubnd-th"),  # the dot of thousands
    ("1.088 ubnd th", "1088/ubnd-th"),
    ("cv 1088", "1088/"),
    ("cv1088", "1088/"),
    ("CV số: 1088", "1088/"),
    ("công văn số 1088", "1088/"),
    ("cong van so 1.088", "1088/"),
    ("văn bản 1088", "1088/"),
    ("số 1088", "1088/"),
    ("số 23 ngày 5/1", "23/"),
    ("QD 206/QD-TTg", "206/qd-ttg"),
    ("206 qd ttg", "206/qd-ttg"),
    ("quyết định 206 QĐ TTg", "206/qd-ttg"),
    ("32/2020/QĐ-TTg", "32/2020/qd-ttg"),
    ("32 2020 qđ ttg", "32/2020/qd-ttg"),
    ("39-TB/TW", "39-tb/tw"),
    ("13 tb vp", "13/tb-vp"),
    ("66.4/2025/NQ-CP", "66.4/2025/nq-cp"),  # one of a series, no thousand
    ("94/KH-MTTQ-BTT", "94/kh-mttq-btt"),
]
# typed, what is no number of a document in it
NO_NUMBERS = [
    "chỉ thị 16 ngày",
    "kế hoạch 5 năm 2021-2025",
    "báo cáo 11 tháng",
    "báo cáo 6 tháng đầu năm",
    "thông báo 3 người trúng tuyển",
    "hồ sơ 12",
    "16/22 chỉ tiêu",
    "5 sở ngành",
    "1088 ubnd xã",  # words, no code
    "năm 2024",
    "kế hoạch 2024",
    "328,7/382 km",
    "1.500 ha",
    "84 bc",
]


@pytest.mark.parametrize(("typed", "meant"), NUMBERS)
def test_a_number_is_read_in_every_way_it_is_typed(typed: str, meant: str) -> None:
    for question in (typed, f"trong {typed} thì sở nào lo", f"theo {typed}, ai chủ trì?"):
        assert meant in asked_tokens(question).numbers, question
    assert looks_up_number(typed)


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_only_looks_like_a_number_is_none(typed: str) -> None:
    assert typed_numbers(typed) == ()
    assert not [one for one in asked_tokens(typed).numbers if one.endswith("/")]


def test_a_document_that_prints_a_dot_has_the_number_without_it() -> None:
    assert "1526/qd-ubnd" in tokenise("Quyết định số 1.526/QĐ-UBND ngày 04/5/2026").numbers


@given(st.text(max_size=60))
def test_numbers_are_stretches_of_the_question_in_order(question: str) -> None:
    found = typed_numbers(question)

    assert all(0 <= one.start < one.end <= len(question) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: {number}/{code}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Lạc, ngày 05 tháng 6 năm 2031

V/v {subject}

Kính gửi: Các sở, ban, ngành tỉnh.

1. {body}
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("numbers")
    files = {
        "own.txt": ("1147", "UBND-TH", "trồng cây ven hồ", "Sở Xây dựng chủ trì trồng cây ven hồ."),
        "dotted.txt": ("2.258", "UBND-NC", "nạo vét kênh", "Sở Xây dựng chủ trì nạo vét kênh."),
        # Says of itself that it is a letter, and the bare figures as well: it must not stand before the letter itself.
        "citing.txt": (
            "36",
            "UBND-KT",
            "thực hiện công văn",
            "Thực hiện Công văn số 36/UBND-KT, Công văn số 1148/UBND-TH, công văn có số liệu 1147 cây và 2258 mét kênh.",
        ),
    }
    (folder / "in").mkdir()
    for name, (number, code, subject, body) in files.items():
        text = LETTER.format(number=number, code=code, subject=subject, body=body)
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.ingest([folder / "in"])
        yield opened


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        *(
            (one, "own.txt")
            for one in ("cv 1147", "cv1147", "công văn số 1147", "1147 ubnd th", "1.147/ubnd-th", "số 1147")
        ),
        *((one, "dotted.txt") for one in ("cv 2258", "2.258/UBND-NC", "2258/ubnd-nc", "2258 ubnd nc", "vb số 2.258")),
    ],
)
def test_the_document_of_a_number_is_found_first(library: Library, typed: str, file: str) -> None:
    assert find(typed, library).finds[0].hit.passage.file_name == file

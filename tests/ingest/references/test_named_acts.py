"""Acts cited by name: which words are a name, where it ends, and which only look like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import without_marks
from ingest.references.find import find_references
from ingest.references.named_acts import find_named_acts, name_key

# text → the names found, as printed
NAMES = [
    ("Căn cứ Luật Đất đai năm 2024 và quy hoạch đã duyệt", ["Luật Đất đai năm 2024"]),
    ("theo Luật Thủy sản 2017, chủ tàu cá phải khai báo", ["Luật Thủy sản 2017"]),
    # names with a comma, a joining word, another case, another tone placement
    ("Căn cứ Luật Phòng, chống thiên tai ngày 19 tháng 6 năm 2013;", ["Luật Phòng, chống thiên tai"]),
    ("theo Luật phòng chống tham nhũng", ["Luật phòng chống tham nhũng"]),
    ("Luật Cán bộ, công chức, Luật Viên chức và các văn bản khác", ["Luật Cán bộ, công chức", "Luật Viên chức"]),
    ("áp dụng Bộ luật Lao động đối với chủ sử dụng", ["Bộ luật Lao động"]),
    (
        "Pháp lệnh Ưu đãi người có công với cách mạng năm 2020",
        ["Pháp lệnh Ưu đãi người có công với cách mạng năm 2020"],
    ),
    # a law no list knows ends before a word that no name holds
    ("thi hành Luật Chợ nổi miền sông được Quốc hội thông qua", ["Luật Chợ nổi miền sông"]),
    # a law that amends others is one act
    (
        "Luật sửa đổi, bổ sung một số điều của Luật Nhà ở và Luật Đất đai ngày 29 tháng 6 năm 2024",
        ["Luật sửa đổi, bổ sung một số điều của Luật Nhà ở và Luật Đất đai"],
    ),
    ("Hiến pháp năm 2013 quy định", ["Hiến pháp năm 2013"]),
    ("thực hiện Nghị quyết Đại hội XI Đảng bộ tỉnh.", ["Nghị quyết Đại hội XI Đảng bộ tỉnh"]),
    (
        "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI, nhiệm kỳ",
        ["Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XI"],
    ),
    ("Nghị quyết Trung ương 4 khóa XII về xây dựng Đảng", ["Nghị quyết Trung ương 4 khóa XII"]),
    # the number says it: no second reference by name
    ("Luật Đất đai số 31/2024/QH15 ngày 18/01/2024", []),
    ("Luật Thủy sản 18/2017/QH14", []),
    # no acts
    ("Đoàn Luật sư tỉnh Bình Lạc mời Luật sư Trần Văn Bến", []),
    ("quy định của pháp luật, của luật này và các luật khác", []),
    ("góp ý dự thảo Luật Chợ đầu mối; hồ sơ dự án Luật Đất đai", []),
    ("sinh viên Khoa Luật, Trường Đại học Luật Bình Lạc", []),
    ("Công ty Luật TNHH Bến Lạc", []),
    ("tuân thủ Hiến pháp và pháp luật", []),
    ("Nghị quyết Đại hội cổ đông của hợp tác xã", []),
]


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_names_are_found_whole_and_nothing_else_is(text: str, names: list[str]) -> None:
    assert [one.span.of(text) for one in find_named_acts(text)] == names


def test_the_year_behind_a_name_is_read() -> None:
    assert [one.year for one in find_named_acts("Luật Đất đai năm 2013; Luật Đất đai")] == [2013, None]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Luật Hoá chất", "Luật  hóa chất năm 2025", True),  # tone placement, case, blanks, year
        ("Luật Phòng, chống ma túy", "Luật Phòng chống ma tuý", True),
        ("Luật Hóa chất", "Luật Hòa giải ở cơ sở", False),
    ],
)
def test_one_act_has_one_key(one: str, other: str, same: bool) -> None:
    assert (name_key(one) == name_key(other)) is same


def test_names_stand_among_the_references_with_their_day_and_without_a_number() -> None:
    text = "Căn cứ Luật Đê điều ngày 29 tháng 11 năm 2006; Nghị định số 53/2019/NĐ-CP."
    named, numbered = find_references(text)
    assert (named.span.of(text), named.number, str(named.date)) == ("Luật Đê điều", None, "2006-11-29")
    assert numbered.number is not None


@given(st.lists(st.sampled_from([*"Luật,.; \n¹", "Luật ", "Bộ luật ", "sửa đổi, bổ sung ", "một số điều của ", "Đất đai", "Đại hội ", "Nghị quyết ", "XI", " năm 2024"]), max_size=40))  # fmt: skip
def test_spans_are_in_order_apart_and_inside(parts: list[str]) -> None:
    text = without_marks("".join(parts))
    at = 0
    for one in find_named_acts(text):
        assert at <= one.span.start < one.span.end <= len(text)
        at = one.span.end

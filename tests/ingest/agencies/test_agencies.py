"""Bodies in texts and in questions: what is found, what is not, and what became of them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies.find import Agencies
from ingest.agencies.names import compact
from ingest.text.edit_distance import distance

AGENCIES = Agencies.load()


def found(text: str) -> list[tuple[str, str | None]]:
    return [(mention.printed, mention.agency.name if mention.agency else None) for mention in AGENCIES.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dash, comma, "&" and "và" are one; the longest name wins
        ("Sở Lao động – Thương binh và Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở Lao động, Thương binh & Xã hội", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở LĐTBXH", "Sở Lao động - Thương binh và Xã hội"),
        ("Sở KH-ĐT", "Sở Kế hoạch và Đầu tư"),
        ("SỞ Y TẾ", "Sở Y tế"),
        ("sở Tài chính", "Sở Tài chính"),
        ("Sở Văn hoá, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hóa và Thể thao", "Sở Văn hóa và Thể thao"),
        # a name with commas of its own
        ("Trung tâm Xúc tiến đầu tư, Thương mại và Du lịch", "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch"),
        # the head stands for the body, the province belongs to the printed name
        ("Giám đốc Sở Y tế", "Sở Y tế"),
        ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh"),
        ("Sở Y tế tỉnh Bình Lạc", "Sở Y tế"),
        ("Giám đốc Công an tỉnh Bình Lạc", "Công an tỉnh"),
        ("Uỷ ban nhân dân tỉnh Bình Lạc", "Ủy ban nhân dân tỉnh"),
        # an office is not the committee
        ("Chủ tịch UBND tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"),
        # in no authority file: found by form, no agency
        ("UBND phường Tân Lập", None),
        ("Ủy ban nhân dân xã Hòn Ngang", None),
        ("Chủ tịch UBND huyện Vĩnh Sơn", None),
        ("UBND các xã: Hòn Ngang, Tân Lập và Vĩnh Sơn", None),
        ("Chi cục Chăn nuôi và Thú y", None),
        ("Ban Chỉ đạo 389/BL", None),
        ("Ban Chỉ huy phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh", None),
        ("Trung tâm Kiểm soát bệnh tật tỉnh", None),
        ("Ban An toàn giao thông tỉnh", None),
        ("Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh", None),
    ],
)
def test_a_body_is_found_whole(text: str, expected: str | None) -> None:
    assert found(f"Giao {text} chủ trì thực hiện.") == [(text, expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Xây dựng phương án ứng phó ngập úng",  # a verb, no department
        "tại các cơ sở y tế công lập",  # cơ sở, not Sở
        "đội ngũ cán bộ y tế cơ sở",  # cán bộ, not Bộ
        "phát triển du lịch, y tế và giáo dục",
        "nguồn thu thuế tỉnh giao",
        "tổ chức hội nghị tại hội trường",
    ],
)
def test_words_that_only_look_like_a_body_are_not_found(text: str) -> None:
    assert found(text) == []


def test_so_said_once_in_a_list_names_every_department() -> None:
    assert [name for _, name in found("Giám đốc các Sở: Tài chính, Y tế và Nội vụ chịu trách nhiệm")] == [
        "Sở Tài chính",
        "Sở Y tế",
        "Sở Nội vụ",
    ]
    assert [name for _, name in found("Sở Nông nghiệp và Môi trường; Xây dựng; Y tế.")] == [
        "Sở Nông nghiệp và Môi trường",
        "Sở Xây dựng",
        "Sở Y tế",
    ]
    assert [name for _, name in found("các Bộ: Công an, Xây dựng có ý kiến")] == ["Bộ Công an", "Bộ Xây dựng"]


def test_a_verb_behind_a_comma_does_not_go_on_the_list() -> None:
    assert [name for _, name in found("Sở Tài chính, Xây dựng phương án thu")] == ["Sở Tài chính"]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("các sở, ban, ngành", "Các sở, ban, ngành"),
        ("Giám đốc các sở, Thủ trưởng các ngành, Chủ tịch UBND cấp huyện", "Các sở, ban, ngành"),
        ("UBND các huyện, thành phố", "Ủy ban nhân dân cấp huyện"),
        ("Chủ tịch UBND cấp huyện", "Ủy ban nhân dân cấp huyện"),
        ("UBND các xã, phường, đặc khu", "Ủy ban nhân dân cấp xã"),
        ("các cấp, các ngành", "Các cấp, các ngành"),
        ("các đơn vị có liên quan", "Các cơ quan, đơn vị, địa phương"),
        ("các lực lượng chức năng", None),
    ],
)
def test_collectives_are_common(text: str, agency: str | None) -> None:
    first = AGENCIES.find(f"Yêu cầu {text} thực hiện.")[0]
    assert (first.common, first.agency.name if first.agency else None) == (True, agency)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("so tai chinh", "Sở Tài chính"),
        ("SỞ TÀI CHÍNH", "Sở Tài chính"),
        ("Sở TN&MT", "Sở Tài nguyên và Môi trường"),
        ("sở lđtbxh", "Sở Lao động - Thương binh và Xã hội"),
        ("so ld-tb&xh", "Sở Lao động - Thương binh và Xã hội"),
        ("stc", "Sở Tài chính"),
        ("SNV", "Sở Nội vụ"),
        ("sở nôn nghiệp", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("giám đốc sở y tế", "Sở Y tế"),
        ("Sở Y tế tỉnh Bình Lạc", "Sở Y tế"),
        ("cong an tinh", "Công an tỉnh"),
        ("cấp huyện", "Ủy ban nhân dân cấp huyện"),
        ("Sở KH&ĐT", "Sở Kế hoạch và Đầu tư"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        # neither a guess nor a crash
        ("", None),
        ("sở", None),
        ("sở thú", None),
        ("kế hoạch", None),
    ],
)
def test_a_typed_name_is_resolved(typed: str, name: str | None) -> None:
    body = AGENCIES.named(typed)
    assert (body.name if body else None) == name


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("so tai chinh phai lam gi thang 6 2024", ["Sở Tài chính"]),
        ("việc của stc và so y te", ["Sở Tài chính", "Sở Y tế"]),
        ("Sở nôn nghiệp được giao gì?", ["Sở Nông nghiệp và Phát triển nông thôn"]),
        ("nhiem vu cua cap huyen", ["Ủy ban nhân dân cấp huyện"]),
        ("số y tế dự phòng là bao nhiêu", []),  # "số" is no "sở"
        ("các cơ sở y tế có gì mới", []),
        ("so nao lo cap phep xay dung", []),
    ],
)
def test_bodies_in_a_question_need_no_diacritics(question: str, names: list[str]) -> None:
    assert [mention.agency.name for mention in AGENCIES.find_in_question(question) if mention.agency] == names


@pytest.mark.parametrize(
    ("name", "on", "relatives"),
    [
        # no date: the whole line; a date: what had been taken over, or taken away, by then
        ("Sở Nội vụ", None, {"Sở Nội vụ", "Sở Lao động - Thương binh và Xã hội"}),
        ("Sở Nội vụ", date(2024, 5, 1), {"Sở Nội vụ"}),
        ("Sở Nội vụ", date(2025, 5, 1), {"Sở Nội vụ", "Sở Lao động - Thương binh và Xã hội"}),
        ("Sở Giao thông vận tải", date(2024, 5, 1), {"Sở Giao thông vận tải"}),
        ("Sở Giao thông vận tải", date(2025, 5, 1), {"Sở Giao thông vận tải", "Sở Xây dựng"}),
        ("Cục Thuế tỉnh", None, {"Cục Thuế tỉnh", "Chi cục Thuế khu vực", "Thuế tỉnh"}),
        ("Sở Y tế", None, {"Sở Y tế"}),
    ],
)
def test_lineage_depends_on_the_day(name: str, on: date | None, relatives: set[str]) -> None:
    body = AGENCIES.by_name(name)
    assert body is not None
    lineage = AGENCIES.lineage(body, on)
    assert {one.name for one in lineage} == relatives
    assert lineage[0].relation == "self"


def test_every_predecessor_and_successor_is_in_the_authority_file_and_points_back() -> None:
    for body in AGENCIES.agencies:
        for name in body.successors:
            later = AGENCIES.by_name(name)
            assert later is not None, name
            assert body.name in later.predecessors, (body.name, name)
            assert body.valid_to is not None, body.name
        for name in body.predecessors:
            earlier = AGENCIES.by_name(name)
            assert earlier is not None, name
            assert body.name in earlier.successors, (body.name, name)


def test_no_province_is_the_default() -> None:
    assert not [
        body.name
        for body in AGENCIES.agencies
        if "Kiên Giang" in " ".join(body.names) or "An Giang" in " ".join(body.names)
    ]


_WORDS = st.sampled_from(
    [
        "Sở",
        "Y tế",
        "Tài chính",
        "và",
        ",",
        ";",
        "các sở",
        "UBND",
        "xã",
        "Tân Lập",
        "chủ trì",
        "Ban Chỉ đạo",
        "tỉnh",
        "¹",
        "&",
        "\n",
        "Chi cục",
        "Kiểm lâm",
        "phòng, chống",
    ]
)


@pytest.mark.slow
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=15).map(" ".join)))
def test_mentions_are_slices_in_order_without_overlap(text: str) -> None:
    reached = 0
    for mention in AGENCIES.find(text):
        assert mention.span.start >= reached
        assert mention.printed == mention.span.of(text) != ""
        reached = mention.span.end


@pytest.mark.slow
@given(st.text(max_size=60))
def test_no_typed_name_crashes(typed: str) -> None:
    AGENCIES.named(typed)
    AGENCIES.find_in_question(typed)


def test_compact_forgets_what_careless_typing_leaves_out() -> None:
    assert compact("Sở Kế hoạch & Đầu tư") == compact("so ke hoach va dau tu") == compact("SỞ KẾ HOẠCH - ĐẦU TƯ")


def test_distance_counts_slips() -> None:
    assert distance("nong nghiep", "non nghiep", 2) == 1
    assert distance("y te", "tu phap", 2) == 3

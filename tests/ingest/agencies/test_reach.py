"""Whose tasks concern a body, in which year: predecessors, successors, parts of the work, common tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ingest.agencies.find import Agencies
from ingest.agencies.reach import SHARES, heirs, reach

AGENCIES = Agencies.load()
LABOUR = "Sở Lao động - Thương binh và Xã hội"
FARMING = "Sở Nông nghiệp và Phát triển nông thôn"
LAND = "Sở Tài nguyên và Môi trường"
TRANSPORT = "Sở Giao thông vận tải"


@dataclass(frozen=True)
class Row:
    """A row of the register, as far as it says who acts."""

    lead: str | None
    task: str = "báo cáo kết quả"
    agency: str | None = None
    role: str = "lead"
    common: bool = False
    coordinators: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("name", "during", "earlier", "later", "lived"),
    [
        # no year: the whole line; a year lived through before the merger: the body alone
        ("Sở Nội vụ", None, {LABOUR}, {"Sở Dân tộc và Tôn giáo"}, True),
        ("Sở Nội vụ", 2024, set(), set(), True),
        ("Sở Nội vụ", (date(2024, 6, 1), date(2024, 6, 30)), set(), set(), True),
        ("Sở Tài chính", 2020, set(), set(), True),
        # the year of the merger holds both
        ("Sở Nội vụ", 2025, {LABOUR}, {"Sở Dân tộc và Tôn giáo"}, True),
        ("Sở Nội vụ", (date(2025, 1, 1), date(2025, 1, 31)), set(), set(), True),
        # today's name and a year before its first day: what did its work then
        ("Sở Nông nghiệp và Môi trường", 2023, {FARMING, LAND, LABOUR}, set(), False),
        # an old name: its own year alone, later years through its heir
        (TRANSPORT, 2024, set(), set(), True),
        (TRANSPORT, None, set(), {"Sở Xây dựng", "Công an tỉnh"}, True),
        (TRANSPORT, 2026, set(), {"Sở Xây dựng", "Công an tỉnh"}, False),
        # parts of the work
        ("Sở Y tế", None, {LABOUR}, set(), True),
        ("Sở Y tế", 2024, set(), set(), True),
        ("Sở Tư pháp", 2024, set(), set(), True),
    ],
)
def test_a_body_reaches_its_kin_by_date(
    name: str, during: int | tuple[date, date] | None, earlier: set[str], later: set[str], lived: bool
) -> None:
    found = reach(name, AGENCIES, during)
    assert {one.name for one in found.earlier} == earlier
    assert {one.name for one in found.later} == later
    assert (found.own, found.lived) == (frozenset({name}), lived)


_IN_2023, _IN_2026 = date(2023, 5, 4), date(2026, 5, 4)


@pytest.mark.parametrize(
    ("name", "row", "issued_on", "share"),
    [
        ("Sở Y tế", Row("Giám đốc Sở Y tế"), _IN_2023, "own"),
        ("Sở Y tế", Row("Sở Y tế", role="coordinate"), _IN_2023, "coordinate"),
        ("Sở Y tế", Row("Công an tỉnh", coordinators=("Sở Y tế tỉnh Bình Lạc",)), _IN_2023, "coordinate"),
        ("Sở Y tế", Row("Công an tỉnh"), _IN_2023, None),
        ("Sở Y tế", Row("các sở, ban, ngành", common=True), _IN_2023, "common"),
        ("Sở Y tế", Row("Giám đốc các sở, Chủ tịch UBND cấp huyện", common=True), _IN_2023, "common"),
        ("Sở Y tế", Row("UBND các huyện, thành phố", common=True), _IN_2023, None),
        ("UBND huyện Vĩnh Sơn", Row("Giám đốc các sở, Chủ tịch UBND cấp huyện", common=True), _IN_2023, "common"),
        ("UBND phường Tân Lập", Row("UBND các xã, phường, đặc khu", common=True), _IN_2026, "common"),
        ("Bộ Y tế", Row("các bộ, ngành", common=True), _IN_2023, "common"),
        # the whole of a predecessor; a part only where the task is about it
        ("Sở Nội vụ", Row("Sở LĐ-TB&XH", "thống kê người có việc làm mới"), _IN_2023, "earlier"),
        ("Sở Y tế", Row("Sở LĐ-TB&XH", "thống kê người có việc làm mới"), _IN_2023, None),
        ("Sở Y tế", Row("Sở LĐ-TB&XH", "rà soát trẻ em có hoàn cảnh khó khăn"), _IN_2023, "earlier"),
        ("Sở Giáo dục và Đào tạo", Row("Sở LĐ-TB&XH", "mở lớp dạy nghề cho lao động nông thôn"), _IN_2023, "earlier"),
        ("Sở Dân tộc và Tôn giáo", Row("Sở Nội vụ", "gặp mặt chức sắc tôn giáo"), _IN_2023, "earlier"),
        ("Sở Dân tộc và Tôn giáo", Row("Sở Nội vụ", "gặp mặt chức sắc tôn giáo"), _IN_2026, None),
        ("Sở Dân tộc và Tôn giáo", Row("Sở Nội vụ", "sắp xếp bộ máy"), _IN_2023, None),
        # an heir's tasks count from the day it took over
        (TRANSPORT, Row("Sở Xây dựng"), _IN_2026, "later"),
        (TRANSPORT, Row("Sở Xây dựng"), _IN_2023, None),
        (TRANSPORT, Row("Sở Xây dựng"), None, None),
        (TRANSPORT, Row("Công an tỉnh", "đổi giấy phép lái xe"), _IN_2026, "later"),
        (TRANSPORT, Row("Công an tỉnh", "bảo đảm trật tự"), _IN_2026, None),
    ],
)
def test_a_row_is_a_body_s_own_or_its_kin_s_or_common(
    name: str, row: Row, issued_on: date | None, share: str | None
) -> None:
    found = reach(name, AGENCIES).share(row, issued_on, AGENCIES)
    assert found == share
    assert found is None or found in SHARES


def test_a_name_that_no_authority_file_has_reaches_itself() -> None:
    found = reach("Tổ công tác 17", AGENCIES)
    assert (found.agency, found.own) == (None, frozenset({"Tổ công tác 17"}))
    assert found.share(Row("Tổ công tác 17"), None, AGENCIES) == "own"


def test_committees_of_localities_bind_no_department() -> None:
    for lead in ("Ủy ban nhân dân các địa phương", "UBND các địa phương trong tỉnh", "chính quyền địa phương"):
        row = Row(lead, common=True)
        assert reach("Sở Y tế", AGENCIES).share(row, _IN_2023, AGENCIES) is None, lead
        assert reach("UBND huyện Vĩnh Sơn", AGENCIES).share(row, _IN_2023, AGENCIES) == "common"
        assert reach("UBND phường Tân Lập", AGENCIES).share(row, _IN_2026, AGENCIES) == "common"
    row = Row("các sở, ngành, địa phương", common=True)
    assert reach("Sở Y tế", AGENCIES).share(row, _IN_2023, AGENCIES) == "common"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Kế hoạch và Đầu tư", "Tài chính"),
        ("Giao thông vận tải", "Xây dựng"),
        ("Thông tin và Truyền thông", "Khoa học và Công nghệ"),
        ("Tài nguyên và Môi trường", "Nông nghiệp và Môi trường"),
        ("Nông nghiệp và Phát triển nông thôn", "Nông nghiệp và Môi trường"),
        ("Lao động - Thương binh và Xã hội", "Nội vụ"),
    ],
)
@pytest.mark.parametrize("kind", ["Sở", "Bộ"])
def test_the_mergers_of_2025_hold_for_departments_and_ministries(kind: str, old: str, new: str) -> None:
    before, after = f"{kind} {old}", f"{kind} {new}"
    assert before in {one.name for one in reach(after, AGENCIES).earlier if not one.words}
    assert after in {one.name for one in reach(before, AGENCIES).later if not one.words}
    assert before not in {one.name for one in reach(after, AGENCIES, 2024).earlier} or after.endswith("và Môi trường")
    assert reach(before, AGENCIES, 2024).later == ()


@pytest.mark.parametrize(
    ("giver", "task", "takers"),
    [
        ("Sở Nội vụ", "quản lý tín ngưỡng ở các đình làng", {"Sở Dân tộc và Tôn giáo"}),
        (LABOUR, "mở lớp dạy nghề", {"Sở Nội vụ", "Sở Giáo dục và Đào tạo"}),
        (LABOUR, "thăm trẻ em mồ côi", {"Sở Nội vụ", "Sở Y tế"}),
        (LABOUR, "sửa cơ sở cai nghiện", {"Sở Nội vụ", "Công an tỉnh"}),
        (LABOUR, "tặng quà người có công", {"Sở Nội vụ"}),
        (
            "Sở Thông tin và Truyền thông",
            "cấp phép xuất bản bản tin",
            {
                "Sở Khoa học và Công nghệ",
                "Sở Văn hóa và Thể thao",
                "Sở Văn hóa, Thể thao và Du lịch",
            },
        ),
        ("Cục Quản lý thị trường tỉnh", "kiểm tra hàng giả", {"Chi cục Quản lý thị trường", "Sở Công Thương"}),
        ("Sở Y tế", "tiêm vắc xin", set()),
    ],
)
def test_the_heirs_of_a_task_go_by_its_function(giver: str, task: str, takers: set[str]) -> None:
    body = AGENCIES.by_name(giver)
    assert body is not None
    assert {one.name for one in heirs(body, AGENCIES, task)} == takers

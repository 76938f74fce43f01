"""Bodies through time in answers: today's names over old documents and the reverse, splits and merges, years apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ingest.filters import Filters
from rag.answer import Answer
from rag.ask import ask
from rag.library import Library

pytestmark = pytest.mark.slow

TODAY = date(2026, 3, 2)

_HEAD = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC

Số: {number}

V/v {subject}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Bình Lạc, ngày {day}

Kính gửi: Các sở, ban, ngành tỉnh.

Chủ tịch Ủy ban nhân dân tỉnh yêu cầu thực hiện các nội dung sau:

{items}

Nơi nhận:
- Như trên;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Trần Thị Mai Hoa
"""

OLD = _HEAD.format(
    number="118/UBND-KGVX",
    subject="thực hiện nhiệm vụ lao động, văn hóa năm 2022",
    day="14 tháng 3 năm 2022",
    items="""1. Sở Lao động - Thương binh và Xã hội chủ trì: Thống kê số công nhân mất việc tại các khu công nghiệp.

2. Sở Lao động - Thương binh và Xã hội chủ trì: Mở mười lớp đào tạo nghề đan lưới cho lao động nông thôn.

3. Sở Nội vụ chủ trì: Rà soát vị trí việc làm trong các trạm thủy nông.

4. Sở Nội vụ chủ trì: Gặp mặt chức sắc tôn giáo nhân dịp năm mới.

5. Sở Giao thông vận tải chủ trì: Sửa chữa cầu treo Hòn Ngang.

6. Các sở, ban, ngành tổng kết phong trào thi đua khối.""",
)
NEW = _HEAD.format(
    number="77/UBND-TH",
    subject="thực hiện nhiệm vụ trọng tâm quý IV năm 2025",
    day="06 tháng 10 năm 2025",
    items="""1. Sở Xây dựng chủ trì: Lắp biển báo trên tuyến đường ven biển Tân Lạc.

2. Sở Nội vụ chủ trì: Chi trả trợ cấp thất nghiệp cho công nhân nhà máy đường.

3. Sở Nông nghiệp và Môi trường chủ trì: Thả cá giống xuống hồ Vĩnh Sơn.""",
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("lineage")
    files = []
    for name, text in (("cu.txt", OLD), ("moi.txt", NEW)):
        files.append(folder / name)
        files[-1].write_text(text, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as library:
        report = library.ingest(files)
        assert len(report.added) == 2, report
        yield library


def _ask(library: Library, question: str) -> Answer:
    return ask(question, library, TODAY)


def _groups(answer: Answer) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for item in answer.items:
        found.setdefault(item.group.rsplit(" — ", 1)[1], []).append(item.text)
    return found


def test_today_s_name_reaches_the_predecessor_and_says_so(library: Library) -> None:
    answer = _ask(library, "Nhiệm vụ của Sở Nội vụ")
    groups = _groups(answer)
    assert len(groups["Nhiệm vụ giao cho cơ quan tiền thân"]) == 2
    assert all("Sở Lao động - Thương binh và Xã hội" in line for line in groups["Nhiệm vụ giao cho cơ quan tiền thân"])
    assert len(groups["Nhiệm vụ riêng"]) == 3
    assert any("nay là Sở Nội vụ (từ 01/3/2025)" in note for note in answer.notes)
    assert "3 nhiệm vụ riêng" in answer.answer
    assert "2 nhiệm vụ của cơ quan tiền thân" in answer.answer


@pytest.mark.parametrize("question", ["Nhiệm vụ của Sở Nội vụ năm 2022", "so noi vu nam 2022 duoc giao viec gi"])
def test_a_year_before_the_merger_does_not_mix(library: Library, question: str) -> None:
    groups = _groups(_ask(library, question))
    assert "Nhiệm vụ giao cho cơ quan tiền thân" not in groups
    assert not [line for lines in groups.values() for line in lines if "Lao động" in line]
    assert len(groups["Nhiệm vụ riêng"]) == 2


def test_a_year_before_a_body_s_first_day_reaches_what_did_its_work_then(library: Library) -> None:
    answer = _ask(library, "Nhiệm vụ của Sở Dân tộc và Tôn giáo năm 2022")
    lines = _groups(answer)["Nhiệm vụ giao cho cơ quan tiền thân"]
    assert len(lines) == 1
    assert "chức sắc" in lines[0]
    assert any(note.startswith("Sở Dân tộc và Tôn giáo có từ 01/3/2025") for note in answer.notes)


def test_a_year_after_a_body_s_last_day_reaches_its_heir(library: Library) -> None:
    answer = _ask(library, "Nhiệm vụ của Sở Giao thông vận tải tháng 10 năm 2025")
    assert set(_groups(answer)) == {"Nhiệm vụ giao cho cơ quan kế thừa"}
    assert any(note.startswith("Sở Giao thông vận tải hoạt động đến hết 28/02/2025") for note in answer.notes)


def test_an_old_name_reaches_its_heir_s_later_tasks_under_their_own_heading(library: Library) -> None:
    answer = _ask(library, "Nhiệm vụ của Sở Giao thông vận tải")
    groups = _groups(answer)
    assert [line for line in groups["Nhiệm vụ riêng"] if "cầu treo" in line]
    assert [line for line in groups["Nhiệm vụ giao cho cơ quan kế thừa"] if "biển báo" in line]
    assert any("Sở Giao thông vận tải nay là Sở Xây dựng" in note for note in answer.notes)
    assert "Nhiệm vụ giao cho cơ quan kế thừa" not in _groups(
        _ask(library, "Nhiệm vụ của Sở Giao thông vận tải năm 2022")
    )


def test_the_heir_s_older_tasks_are_not_the_old_body_s(library: Library) -> None:
    lines = [item.text for item in _ask(library, "Nhiệm vụ của Sở Dân tộc và Tôn giáo").items]
    assert [line for line in lines if "chức sắc" in line]
    assert not [line for line in lines if "thủy nông" in line]


def test_a_part_of_the_work_goes_by_function(library: Library) -> None:
    answer = _ask(library, "Nhiệm vụ của Sở Giáo dục và Đào tạo")
    lines = _groups(answer)["Nhiệm vụ giao cho cơ quan tiền thân"]
    assert len(lines) == 1
    assert "đan lưới" in lines[0]
    assert any("tiếp nhận phần việc về giáo dục nghề nghiệp" in note for note in answer.notes)


def test_the_lead_stays_as_printed_and_a_note_says_who_does_it_now(library: Library) -> None:
    answer = _ask(library, "Sở nào chủ trì mở lớp đào tạo nghề đan lưới?")
    assert "Sở Lao động - Thương binh và Xã hội chủ trì" in answer.answer
    assert "Sở Giáo dục và Đào tạo" not in answer.answer
    notes = " ".join(answer.notes)
    assert "nay là Sở Nội vụ" in notes
    assert "giáo dục nghề nghiệp" in notes
    assert "nay thuộc Sở Giáo dục và Đào tạo (từ 01/3/2025)" in notes


def test_a_body_that_kept_its_work_needs_no_note(library: Library) -> None:
    assert not [note for note in _ask(library, "Sở nào chủ trì thả cá giống?").notes if "nay" in note]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Sở Giao thông vận tải nay là sở nào?", "nay là Sở Xây dựng"),
        ("Sở Lao động - Thương binh và Xã hội nay là sở nào?", "nay thuộc Sở Y tế"),
        ("Tiền thân của Sở Dân tộc và Tôn giáo", "tiếp nhận phần việc về tôn giáo"),
        ("Tỉnh Kiên Giang nay là tỉnh nào?", "nay là tỉnh An Giang (từ 01/7/2025)"),
        ("tinh kien giang nay la tinh nao", "nay là tỉnh An Giang (từ 01/7/2025)"),
        ("Tỉnh Bến Tre sáp nhập với tỉnh nào?", "nay là tỉnh Vĩnh Long"),
        ("Tiền thân của tỉnh Lâm Đồng", "tỉnh Bình Thuận, tỉnh Đắk Nông"),
        ("Huyện Hòn Ngang nay là gì?", "Cấp huyện kết thúc hoạt động từ 01/7/2025"),
    ],
)
def test_lineage_is_told_from_the_list_and_named_as_such(library: Library, question: str, words: str) -> None:
    answer = _ask(library, question)
    assert answer.kind == "lineage"
    assert words in " ".join((answer.answer, *answer.notes))


@pytest.mark.parametrize(
    ("agency", "first", "last", "files"),
    [
        # no dates: today's name and the old one reach each other
        ("Sở Nông nghiệp và Môi trường", None, None, {"moi.txt"}),
        ("Sở Giao thông vận tải", None, None, {"cu.txt", "moi.txt"}),
        ("Sở Xây dựng", None, None, {"cu.txt", "moi.txt"}),
        # dates before the merger: the body alone
        ("Sở Xây dựng", date(2022, 1, 1), date(2022, 12, 31), set()),
        ("Sở Giao thông vận tải", date(2022, 1, 1), date(2022, 12, 31), {"cu.txt"}),
        # a part of the work does not make every document of the giver one of the taker's
        ("Sở Giáo dục và Đào tạo", None, None, set()),
    ],
)
def test_search_reaches_a_body_under_all_its_names(
    library: Library, agency: str, first: date | None, last: date | None, files: set[str]
) -> None:
    filters = Filters(agency=agency, issued_from=first, issued_to=last)
    hits = library.search("chủ trì", filters, 50, "lexical")
    assert {hit.passage.file_name for hit in hits} == files
    assert {summary.file_name for summary in library.summaries(filters)} == files

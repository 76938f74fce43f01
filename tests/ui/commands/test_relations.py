"""Copies, drafts and doubtful facts are told wherever documents are shown."""

from __future__ import annotations

from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from command_line import NO_VECTORS, tracuu, value_of
from directives import directive
from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.relations import Relation
from ingest.document import Field, Span
from ui.api.document_view import surroundings
from ui.document_view.view import ViewContext, reading_page
from ui.page.cards import document_card
from ui.texts.codes import RELATIONS

pytestmark = pytest.mark.slow

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH BÌNH LẠC\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n{day}\n\n"
MARKET = """KẾ HOẠCH
Kiểm tra an toàn các chợ đầu mối

1. Giao Sở Công Thương chủ trì, phối hợp với Công an tỉnh rà soát hệ thống điện, lối thoát nạn và nguồn nước chữa cháy tại tám chợ đầu mối; báo cáo kết quả trước ngày 15 tháng 9 năm 2024.

2. Ủy ban nhân dân các huyện bố trí lực lượng trực ban đêm, lập danh sách hộ kinh doanh và vận động từng hộ trang bị bình chữa cháy, hoàn thành trong tháng 10 năm 2024.
"""
HEALTH = """KẾ HOẠCH
Tiêm chủng cho trẻ em vùng cao

1. Giao Sở Y tế chủ trì tổ chức các đội tiêm lưu động đến từng thôn bản, bảo đảm dây chuyền lạnh và thuốc chống sốc; lập danh sách trẻ chưa tiêm đủ mũi trước khi học sinh trở lại trường.

2. Sở Giáo dục và Đào tạo thông tin lịch tiêm đến phụ huynh, bố trí phòng chờ thoáng mát và người theo dõi sau tiêm ít nhất ba mươi phút tại mỗi điểm trường.
"""
SIGNED = HEAD.format(number="Số: 61/KH-UBND", day="Bình Lạc, ngày 20 tháng 8 năm 2024") + MARKET
DRAFT = HEAD.format(number="Số:      /KH-UBND", day="Bình Lạc, ngày     tháng 8 năm 2024") + MARKET
RIVAL = HEAD.format(number="Số: 61/KH-UBND", day="Bình Lạc, ngày 03 tháng 9 năm 2024") + HEALTH


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of a plan, its draft, the plan under another name, and another plan of its number."""
    here = tmp_path_factory.mktemp("van-ban")
    for name, text in (
        ("a-ban-hanh.txt", SIGNED),
        ("b-du-thao.txt", DRAFT),
        ("c-ban-sao.txt", SIGNED),
        ("d-trung-so.txt", RIVAL),
    ):
        (here / name).write_text(text, encoding="utf-8")
        run = tracuu("ingest", here / name, "--json", *NO_VECTORS, folder=here / "kho")
        assert run.returncode == 0, run.stderr
        (here / f"{name}.json").write_text(run.stdout, encoding="utf-8")
    return here / "kho"


def test_an_import_reports_what_has_its_like(folder: Path) -> None:
    import json

    def told(name: str) -> list[tuple[str, str]]:
        report = json.loads((folder.parent / f"{name}.json").read_text(encoding="utf-8"))
        return [(one["relation"], one["other_file"]) for one in report["duplicates"]]

    assert told("a-ban-hanh.txt") == []
    assert told("b-du-thao.txt") == [("draft", "a-ban-hanh.txt")]
    assert told("c-ban-sao.txt") == [("same_bytes", "a-ban-hanh.txt")]
    assert told("d-trung-so.txt") == [("same_number", "a-ban-hanh.txt")]


def test_show_names_drafts_rivals_and_other_names(folder: Path) -> None:
    shown = value_of(tracuu("show", "a-ban-hanh.txt", "--json", folder=folder))
    assert [(one["relation"], one["file"]) for one in shown["related"]] == [
        ("signed", "b-du-thao.txt"),
        ("same_number", "d-trung-so.txt"),
    ]
    assert shown["other_names"] == ["c-ban-sao.txt"]
    said = tracuu("show", "a-ban-hanh.txt", folder=folder).stdout
    assert "bản ban hành của dự thảo" in said
    assert "c-ban-sao.txt" in said
    assert "(không chắc)" not in said


def test_show_tells_where_each_fact_was_read(folder: Path) -> None:
    shown = value_of(tracuu("show", "a-ban-hanh.txt", "--json", folder=folder))
    assert [field["name"] for field in shown["fields"]] == ["kind", "number", "issuer", "issued_on", "subject"]
    for field in shown["fields"]:
        assert shown["text"][field["start"] : field["end"]] == field["printed"]
        assert field["sure"] is True
        assert 0 < field["confidence"] <= 1


def test_the_list_marks_drafts_and_rivals(folder: Path) -> None:
    listed = value_of(tracuu("documents", "--json", folder=folder))
    ids = {one["file"]: one["document_id"] for one in listed["documents"]}
    related = {
        one["file"]: {(other["document_id"], other["relation"]) for other in one["related"]}
        for one in listed["documents"]
    }
    assert related["b-du-thao.txt"] == {(ids["a-ban-hanh.txt"], "draft")}
    assert related["d-trung-so.txt"] == {(ids["a-ban-hanh.txt"], "same_number")}
    assert "Trùng số" in tracuu("documents", folder=folder).stdout


def test_the_document_view_says_at_the_top_what_else_is_this_text(folder: Path) -> None:
    with Archive.open(folder) as archive:
        (draft,) = archive.find("b-du-thao.txt")
        document = archive.get(draft.id)
        page = unescape(reading_page(document, None, surroundings(archive, document)))
        (signed,) = archive.find("a-ban-hanh.txt")
    banner = page.split('<ul class="ban-khac">')[1].split("</ul>")[0]
    assert "bản dự thảo" in banner
    assert f"/van-ban/{signed.id}" in banner
    assert page.index("ban-khac") < page.index('class="van-ban"')


def test_a_reference_leads_to_the_better_of_two_copies(tmp_path: Path) -> None:
    naming = HEAD.format(number="Số: 9/UBND-KT", day="Bình Lạc, ngày 02 tháng 9 năm 2024") + (
        "V/v đôn đốc kiểm tra chợ\n\nKính gửi: Sở Công Thương.\n\nThực hiện Kế hoạch số 61/KH-UBND, yêu cầu báo cáo.\n"
    )
    misread = SIGNED.replace("chữa cháy", "chữa chay")
    here = tmp_path / "van-ban"
    here.mkdir()
    for name, text in (("a.txt", SIGNED), ("b.txt", misread), ("c.txt", naming)):
        (here / name).write_text(text, encoding="utf-8")
    assert tracuu("ingest", here, *NO_VECTORS, folder=tmp_path / "kho").returncode == 0
    with Archive.open(tmp_path / "kho") as archive:
        document = archive.get(archive.find("c.txt")[0].id)
        assert list(surroundings(archive, document).addresses) == ["61/KH-UBND"]


def summary(name: str) -> Summary:
    return Summary(
        "0" * 16, "0" * 64, name, None, None, None, None, None, None, None, None, None, 1, False, False, 0, 0, 0, 0, ""
    )  # fmt: skip


def test_the_names_of_other_files_are_escaped_in_the_view() -> None:
    hostile = "<script>alert(1)</script>.txt"
    related = tuple(Relation(kind, summary(hostile), 0.9) for kind in RELATIONS if kind != "same_bytes")
    page = reading_page(directive("d", ["x"]), None, ViewContext({}, (), (), related, (hostile,)))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") == len(related) + 1


def test_a_doubtful_fact_is_marked_in_the_view_and_a_sure_one_is_not() -> None:
    document = directive("d", ["Rà soát chợ."], number="8/KH-UBND")
    sure = replace(document, fields=(Field("issuer", Span(0, 2), 0.9),))
    doubtful = replace(document, fields=(Field("issuer", Span(0, 2), 0.3),))
    assert "(không chắc)" not in reading_page(sure, None, ViewContext({}, (), ()))
    assert "(không chắc)" in reading_page(doubtful, None, ViewContext({}, (), ()))


def test_a_card_of_the_list_says_that_there_is_a_draft() -> None:
    assert "có bản dự thảo" in document_card(summary("a.txt"), ["signed"])
    assert "dự thảo" not in document_card(summary("a.txt"))


def test_misread_facts_are_shown_with_a_word_of_caution(tmp_path: Path) -> None:
    path = tmp_path / "mo.txt"
    path.write_text(SIGNED.replace("các chợ đầu mối\n", "các chợ đầuu mổii\n", 1), encoding="utf-8")
    assert tracuu("ingest", path, *NO_VECTORS, folder=tmp_path / "kho").returncode == 0
    said = tracuu("show", "mo.txt", folder=tmp_path / "kho").stdout
    assert "đầuu mổii (không chắc)" in said
    assert said.count("(không chắc)") == 1

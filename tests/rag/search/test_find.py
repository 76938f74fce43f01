"""Searching for people: copies folded, neighbours at hand, conditions that the words state, phrases word for word."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from rag.library import Library
from rag.search.find import find
from ui.page.finds import findings_html
from ui.shapes.search import search_shape
from ui.terminal.search import conditions, print_findings, why

pytestmark = pytest.mark.slow

LETTER = """ỦY BAN NHÂN DÂN
TỈNH BÌNH LẠC
Số: {number}/UBND-TH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bình Lạc, ngày {day}

V/v {subject}

Kính gửi: Các sở, ban, ngành tỉnh.

{body}
"""
REPEATED = (
    "3. Sở Y tế chủ trì, phối hợp với các địa phương tổ chức phun hóa chất diệt muỗi tại các khu dân cư ven hồ"
    " và báo cáo kết quả trước ngày 20 tháng 6."
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("finding")
    files = {
        "a.txt": (
            "41",
            "05 tháng 6 năm 2031",
            "phòng, chống dịch sốt xuất huyết",
            "1. Sở Tài chính chủ trì bố trí kinh phí phòng, chống dịch.\n\n"
            "2. Sở Giao thông vận tải chủ trì sửa chữa đường tỉnh.\n\n" + REPEATED,
        ),
        "b.txt": (
            "52",
            "09 tháng 6 năm 2032",
            "tiếp tục phòng, chống dịch",
            "1. Sở Nội vụ chủ trì kiểm tra kỷ luật, kỷ cương hành chính.\n\n"
            "2. Sở Tài chính chủ trì thẩm định dự toán của các đơn vị.\n\n" + REPEATED,
        ),
        "c.txt": (
            "63",
            "11 tháng 7 năm 2032",
            "phòng, chống dịch bệnh động vật",
            "1. Sở Y tế chủ trì, phối hợp với các địa phương tổ chức phun hóa chất diệt muỗi tại các khu dân cư ven hồ"
            " và báo cáo kết quả trước ngày 25 tháng 7.\n\n"
            "2. Sở Tài chính chủ trì chuẩn bị kinh phí mua hóa chất.",
        ),
    }
    (folder / "in").mkdir()
    for name, (number, day, subject, body) in files.items():
        text = LETTER.format(number=number, day=day, subject=subject, body=body)
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.ingest([folder / "in"])
        yield opened


def test_a_passage_that_two_documents_share_is_one_hit_that_names_both(library: Library) -> None:
    finds = find("phun hóa chất diệt muỗi ven hồ", library).finds
    same = [one for one in finds if "20 tháng 6" in one.hit.passage.text]

    assert len(same) == 1
    assert {same[0].hit.passage.file_name, *(copy.file_name for copy in same[0].copies)} == {"a.txt", "b.txt"}
    # Other figures are another thing to do: that passage stays a hit of its own.
    assert [one.copies for one in finds if "25 tháng 7" in one.hit.passage.text] == [()]


def test_neighbours_of_a_hit_are_at_hand(library: Library) -> None:
    for query in ("sửa chữa đường tỉnh", "phun hóa chất diệt muỗi", "công văn số 41"):
        found = find(query, library, limit=1).finds[0]
        passages = library.passages(found.hit.passage.document_id)
        at = passages.index(found.hit.passage)
        assert found.around.before == (passages[at - 1] if at else None)
        assert found.around.after == (passages[at + 1] if at + 1 < len(passages) else None)


@pytest.mark.parametrize(
    ("query", "files"),
    [
        ("trong công văn 41 sở tài chính làm gì", {"a.txt"}),  # a document by number
        ("theo cv so 52 so tai chinh lam gi", {"b.txt"}),
        ("sở tài chính theo 63/UBND-TH", {"c.txt"}),
        ("sở tài chính, văn bản ban hành năm 2032", {"b.txt", "c.txt"}),  # a time of issue
        ("sở tài chính năm 2032", {"a.txt", "b.txt", "c.txt"}),  # a year that is merely mentioned
        ("trong công văn 99 sở tài chính làm gì", {"a.txt", "b.txt", "c.txt"}),  # no such document: no condition
    ],
)
def test_what_the_words_state_is_a_condition_and_what_they_hint_is_none(
    library: Library, query: str, files: set[str]
) -> None:
    found = find(query, library, limit=20)

    assert {one.hit.passage.file_name for one in found.finds} == files
    assert bool(conditions(found.narrowed)) == (len(files) < 3)


def test_a_bare_number_finds_its_document_first_and_excludes_nothing(library: Library) -> None:
    for query in ("cv 52", "52/ubnd-th", "công văn số 52", "52/UBND-TH", "cv 52 nam 2032"):
        found = find(query, library)
        assert found.finds[0].hit.passage.file_name == "b.txt", query


def test_exactly_as_typed_means_just_that(library: Library) -> None:
    assert find("so tai chinh", library).understood_as == "sở tài chính"

    exact = find("so tai chinh trong cv 41", library, exact=True)

    assert exact.understood_as is None
    assert exact.reading.alternatives == ()
    assert conditions(exact.narrowed) == ""


def test_a_phrase_in_quotes_is_there_word_for_word(library: Library) -> None:
    found = find('"bố trí kinh phí" sở tài chính', library)

    assert [one.hit.passage.file_name for one in found.finds] == ["a.txt"]
    assert find('"kinh phí bố trí" sở tài chính', library).finds  # nobody has it: read as words
    assert find('"không ai nói thế" sở tài chính', library).missed == ("không ai nói thế",)


def test_reasons_are_told_when_asked_for(library: Library) -> None:
    plain = find("sở tài chính", library, limit=1).finds[0]
    found = find("so tai chinh rác", library, limit=1, why=True).finds[0]

    assert plain.reasons is None
    assert found.reasons is not None
    lines = why(found.reasons, found.hit)
    assert any("so → sở" in line for line in lines)
    assert any("rác" in line for line in lines)


def test_the_outside_shape_keeps_its_fields_and_adds_its_own(library: Library) -> None:
    shape = search_shape("so tai chinh", find("so tai chinh", library, why=True), 1.25)

    assert shape["understood"] == "sở tài chính"
    assert {"query", "hits", "elapsed_ms"} <= shape.keys()
    hit = shape["hits"][0]
    assert {"document_id", "file", "number", "issued_on", "section_path", "footnote", "page"} <= hit.keys()
    assert {"start", "end", "text", "score", "before", "after", "parent", "copies", "why"} <= hit.keys()


@pytest.mark.parametrize("query", ["???", "“”", "a", "5", "…"])
def test_no_search_is_refused(library: Library, query: str) -> None:
    find(query, library, why=True)


def test_short_forms_that_are_sure_are_told_with_the_find(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    found = find("kinh phi cua ubnd", library)

    assert found.reading.spelled_out == (("ubnd", "Ủy ban nhân dân"),)
    assert search_shape("x", found, 1.0)["spelled_out"] == [{"short": "ubnd", "full": "Ủy ban nhân dân"}]
    print_findings(found, {}, 0.1)
    assert "Từ viết tắt: ubnd là “Ủy ban nhân dân”" in capsys.readouterr().out
    assert "Từ viết tắt: ubnd là “Ủy ban nhân dân”" in findings_html(found, "kinh phi cua ubnd", {})
    assert find("kinh phi cua ubnd", library, exact=True).reading.spelled_out == ()

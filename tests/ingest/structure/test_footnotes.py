"""Notes lifted out of the text and tied to the clause that marks them."""

from __future__ import annotations

from assembled import SHA, paths, read, whole
from ingest.assembly import assemble
from ingest.lines import Line, Note, Reading


def test_numbers_inside_a_note_open_no_section() -> None:
    document = read(
        "1. Lập các đề án¹ theo lộ trình.\n\n¹ (I). 02 đề án: 1. Đề án cảng Lạc; 2. Đề án chợ đêm.\n\n2. Báo cáo kết quả."
    )
    assert paths(document) == ["1. Lập các đề án theo lộ trình", "2. Báo cáo kết quả"]


def test_note_numbers_may_restart_on_every_page() -> None:
    document = read("Theo kế hoạch¹ đã duyệt.\n\n¹ Kế hoạch số 5/KH-UBND.\n\fTheo đề án¹ mới.\n\n¹ Đề án số 6/ĐA-UBND.")
    anchors = [(note.mark, note.anchor.of(document.text), note.span.of(document.text)) for note in document.footnotes]
    assert anchors == [("1", "Theo kế hoạch¹", "Kế hoạch số 5/KH-UBND."), ("1", "Theo đề án¹", "Đề án số 6/ĐA-UBND.")]


def test_a_note_without_mark_is_tied_to_the_last_paragraph_and_says_so() -> None:
    document = read("Giao Sở Y tế kiểm tra.\n\nGiao Sở Công Thương báo cáo.\n\n³ Gồm 12 chợ.")
    (note,) = document.footnotes
    assert note.inferred
    assert note.anchor.of(document.text) == "Giao Sở Công Thương báo cáo."
    assert ("note_without_mark", "3") in {(warning.code, warning.detail) for warning in document.warnings}


def test_exponents_are_no_marks() -> None:
    document = read("Diện tích 90 m² và 3 km³ nước tại hồ Lạc².\n\n² Hồ cấp III.")
    (note,) = document.footnotes
    assert note.anchor.of(document.text).endswith("hồ Lạc²")
    assert not note.inferred


def test_bracketed_notes_count_where_the_text_uses_the_same_sign() -> None:
    document = read("Đã xử lý 14 vụ[1], thu hồi 3 giấy phép.\n\n[1] Tăng 02 vụ so với tháng trước.")
    (note,) = document.footnotes
    assert (note.mark, note.anchor.of(document.text)) == ("1", "Đã xử lý 14 vụ[1]")


def test_notes_the_format_keeps_apart_are_written_behind_the_body() -> None:
    document = whole("KẾ HOẠCH", "Sở Y tế kiểm tra² các chợ¹.", notes=(Note("1", "Gồm 12 chợ."), Note("2", "Hai đợt.")))
    assert document.notes.of(document.text) == "¹ Gồm 12 chợ.\n² Hai đợt."
    assert [note.anchor.of(document.text) for note in document.footnotes] == ["các chợ¹", "Sở Y tế kiểm tra²"]


def test_a_note_number_that_layout_left_alone_opens_its_note() -> None:
    lines = (
        Line("Cách ly 412 người¹³."),
        Line("13", role="note"),
        Line("03 khu: trường quân sự 210 người.", role="note"),
    )
    document = assemble(Reading(lines), SHA, "a.pdf")
    (note,) = document.footnotes
    assert (note.mark, note.inferred) == ("13", False)
    assert note.span.of(document.text).startswith("03 khu")

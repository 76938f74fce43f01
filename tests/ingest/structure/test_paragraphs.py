"""Joining wrapped lines and sentences cut by page ends."""

from __future__ import annotations

from assembled import read


def test_hard_wrapped_lines_are_one_paragraph_and_a_short_last_line_ends_it() -> None:
    document = read(
        "Trong quý vừa qua, các địa phương đã tập trung chỉ đạo công tác phòng,\n"
        "chống dịch tả lợn theo Chỉ thị số 12/CT-\n"
        "UBND và Kế hoạch phòng, chống dịch Covid-\n"
        "19 của Ủy ban nhân dân tỉnh; kết quả tiêm phòng toàn tỉnh đạt 92%\n"
        "kế hoạch năm.\n"
        "Tuy nhiên, việc kiểm soát giết mổ tại một số chợ đầu mối của tỉnh còn\n"
        "hạn chế, nhất là vào ban đêm và các ngày nghỉ lễ."
    )
    first, second = document.text.splitlines()
    assert "số 12/CT-UBND và" in first
    assert "Covid-19 của" in first
    assert first.endswith("kế hoạch năm.")
    assert second.startswith("Tuy nhiên")


def test_a_dash_at_a_lines_start_inside_a_sentence_is_no_item() -> None:
    document = read(
        "Sở Kế hoạch và Đầu tư tổng hợp tình hình thực hiện các chỉ tiêu kinh tế\n- xã hội năm 2023, báo cáo trước ngày 10 hằng tháng."
    )
    assert document.sections == ()
    assert "kinh tế - xã hội" in document.text


def test_a_number_at_a_lines_start_behind_khoan_is_no_item() -> None:
    document = read(
        "Các đơn vị thực hiện chế độ báo cáo định kỳ hằng quý theo đúng quy định tại khoản\n2. Việc báo cáo đột xuất do người đứng đầu quyết định."
    )
    assert document.sections == ()


def test_a_page_end_without_notes_joins_a_sentence_that_goes_on_with_a_capital() -> None:
    document = read(
        "1. Tăng cường tuần tra, kiểm soát địa bàn giáp ranh giữa hai huyện Hòa Sơn và Vĩnh Lạc, thị xã\n\n3\n\n\fBình Minh; xử lý nghiêm các vi phạm."
    )
    assert "thị xã Bình Minh; xử lý" in document.text


def test_a_heading_at_a_page_end_is_not_joined_with_the_text_below() -> None:
    document = read("1. Về kinh tế\n\n4\n\n\fGiá trị sản xuất tăng 6,2% so với cùng kỳ năm trước.")
    assert document.text.splitlines()[0] == "1. Về kinh tế"

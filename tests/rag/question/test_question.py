"""Understanding questions: what is asked, about whom, when, and which words are left as the topic."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.agencies.find import Agencies
from rag.answer import ANSWER_KINDS
from rag.question.cues import asked
from rag.question.numbers import find_asked_kinds
from rag.question.understand import LONGEST_QUESTION, Question, QuestionError, understand

AGENCIES = Agencies.load()
TODAY = date(2024, 7, 15)


def read(text: str) -> Question:
    return understand(text, AGENCIES, TODAY)


@pytest.mark.parametrize(
    ("question", "kind", "aspect"),
    [
        ("Sở nào chủ trì chống thất thu thuế?", "lead_agency", ""),
        ("Đơn vị nào đầu mối chuyển đổi số?", "lead_agency", ""),
        ("so nao lo quy hoach do thi", "lead_agency", ""),  # "so" alone may be số, sở, so
        ("việc dọn kênh giao cho ai", "lead_agency", ""),
        ("Sở Xây dựng phối hợp với ai?", "coordinators", ""),
        ("Sở Y tế làm GPMB phối hợp vs huyện nào?", "coordinators", ""),  # vs: với
        ("Bộ nào cùng xử lý vướng mắc sắp xếp xã?", "coordinators", ""),
        ("Nhiệm vụ của Sở Tài chính tháng 6/2024", "agency_tasks", ""),
        ("so y te phai lam gi", "agency_tasks", ""),
        ("Sở Y tế năm 2024", "agency_tasks", ""),  # nothing but a body and a time
        ("Hạn nộp báo cáo quý?", "deadline", "when"),
        ("Bao giờ xong sắp xếp xã?", "deadline", "when"),
        ("Việc nào phải xong trong quý II?", "deadline", "due"),
        ("phòng, chống hạn hán thế nào", "topic", ""),  # hạn hán is no deadline
        ("Giải ngân được mấy %?", "figure", ""),
        ("Thu nội địa 11 tháng 2020?", "figure", "fragment"),
        ("DTI của tỉnh đứng thứ mấy?", "figure", "rank"),
        ("Kế hoạch chống ngập số mấy?", "reference", "number"),
        ("Thông báo nào kết luận hội nghị về PAPI?", "reference", "which"),
        ("cv 1088", "metadata", "lookup"),
        ("524/QĐ-UBND", "metadata", "lookup"),
        ("thông báo kết luận đầu năm 2021", "metadata", "lookup"),
        ("văn bản hỏa tốc 2024", "metadata", "urgent"),
        ("Các văn bản về cụm công nghiệp", "metadata", "documents"),
        ("tim giup cac cong van cua So Y te nam 2024", "metadata", "documents"),
        ("Sở Tư pháp góp ý các văn bản nào?", "reference", "which"),  # asks what one document says of others
        ("Ai ký công văn 1088?", "metadata", "signer"),
        ("ke hoach 45 nam 2019 ai ky", "metadata", "signer"),
        ("Thông báo 13/TB-VP ban hành khi nào?", "metadata", "issued"),
        ("tb 58 ngày mấy", "metadata", "issued"),
        ("Ai kết luận hội nghị kiểm điểm?", "metadata", "chair"),
        ("Thông báo tháng 5/2023 nói gì?", "metadata", "subject"),
        ("Công văn 1088 nói gì về du lịch?", "topic", ""),  # a topic is named: the words are wanted, not the subject
        ("Đơn vị nào vắng họp?", "list", ""),
        ("Những huyện nào đạt chuẩn?", "list", ""),
        ("Du lịch 2020 so 2024 giao khác gì?", "comparison", ""),
        ("Sở GTVT nay là sở nào?", "lineage", "now"),
        ("Kế hoạch 45/KH-UBND còn áp dụng không, văn bản nào thay?", "lineage", "replaced"),
        ("Huyện Kiên Hải có việc riêng trong CV 1088 không?", "negative", ""),
        ("dự toán 2024 tiết kiệm chi", "topic", ""),
    ],
)
def test_a_question_is_read_as_its_kind(question: str, kind: str, aspect: str) -> None:
    understood = read(question)
    assert (understood.kind, understood.aspect) == (kind, aspect)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Nhiệm vụ của Sở Tài chính", "Sở Tài chính"),
        ("so tai chinh phai lam gi", "Sở Tài chính"),
        ("Sở KH&ĐT được giao gì", "Sở Kế hoạch và Đầu tư"),
        ("STTTT trình gì", "Sở Thông tin và Truyền thông"),
        ("sở nôn nghiệp làm gì", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("việc của cấp huyện", "Ủy ban nhân dân cấp huyện"),
    ],
)
def test_bodies_are_known_by_any_spelling(question: str, name: str) -> None:
    assert [agency.name for agency in read(question).agencies] == [name]


def test_a_place_is_asked_about_with_its_name() -> None:
    (place,) = read("Huyện Hòn Ngang có việc gì?").agencies
    assert place.place == "Hòn Ngang"


def test_so_nao_names_no_body() -> None:
    assert read("Sở nào lo việc này").agencies == ()


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("cv 1088", [("1088", "công văn")]),
        ("công văn số 1088 của tỉnh", [("1088", "công văn")]),
        ("thong bao 13 nam 2021", [("13", "thông báo")]),
        ("quyết định 524/QĐ-UBND", [("524/QĐ-UBND", "quyết định")]),
        ("39-TB/TW nói gì", [("39-TB/TW", None)]),
        ("32/2020/QĐ-TTg", [("32/2020/QĐ-TTg", None)]),
        ("kế hoạch 2024", []),  # a year
        ("kế hoạch 5 năm", []),  # a length of time
        ("đạt 16/22 chỉ tiêu", []),  # a result
        ("du lich 2020 so 2024", []),  # so: so với
    ],
)
def test_document_numbers_are_found_as_people_type_them(question: str, keys: list[tuple[str, str | None]]) -> None:
    assert [(number.key, number.kind) for number in read(question).numbers] == keys


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("việc tháng 6/2024", date(2024, 6, 1), date(2024, 6, 30)),
        ("viec thang 6 2024", date(2024, 6, 1), date(2024, 6, 30)),
        ("việc tháng 6 năm ngoái", date(2023, 6, 1), date(2023, 6, 30)),
        ("thu nội địa 11 tháng 2020", date(2020, 1, 1), date(2020, 11, 30)),
        ("quý I/2021", date(2021, 1, 1), date(2021, 3, 31)),
        ("năm ngoái giao gì", date(2023, 1, 1), date(2023, 12, 31)),
        ("tháng trước giao gì", date(2024, 6, 1), date(2024, 6, 30)),
        ("quý rồi giao gì", date(2024, 4, 1), date(2024, 6, 30)),
        ("thông báo đầu năm 2021", date(2021, 1, 1), date(2021, 3, 31)),
    ],
)
def test_times_are_reckoned_from_the_day_of_asking(question: str, first: date, last: date) -> None:
    (period, *_) = read(question).periods
    assert (period.first, period.last) == (first, last)


def test_a_base_of_comparison_is_no_period() -> None:
    assert read("tăng bao nhiêu so với tháng trước").periods == ()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Sở nào chủ trì tuyên truyền các ngày lễ tháng 6/2024?", "tuyên truyền ngày lễ"),
        ("Tháng 11/2020 thành lập mới bao nhiêu doanh nghiệp?", "thành lập mới doanh nghiệp"),
        ("Đơn vị nào đầu mối chuyển đổi số?", "chuyển đổi số"),  # số is a function word only by itself
        ("kinh phí tổng cộng bao nhiu", "kinh phí"),
    ],
)
def test_what_is_left_is_the_topic(question: str, words: str) -> None:
    assert " ".join(word.token for word in read(question).words) == words


def test_a_question_without_marks_is_known_as_such() -> None:
    assert read("so nao lo cap phep").bare
    assert not read("sở nào lo cấp phép").bare


def test_of_two_names_that_overlap_the_second_holds() -> None:
    found = find_asked_kinds(asked("VKS được kháng nghị quyết định nào, theo thông báo kết luận nào?"))
    assert [kind for kind, _ in found] == ["quyết định", "thông báo kết luận"]


def test_a_document_may_be_named_by_kind_and_subject() -> None:
    described = read("Theo kế hoạch phòng chống thiên tai 2022-2025, ai mua xuồng?").described
    assert described is not None
    assert described.kind == "kế hoạch"


@pytest.mark.parametrize("question", ["", "   ", "???", "\n\t"])
def test_an_empty_question_is_refused(question: str) -> None:
    with pytest.raises(QuestionError) as refusal:
        read(question)
    assert refusal.value.code == "empty_question"


def test_a_document_is_no_question() -> None:
    with pytest.raises(QuestionError) as refusal:
        read("a" * (LONGEST_QUESTION + 1))
    assert refusal.value.code == "question_too_long"
    assert isinstance(refusal.value, ValueError)


@pytest.mark.slow
@given(st.text(min_size=1, max_size=120))
def test_no_text_breaks_the_understanding(text: str) -> None:
    try:
        understood = read(text)
    except QuestionError:
        return
    assert understood.kind in ANSWER_KINDS
    for word in understood.all_words:
        assert 0 <= word.span.start < word.span.end <= len(understood.asked.text)

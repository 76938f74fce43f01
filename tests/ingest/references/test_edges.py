"""What a document is to the acts it cites: the words of each kind, both ways, and the traps beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archived import directive
from ingest.document import Document, Field, Footnote, Span
from ingest.references.edge_words import KINDS
from ingest.references.edges import edges_of
from ingest.references.find import find_references

Told = list[tuple[str, str, str]]
"""(actor, kind, target); ``*`` is the document itself."""


def document_of(text: str, kind: str = "quyết định", subject: str = "") -> Document:
    document, _ = directive(text, kind=kind)
    at = text.find(subject) if subject else -1
    fields = (Field("subject", Span(at, at + len(subject))),) if at >= 0 else ()
    return replace(document, references=find_references(text), fields=fields)


def told(text: str, kind: str = "quyết định", subject: str = "") -> Told:
    """Return all edges but mere mentions."""
    cited = edges_of(document_of(text, kind, subject))
    names = [act.printed for act in cited.acts]
    return [
        ("*" if one.actor is None else names[one.actor], one.kind, "*" if one.target is None else names[one.target])
        for one in cited.edges
        if one.kind != "mentions"
    ]


def plain(text: str, kind: str = "công văn") -> list[tuple[str, str]]:
    return [(kind, target) for _, kind, target in told(text, kind)]


BASIS = [
    ("Căn cứ Nghị định số 53/2019/NĐ-CP ngày 17/6/2019 của Chính phủ;", [("basis", "53/2019/NĐ-CP")]),
    # a list goes on: comma, và, semicolon; a law by name
    (
        "Căn cứ Luật Đê điều, Nghị quyết số 8/NQ-HĐND và Quyết định số 15/QĐ-UBND ngày 05/3/2024;",
        [("basis", "Luật Đê điều"), ("basis", "8/NQ-HĐND"), ("basis", "15/QĐ-UBND")],
    ),
    (
        "Căn cứ Nghị quyết số 8/NQ-HĐND ngày 02/3/2024 về dự toán; Quyết định số 15/QĐ-UBND;",
        [("basis", "8/NQ-HĐND"), ("basis", "15/QĐ-UBND")],
    ),
    ("Sau khi rà soát và căn cứ Kế hoạch số 7/KH-UBND, Sở Y tế báo cáo.", [("basis", "7/KH-UBND")]),
    # what somebody else is told to go by is no basis of this document
    ("Các huyện căn cứ Kế hoạch số 7/KH-UBND để bố trí kinh phí.", []),
    ("Giao Sở Y tế chủ trì, căn cứ Kế hoạch số 7/KH-UBND, hướng dẫn các trạm.", []),
    # the list ends where a sentence of its own begins
    (
        "Căn cứ Kế hoạch số 7/KH-UBND, Sở Y tế đề nghị các trạm báo cáo theo Công văn số 9/SYT-NV.",
        [("basis", "7/KH-UBND")],
    ),
    ("Không có căn cứ để xử lý theo Quyết định số 15/QĐ-UBND.", []),
]
CARRIES_OUT = [
    ("Thực hiện Công văn số 88/UBND-KT ngày 04/6/2024, Sở Công Thương báo cáo.", [("carries_out", "88/UBND-KT")]),
    ("Tiếp tục triển khai thực hiện tốt Chỉ thị số 3/CT-UBND.", [("carries_out", "3/CT-UBND")]),
    (
        "Thực hiện ý kiến chỉ đạo của Chủ tịch Ủy ban nhân dân tỉnh tại Công văn số 88/UBND-KT,",
        [("carries_out", "88/UBND-KT")],
    ),
    ("Thực hiện Kế hoạch chống hạn vùng ven của tỉnh số 7/KH-UBND", [("carries_out", "7/KH-UBND")]),
    # reports on the doing
    ("Báo cáo kết quả thực hiện Chỉ thị số 3/CT-UBND.", []),
    ("Các xã đã thực hiện Chỉ thị số 3/CT-UBND.", []),
    ("Tổng kết 05 năm thực hiện Chỉ thị số 3/CT-UBND.", []),
    ("Một số xã không thực hiện Chỉ thị số 3/CT-UBND.", []),
    ("Các xã đã lập tổ trực, tích cực thực hiện Chỉ thị số 3/CT-UBND.", []),
    ("Năm đầu tiên thực hiện Nghị quyết Đại hội XI Đảng bộ tỉnh.", []),
    ("Hiệu lực thi hành của Nghị định số 53/2019/NĐ-CP", []),
    # another act does it, one without a number
    ("Theo Chương trình hành động của Tỉnh ủy thực hiện Chỉ thị số 3/CT-UBND.", []),
    # the object is another
    ("Đôn đốc các xã thực hiện; ban hành Công văn số 9/SYT-NV về tiêm chủng.", []),
    ("Quỹ thực hiện theo quy định của Nghị định số 53/2019/NĐ-CP.", []),
]
OTHERS = [
    ("Tiếp theo Công văn số 88/UBND-KT ngày 04/6/2024, đề nghị các sở", [("follows_up", "88/UBND-KT")]),
    ("Việc tiếp theo là rà soát Công văn số 88/UBND-KT.", []),
    ("(Kèm theo Quyết định số 15/QĐ-UBND ngày 05/3/2024)", [("attached", "15/QĐ-UBND")]),
    ("Quy chế ban hành kèm theo Quyết định số 15/QĐ-UBND", [("attached", "15/QĐ-UBND")]),
    ("Kèm theo văn bản này là biểu mẫu; xem Công văn số 9/SYT-NV.", []),
    ("Phúc đáp Công văn số 9/SYT-NV ngày 02/5/2024 của Sở Y tế,", [("answers", "9/SYT-NV")]),
    ("Xét đề nghị của Giám đốc Sở Y tế tại Tờ trình số 12/TTr-SYT,", [("answers", "12/TTr-SYT")]),
    (
        "Theo đề nghị của Hội Muối tại Công văn số 4/CV-HM và Giám đốc Sở Công Thương tại Tờ trình số 12/TTr-SCT.",
        [("answers", "4/CV-HM"), ("answers", "12/TTr-SCT")],
    ),
    ("Sở Y tế chưa trả lời Công văn số 9/UBND-VX.", []),
    ("Các huyện phải trả lời Công văn số 9/UBND-VX trước ngày 10.", []),
]


@pytest.mark.parametrize(("text", "edges"), BASIS + CARRIES_OUT + OTHERS)
def test_the_words_before_a_number_tell_what_the_document_is_to_it(text: str, edges: list[tuple[str, str]]) -> None:
    assert plain(text) == edges


CHANGES: list[tuple[str, Told]] = [
    # the document changes an act: said with "này", by its being in force, by an article that only says so
    ("Quyết định này thay thế Quyết định số 15/QĐ-UBND ngày 05/3/2021.", [("*", "replaces", "15/QĐ-UBND")]),
    (
        "Điều 2. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 15/QĐ-UBND về giá nước và Quyết định số 18/QĐ-UBND.",
        [("*", "replaces", "15/QĐ-UBND"), ("*", "replaces", "18/QĐ-UBND")],
    ),
    ("Điều 1. Bãi bỏ Quyết định số 15/QĐ-UBND ngày 05/3/2021.", [("*", "repeals", "15/QĐ-UBND")]),
    ("1. Bãi bỏ toàn bộ Nghị quyết số 8/NQ-HĐND.", [("*", "repeals", "8/NQ-HĐND")]),
    (
        "Điều 1. Sửa đổi, bổ sung một số điều của Quy định về chợ nổi ban hành kèm theo Quyết định số 15/QĐ-UBND",
        [("*", "amends", "15/QĐ-UBND")],
    ),
    (
        "Quyết định số 15/QĐ-UBND hết hiệu lực kể từ ngày Quyết định này có hiệu lực.",
        [("*", "repeals", "15/QĐ-UBND")],
    ),
    (
        "Điều 3. Bãi bỏ các văn bản sau đây:\na) Quyết định số 15/QĐ-UBND ngày 05/3/2021;\nb) Quyết định số 18/QĐ-UBND.",
        [("*", "repeals", "15/QĐ-UBND"), ("*", "repeals", "18/QĐ-UBND")],
    ),
    # turned: this document is the one that is changed
    ("Kế hoạch này được thay thế bởi Kế hoạch số 9/KH-UBND.", [("9/KH-UBND", "replaces", "*")]),
    # between two cited acts: active, passive, in brackets
    (
        "Nghị định số 9/2024/NĐ-CP ngày 04/01/2024 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 53/2019/NĐ-CP.",
        [("9/2024/NĐ-CP", "amends", "53/2019/NĐ-CP")],
    ),
    (
        "Nghị định số 53/2019/NĐ-CP đã được sửa đổi bởi Nghị định số 9/2024/NĐ-CP.",
        [("9/2024/NĐ-CP", "amends", "53/2019/NĐ-CP")],
    ),
    (
        "Nghị định số 53/2019/NĐ-CP (sửa đổi, bổ sung tại Nghị định số 9/2024/NĐ-CP và Nghị định số 11/2025/NĐ-CP)",
        [("9/2024/NĐ-CP", "amends", "53/2019/NĐ-CP"), ("11/2025/NĐ-CP", "amends", "53/2019/NĐ-CP")],
    ),
    (
        "Ủy ban nhân dân tỉnh đã ban hành Quyết định số 18/QĐ-UBND thay thế Quyết định số 15/QĐ-UBND.",
        [("18/QĐ-UBND", "replaces", "15/QĐ-UBND")],
    ),
    # not the act that the title of the changed one names last
    (
        "Nghị định số 8/2022/NĐ-CP của Chính phủ quy định chi tiết Luật Đê điều được sửa đổi bởi Nghị định số 9/2024/NĐ-CP",
        [("9/2024/NĐ-CP", "amends", "8/2022/NĐ-CP")],
    ),
]
NO_CHANGES = [
    # plans, wishes, questions, denials
    "Sở Tư pháp tham mưu ban hành Quyết định thay thế Quyết định số 15/QĐ-UBND.",
    "Đề nghị Bộ Công Thương sửa đổi Nghị định số 53/2019/NĐ-CP.",
    "Kiến nghị Chính phủ xem xét, bãi bỏ Nghị định số 53/2019/NĐ-CP.",
    "Quyết định này không thay thế Quyết định số 15/QĐ-UBND.",
    "Góp ý dự thảo Nghị định sửa đổi Nghị định số 53/2019/NĐ-CP.",
    "Khi Quyết định này được trình thay thế Quyết định số 15/QĐ-UBND",
    # words with another meaning or another object
    "Phạm vi điều chỉnh của Nghị định số 53/2019/NĐ-CP gồm các chợ nổi.",
    "Bổ sung kinh phí cho Sở Y tế theo Quyết định số 15/QĐ-UBND.",
    "Thay thế thiết bị hỏng nêu trong biên bản; xem Quyết định số 15/QĐ-UBND.",
    "Thu hồi đất theo tiến độ của Quyết định số 15/QĐ-UBND và bàn giao.",
    # a report: who ended it is not said
    "Quyết định số 15/QĐ-UBND đã hết hiệu lực.",
]


@pytest.mark.parametrize(("text", "edges"), CHANGES)
def test_changes_are_read_with_who_makes_them(text: str, edges: Told) -> None:
    assert [one for one in told(text) if one[1] in ("replaces", "repeals", "amends")] == edges


@pytest.mark.parametrize("text", NO_CHANGES)
@pytest.mark.parametrize("kind", ["quyết định", "công văn"])
def test_plans_wishes_and_reports_change_nothing(text: str, kind: str) -> None:
    assert [one for one in told(text, kind) if one[1] in ("replaces", "repeals", "amends")] == []


@pytest.mark.parametrize(
    ("kind", "subject", "changes"),
    [
        ("quyết định", "Về việc bãi bỏ Quyết định số 15/QĐ-UBND", True),
        ("tờ trình", "Về việc bãi bỏ Quyết định số 15/QĐ-UBND", False),  # a proposal
        ("công văn", "V/v thay thế Quyết định số 15/QĐ-UBND", False),
        ("quyết định", "Về việc ban hành Quyết định thay thế Quyết định số 15/QĐ-UBND", False),
    ],
)
def test_a_subject_changes_an_act_where_the_kind_of_document_can(kind: str, subject: str, changes: bool) -> None:
    assert bool(told(f"{subject}\nNội dung.", kind, subject)) is changes


def test_a_change_of_one_article_is_a_change_in_part() -> None:
    for text, part in (
        ("Điều 1. Bãi bỏ khoản 2 Điều 5 Quyết định số 15/QĐ-UBND.", True),
        ("Điều 1. Bãi bỏ Quyết định số 15/QĐ-UBND.", False),
    ):
        (edge,) = edges_of(document_of(text)).edges
        assert (edge.kind, edge.part) == ("repeals", part)


def test_a_list_goes_on_behind_brackets_that_tell_of_a_change() -> None:
    text = "Căn cứ Nghị định số 53/2019/NĐ-CP (được sửa đổi tại Nghị định số 9/2024/NĐ-CP); Quyết định số 15/QĐ-UBND;"
    assert told(text) == [
        ("*", "basis", "53/2019/NĐ-CP"),
        ("9/2024/NĐ-CP", "amends", "53/2019/NĐ-CP"),
        ("*", "basis", "15/QĐ-UBND"),
    ]


def test_the_title_of_an_act_is_its_own_business() -> None:
    text = "Thực hiện Quyết định số 15/QĐ-UBND về triển khai Nghị quyết số 8/NQ-HĐND, Sở Y tế báo cáo."
    assert told(text, "công văn") == [("*", "carries_out", "15/QĐ-UBND"), ("15/QĐ-UBND", "carries_out", "8/NQ-HĐND")]


def test_a_number_in_a_footnote_is_what_the_marked_clause_says() -> None:
    text = "Thực hiện Kế hoạch chống hạn¹, các xã báo cáo.\n¹Kế hoạch số 7/KH-UBND ngày 04/3/2024."
    document = document_of(text, "công văn")
    mark = text.index("¹") + 1
    note = Footnote("1", Span(text.rindex("¹") + 1, len(text)), Span(0, mark))
    (edge,) = edges_of(replace(document, footnotes=(note,))).edges
    assert edge.kind == "carries_out"
    assert edge.words.of(text) == "Thực hiện"


_WORDS = (
    "Căn cứ ", "Quyết định ", "số ", "15/QĐ-UBND ", "8/NQ-HĐND, ", "9/2024/NĐ-CP; ", "thay thế ", "được sửa đổi bởi ",
    "và ", "này ", "hết hiệu lực ", "Luật Đê điều ", "về việc ", "(", ") ", "\n", ": ", ". ", "bãi bỏ ", "kèm theo ",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), max_size=60), st.sampled_from(["quyết định", "công văn"]))
def test_every_reference_has_one_edge_with_the_document_and_all_words_stand_in_it(parts: list[str], kind: str) -> None:
    text = "".join(parts)
    document = document_of(text, kind)
    cited = edges_of(document)
    assert [act.span for act in cited.acts] == [one.span for one in document.references]
    own = [one.target if one.actor is None else one.actor for one in cited.edges if None in (one.actor, one.target)]
    assert own == list(range(len(cited.acts)))
    for one in cited.edges:
        assert one.kind in KINDS
        assert one.actor != one.target
        assert 0 <= one.words.start <= one.words.end <= len(text)

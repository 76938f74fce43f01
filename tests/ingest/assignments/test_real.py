"""The register of four real directives, where they are on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from assignment_soundness import assert_sound
from ingest.document import Document
from ingest.reading import read_document

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"


@pytest.fixture(scope="module")
def seeds() -> dict[str, Document]:
    if not SEEDS.is_dir():
        pytest.skip("the four directives are not on this machine")
    return {path.name[:3]: read_document(path) for path in sorted(SEEDS.glob("*.txt"))}


def test_spans_and_leads_are_sound_on_real_directives(seeds: dict[str, Document]) -> None:
    for document in seeds.values():
        for one in document.assignments:
            assert_sound(document, one)


@pytest.mark.parametrize(
    ("number", "lead", "tasks"),
    [
        ("3", "Sở Kế hoạch và Đầu tư", 2),
        ("4", "Sở Tài chính", 1),
        ("5", "Sở Nông nghiệp và Phát triển nông thôn", 4),
        ("6", "Sở Xây dựng", 1),
        ("7", "Sở Lao động - Thương binh và Xã hội", 1),
        ("8", "Sở Văn hóa và Thể thao", 1),
        ("9", "Sở Du lịch", 1),
        ("9", "Trung tâm Xúc tiến Đầu tư, Thương mại và Du lịch", 1),
        ("10", "Sở Y tế", 1),
        ("11", "Sở Giáo dục và Đào tạo", 1),
        ("12", "Sở Nội vụ", 2),
        ("13", "Bộ Chỉ huy Quân sự tỉnh", 2),  # one part waits for a case
        ("14", "Công an tỉnh", 1),
    ],
)
def test_every_headed_item_of_a_real_letter_has_its_lead(
    seeds: dict[str, Document], number: str, lead: str, tasks: int
) -> None:
    document = seeds["002"]
    found = [one for one in document.assignments if one.agency == lead and one.role == "lead"]
    assert len(found) == tasks
    for one in found:
        top = next(section for section in document.sections if section.span.contains(one.task))
        assert top.label == number


def test_a_real_letter_leads_nobody_else(seeds: dict[str, Document]) -> None:
    others = [one for one in seeds["002"].assignments if one.role != "lead"]
    assert others
    assert all(one.common for one in others)
    assert [one.deadline.due for one in seeds["002"].assignments if one.deadline and one.deadline.due] == [
        "2024-09-30",
        "2024-06",
    ]


def test_fronted_and_inline_orders_of_a_real_notice(seeds: dict[str, Document]) -> None:
    named = [(one.agency, one.role) for one in seeds["001"].assignments if not one.common and one.lead]
    assert named == [("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "lead"), ("Sở Kế hoạch và Đầu tư", "assigned")]


def test_a_real_party_programme_names_no_lead(seeds: dict[str, Document]) -> None:
    assert {one.lead for one in seeds["003"].assignments} == {None, "các cấp, các ngành"}


def test_the_plan_of_a_real_report_assigns_and_its_report_does_not(seeds: dict[str, Document]) -> None:
    document = seeds["004"]
    *planned, first, second, third = document.assignments
    assert {document.section_path(one.task.start)[:1] for one in planned} == {
        ("MỘT SỐ CÔNG TÁC TRỌNG TÂM THÁNG 12/2020",)
    }
    # The closing sentence stands outside the section.
    assert {document.section_path(one.task.start) for one in (first, second, third)} == {()}
    assert all(one.common and one.role == "joint" for one in (first, second, third))
    fourth = [
        one
        for one in document.assignments
        if any(step.startswith("4. ") for step in document.section_path(one.task.start))
    ]
    assert [(one.lead, one.role) for one in fourth] == [
        ("Sở Văn hóa và Thể thao", "lead"),
        ("Sở Lao động - Thương binh và Xã hội", "lead"),
        ("Ban Chỉ đạo 389/KG", "assigned"),
    ]
    assert any(one.agency == "Sở Giao thông vận tải" and one.role == "assigned" for one in document.assignments)
    assert any(one.agency == "Sở Y tế" and one.role == "joint" for one in document.assignments)

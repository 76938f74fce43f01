"""Measuring the register against gold tasks: what counts as found, what as a part, and what happens when the reading moves."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.__main__ import main
from eval.gold.gold_span import GoldError
from eval.register.gold import GoldDocument, GoldTask, aligned, read_tasks, split_of
from eval.register.matching import same_agency, same_task
from eval.register.measure import Absent, MeasuredDocument, compare, figures, measure, table_of
from ingest.assignment import Assignment, Deadline
from ingest.document import Document, Span
from ingest.errors import UnreadableFileError
from ingest.text.alignment import checksum

TEXT = (
    "1. Sở Y tế chủ trì, phối hợp với Công an tỉnh:\n"
    "- Lập kế hoạch phòng bệnh trước ngày 30/9/2024. Báo cáo kết quả hằng tháng.\n"
    "- Khẩn trương tập huấn cho trạm y tế.\n"
    "2. Giám đốc các sở, Thủ trưởng các ngành rà soát biên chế.\n"
    "3. Tăng cường tuyên truyền trên đài truyền thanh."
)


def span(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def task(words: str, *lead: str, role: str = "assigned", optional: bool = False) -> GoldTask:
    letters = sum(sign.isalnum() for sign in words)
    leads = tuple(map(span, lead))
    return GoldTask(leads, role, (), span(words), None, None, None, None, optional, checksum(words), letters)


def row(
    words: str,
    lead: str | None,
    role: str = "assigned",
    *,
    coordinators: tuple[str, ...] = (),
    deadline: Deadline | None = None,
    scope: Span | None = None,
) -> Assignment:
    nowhere = Span(0, 1)
    return Assignment(lead, role, coordinators, span(words), deadline, nowhere, nowhere, scope=scope)


PLAN = "Lập kế hoạch phòng bệnh trước ngày 30/9/2024. Báo cáo kết quả hằng tháng"
TRAIN = "Khẩn trương tập huấn cho trạm y tế"
REVIEW = "rà soát biên chế"
SPEAK = "Tăng cường tuyên truyền trên đài truyền thanh"
ITEMS = Span(TEXT.index("- Lập"), TEXT.index("\n2."))
GOLD_PLAN = replace(
    task(PLAN, "Sở Y tế", role="lead"),
    coordinators=(span("Công an tỉnh"),),
    kind="hard",
    due_words=span("trước ngày 30/9/2024"),
    due="2024-09-30",
    scope=ITEMS,
)
DUE = Deadline(span("ngày 30/9/2024"), "2024-09-30", "hard")


def measured(tasks: list[GoldTask], rows: list[Assignment], extent: Span | None = None) -> MeasuredDocument:
    return compare(GoldDocument("seeds/a.txt", "a" * 64, "dev", extent, tuple(tasks)), TEXT, rows)


def test_everything_right_scores_one_in_every_field() -> None:
    found = row(PLAN, "Sở Y tế", "lead", coordinators=("Công an tỉnh",), deadline=DUE, scope=ITEMS)
    got = figures(measured([GOLD_PLAN], [found]).counts)
    assert {got[name] for name in ("p", "r", "f1", "lead_p", "lead_r", "role", "coord_f1", "due_f1", "scope")} == {1}


@pytest.mark.parametrize(
    ("found", "figure", "value"),
    [
        (row(PLAN, "Sở Nội vụ", "lead"), "f1", 0),  # the right task of the wrong body is no hit
        (row(PLAN, None), "f1", 0),  # nor of nobody
        (row(SPEAK, "Sở Y tế"), "f1", 0),  # nor another task of the right body
        (row(PLAN, "Giám đốc Sở Y tế"), "f1", 1),  # the head answers for the body
        (row(PLAN, "Sở Y tế", "assigned"), "role", 0),
        (row(PLAN, "Sở Y tế", "lead", coordinators=("Công an tỉnh", "Sở Nội vụ")), "coord_p", 0.5),
        (row(PLAN, "Sở Y tế", "lead"), "coord_r", 0),
        (row(PLAN, "Sở Y tế", "lead", deadline=Deadline(span("30/9/2024"), "2024-09", "period")), "due_f1", 1),
        (row(PLAN, "Sở Y tế", "lead", deadline=Deadline(span("30/9/2024"), "2024-10-30", "hard")), "due_p", 0),
        (row(PLAN, "Sở Y tế", "lead", deadline=Deadline(span("kết quả"), "2024-09-30", "hard")), "due_p", 0),
        (row(PLAN, "Sở Y tế", "lead", scope=Span(0, len(TEXT))), "scope", 0),  # reaches over strangers' items
        (row(PLAN, "Sở Y tế", "lead"), "scope", 0),  # the header lies outside the item's sentence
    ],
)
def test_each_field_is_judged_by_itself(found: Assignment, figure: str, value: float) -> None:
    assert figures(measured([GOLD_PLAN], [found]).counts)[figure] == value


def test_a_task_cut_into_sentences_is_found_once_and_its_surplus_is_a_part() -> None:
    rows = [
        row("Lập kế hoạch phòng bệnh trước ngày 30/9/2024", "Sở Y tế"),
        row("Báo cáo kết quả hằng tháng", "Sở Y tế"),
    ]
    got = measured([GOLD_PLAN], rows)
    assert (got.counts["right"], got.counts["parts"], figures(got.counts)["f1"]) == (1, 1, 1)
    assert figures(got.counts)["f1_one"] == pytest.approx(2 / 3)  # the strict figure counts the part as an error


def test_a_surplus_row_with_a_strange_body_is_no_part() -> None:
    got = measured([GOLD_PLAN], [row(PLAN, "Sở Y tế"), row("Báo cáo kết quả hằng tháng", "Sở Nội vụ")])
    assert (got.counts["parts"], figures(got.counts)["p"]) == (0, 0.5)


JOINT = task(REVIEW, "Giám đốc các sở", "Thủ trưởng các ngành", role="joint")


@pytest.mark.parametrize(
    ("leads", "precision", "recall"),
    [
        (["Giám đốc các sở", "Thủ trưởng các ngành"], 1, 1),  # a row for each
        (["Giám đốc các sở, Thủ trưởng các ngành"], 1, 1),  # one row naming both
        (["Giám đốc các sở"], 1, 0.5),
        (["Giám đốc các sở và Công an tỉnh"], 0, 0),  # a list with a stranger in it is wrong
    ],
)
def test_several_leads_are_wanted_one_by_one(leads: list[str], precision: float, recall: float) -> None:
    got = figures(measured([JOINT], [row(REVIEW, lead, "joint") for lead in leads]).counts)
    assert (got["p"], got["r"]) == (precision, recall)


def test_a_task_that_names_nobody_is_right_without_a_lead_and_counts_for_no_lead_figure() -> None:
    got = figures(measured([task(SPEAK)], [row(SPEAK, None)]).counts)
    assert got["f1"] == 1
    assert "lead_p" not in got


def test_optional_tasks_count_neither_found_nor_missed() -> None:
    optional = task(SPEAK, optional=True)
    for rows in ([], [row(SPEAK, None)]):
        got = figures(measured([GOLD_PLAN, optional], [row(PLAN, "Sở Y tế"), *rows]).counts)
        assert (got["p"], got["r"], got["rows"]) == (1, 1, 1)


def test_rows_outside_what_was_annotated_do_not_count() -> None:
    got = measured([GOLD_PLAN], [row(PLAN, "Sở Y tế"), row(SPEAK, "Sở Y tế")], extent=Span(0, ITEMS.end))
    assert got.counts["rows"] == 1


def test_a_pressing_word_is_measured_apart_from_firm_deadlines() -> None:
    soft = replace(task(TRAIN, "Sở Y tế"), kind="soft", due_words=span("Khẩn trương"))
    found = row(TRAIN, "Sở Y tế", deadline=Deadline(span("Khẩn trương"), None, "soft"))
    got = figures(measured([soft], [found]).counts)
    assert got["soft_f1"] == 1
    assert "due_f1" not in got


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Uỷ ban nhân dân các xã", "Ủy ban nhân dân các xã", True),
        ("Chủ tịch UBND các huyện, thành phố", "UBND các huyện, thành phố", True),
        ("Sở Y tế", "Sở Y tế tỉnh Bình Lạc", False),  # less than three fifths of the longer name
        ("các sở, ngành", "các sở, ngành, địa phương", False),
        (None, None, True),
        (None, "Sở Y tế", False),
    ],
)
def test_bodies_are_the_same_with_a_title_or_another_spelling(one: str | None, other: str | None, same: bool) -> None:
    assert same_agency(one, other) is same


@given(st.integers(0, 50), st.integers(1, 50), st.integers(0, 50), st.integers(1, 50))
def test_same_task_is_symmetric_and_needs_shared_letters(a: int, b: int, c: int, d: int) -> None:
    one, other = Span(a, a + b), Span(c, c + d)
    assert same_task(one, other) == same_task(other, one)
    assert one.overlaps(other) or not same_task(one, other)


def test_gold_follows_a_text_that_moved_and_says_what_it_no_longer_holds() -> None:
    gone = task(SPEAK)
    gold = GoldDocument("seeds/a.txt", "a" * 64, "dev", None, (GOLD_PLAN, gone))
    text = "Thêm một dòng.\n" + TEXT.replace("kế hoạch", "kế  hoạch").replace("tuyên truyền", "vận động")
    moved, lost = aligned(gold, text)
    (found,) = moved.tasks
    assert found.task.of(text) == PLAN.replace("kế hoạch", "kế  hoạch")
    assert found.lead[0].of(text) == "Sở Y tế"
    assert lost == (gone,)


def test_a_task_is_sought_by_its_place_when_the_number_of_its_letters_was_not_noted() -> None:
    bare = replace(task(TRAIN), letters=0)
    moved, lost = aligned(GoldDocument("seeds/a.txt", "a" * 64, "dev", None, (bare,)), "Mở đầu.\n" + TEXT)
    assert not lost
    assert moved.tasks[0].task.start == span(TRAIN).start + len("Mở đầu.\n")


def test_lost_tasks_stay_wanted() -> None:
    gold = GoldDocument("seeds/a.txt", "a" * 64, "dev", None, (JOINT,))
    got = compare(gold, "Một văn bản khác hẳn.", [])
    assert (got.counts["lost"], got.counts["wanted"], figures(got.counts)["f1"]) == (1, 2, 0)


def _gold_line(original: bytes, **more: object) -> str:
    item = {"file": "seeds/a.txt", "sha256": hashlib.sha256(original).hexdigest(), "lead": [], "role": "assigned"}
    span_of_task = [span(SPEAK).start, span(SPEAK).end]
    rest = {"coordinators": [], "task": span_of_task, "deadline": None, "scope": None, "crc": checksum(SPEAK)}
    return json.dumps(item | rest | {"length": len(TEXT)} | more)


def test_documents_that_are_absent_other_or_unreadable_are_named(tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_text(_gold_line(TEXT.encode()), encoding="utf-8")
    golds = read_tasks(tmp_path)

    def read(path: Path) -> Document:
        raise UnreadableFileError("damaged")

    assert list(measure(golds, tmp_path, read)) == [Absent("seeds/a.txt", "absent")]
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("khác", encoding="utf-8")
    assert list(measure(golds, tmp_path, read)) == [Absent("seeds/a.txt", "other")]
    (tmp_path / "seeds" / "a.txt").write_bytes(TEXT.encode())
    assert list(measure(golds, tmp_path, read)) == [Absent("seeds/a.txt", "damaged")]


@pytest.mark.parametrize("broken", ['{"file": "a"', '{"file": "a", "task": [1, 2]}', "[]"])
def test_a_broken_gold_line_is_named_with_its_place(tmp_path: Path, broken: str) -> None:
    (tmp_path / "gold.jsonl").write_text(f"{_gold_line(b'')}\n{broken}\n", encoding="utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl:2"):
        read_tasks(tmp_path)


def test_the_table_has_a_row_for_each_document_and_sums_for_the_splits() -> None:
    held = compare(GoldDocument("real/b.txt", "b" * 64, "held-out", None, (JOINT,)), TEXT, [])
    table = table_of([measured([GOLD_PLAN], [row(PLAN, "Sở Y tế")]), held])
    assert list(table) == ["seeds/a.txt", "real/b.txt", "dev", "held-out", "all"]
    assert (table["dev"]["r"], table["held-out"]["r"], table["all"]["wanted"]) == (1, 0, 3)


def test_each_of_several_gold_files_has_a_sum_of_its_own() -> None:
    first, second = (
        compare(GoldDocument(f"real/{name}.txt", "b" * 64, "held-out", None, (JOINT,), name), TEXT, []) for name in "xy"
    )
    assert list(table_of([first, second])) == ["real/x.txt", "real/y.txt", "x", "y", "dev", "held-out", "all"]
    assert "x" not in table_of([first])


def test_the_split_is_fixed_by_the_hash_and_seeds_are_for_developing() -> None:
    hashes = [hashlib.sha256(bytes([n])).hexdigest() for n in range(40)]
    assert {split_of("real/files/x.docx", sha256) for sha256 in hashes} == {"dev", "held-out"}
    assert {split_of("seeds/x.txt", sha256) for sha256 in hashes} == {"dev"}


def test_the_committed_gold_is_sound() -> None:
    for document in read_tasks():
        # A document may be kept from developing though its hash would allow it, never the other way.
        assert document.split in ("held-out", split_of(document.file, document.sha256))
        for noted in document.tasks:
            assert noted.task.start < noted.task.end
            assert len(noted.lead) > 1 or noted.role != "joint"
            assert noted.kind in (None, "hard", "period", "recurring", "event", "soft")
            assert (noted.kind is None) == (noted.due_words is None)


def test_the_command_measures_a_folder_of_documents(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC\n\nGiao Sở Y tế chủ trì lập kế hoạch phòng bệnh.\n"
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text(text, encoding="utf-8")
    absent = _gold_line(b"", file="seeds/b.txt")
    words = "lập kế hoạch phòng bệnh"
    here = _gold_line(text.encode(), task=[60, 60 + len(words)], crc=checksum(words))
    (tmp_path / "gold.jsonl").write_text(f"{here}\n{absent}\n", encoding="utf-8")
    assert main(["register", "--documents", str(tmp_path), "--gold", str(tmp_path), "--json", "--name", "none"]) == 0
    said = capsys.readouterr()
    assert "seeds/b.txt" in said.err
    assert json.loads(said.out)["table"]["seeds/a.txt"]["wanted"] == 1
    assert main(["register", "--documents", str(tmp_path / "nowhere"), "--gold", str(tmp_path)]) == 1

"""Deadlines as a calendar: lines of the file as RFC 5545 wants them, read here without the library that wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.deadlines.recurrence import Recurrence, recurrence_of
from ui.exports.calendar import ics_of

NOW = datetime(2024, 7, 1, 8, 30, tzinfo=UTC)


def task(**more: object) -> dict[str, Any]:
    """Return one task of a ``tasks`` value."""
    return {
        "id": "k7m2q9x4ab",
        "lead": "Sở Y tế",
        "coordinators": [],
        "task": "rà soát chợ đầu mối",
        "deadline": "2024-06-30",
        "deadline_text": "trước ngày 30/6/2024",
        "deadline_kind": "hard",
        "quote": "Sở Y tế rà soát chợ đầu mối trước ngày 30/6/2024",
        "kind": "công văn",
        "number": "8/UBND-TH",
        "issued_on": "2024-06-01",
        "file": "vb.txt",
        "section_path": ["II. Nhiệm vụ", "1. Y tế"],
        "status": "todo",
        "status_text": "chưa làm",
        "note": "",
        "version": 0,
    } | more


def events(tasks: Iterable[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the events, each as its lines: name with parameters, and the value as it stands in the file."""
    content = ics_of(list(tasks), NOW).content.decode()
    bodies = content.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]
    return [
        dict(line.split(":", 1) for line in body.partition("END:VEVENT\r\n")[0].split("\r\n")[:-1]) for body in bodies
    ]


def text_of(value: str) -> str:
    """Read a value of type TEXT (section 3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], value)


def test_a_deadline_is_an_all_day_event_with_its_source() -> None:
    (event,) = events([task(coordinators=["Công an tỉnh", "các sở, ngành"], note="Đã họp; chờ số liệu")])
    told = event.pop("DESCRIPTION")
    assert event == {
        "UID": "k7m2q9x4ab@tracuu",
        "DTSTAMP": "20240701T083000Z",
        "SEQUENCE": "0",
        "DTSTART;VALUE=DATE": "20240630",
        "SUMMARY": "Hạn: Sở Y tế: rà soát chợ đầu mối",
        "TRANSP": "TRANSPARENT",
    }
    assert r"phối hợp: Công an tỉnh\; các sở\, ngành\n" in told
    assert r"Nguồn: Công văn 8/UBND-TH ngày 01/6/2024\, II. Nhiệm vụ > 1. Y tế\n" in told
    assert told.endswith(r"ghi chú: Đã họp\; chờ số liệu")


def test_the_calendar_says_what_it_is_and_what_it_leaves_out() -> None:
    content = ics_of([task(deadline=None, deadline_kind="soft")], NOW).content.decode()
    lines = content.replace("\r\n ", "").split("\r\n")
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tra Cuu Chi Dao//tracuu//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert lines[5].startswith("X-WR-CALNAME:")
    assert lines[6].startswith("X-WR-CALDESC:")
    assert lines[7:] == ["END:VCALENDAR", ""]


def test_the_same_task_has_the_same_uid_in_every_export() -> None:
    (first,), (again,) = events([task()]), events([task(status="done", status_text="xong", version=3)])
    assert first["UID"] == again["UID"]
    assert (first["SEQUENCE"], again["SEQUENCE"]) == ("0", "3")
    assert again["SUMMARY"].startswith("[xong] Hạn: ")


# deadline, its words, the day of the event, whether the event says that the words name no day
PERIODS = [
    ("2024-07", "trong tháng 7 năm 2024", "20240731", True),
    ("2024-02", "trong tháng 2", "20240229", True),
    ("2024", "trong năm 2024", "20241231", True),
    ("2024-07-15", "trước 15/7/2024", "20240715", False),
]


@pytest.mark.parametrize(("due", "words", "day", "told"), PERIODS)
def test_a_month_is_due_on_its_last_day_and_says_so(due: str, words: str, day: str, told: bool) -> None:
    (event,) = events([task(deadline=due, deadline_text=words, deadline_kind="period")])
    assert event["DTSTART;VALUE=DATE"] == day
    assert (f"Văn bản chỉ nêu “{words}”" in event["DESCRIPTION"]) is told


# the words of a recurring duty, when it recurs
RECURRING = [
    ("trước ngày 10 hằng tháng", Recurrence(10)),
    ("chậm nhất ngày 25 mỗi tháng", Recurrence(25)),
    ("trước ngày 15 tháng 12 hằng năm", Recurrence(15, 12)),
    ("ngày 30/4 hàng năm", Recurrence(30, 4)),
    ("định kỳ hằng tháng", None),  # no day
    ("ngày 10 hằng quý", None),  # of which month?
    ("hằng năm", None),
    ("ngày 40 hằng tháng", None),
    ("ngày 5 tháng 13 hằng năm", None),
    (None, None),
]


@pytest.mark.parametrize(("words", "found"), RECURRING)
def test_a_duty_recurs_only_where_its_words_name_the_day(words: str | None, found: Recurrence | None) -> None:
    assert recurrence_of(words) == found


# the words, the first day from 1 June 2024 on, the rule
RULES = [
    ("trước ngày 10 hằng tháng", "20240610", {"FREQ=MONTHLY", "BYMONTHDAY=10"}),
    ("trước ngày 01 hằng tháng", "20240601", {"FREQ=MONTHLY", "BYMONTHDAY=1"}),
    ("ngày 31 hằng tháng", "20240630", {"FREQ=MONTHLY", "BYMONTHDAY=28,29,30,31", "BYSETPOS=-1"}),
    ("trước ngày 15 tháng 5 hằng năm", "20250515", {"FREQ=YEARLY", "BYMONTH=5", "BYMONTHDAY=15"}),
]


@pytest.mark.parametrize(("words", "first", "rule"), RULES)
def test_a_recurring_duty_starts_after_the_document_was_issued(words: str, first: str, rule: set[str]) -> None:
    recurring = task(deadline=None, deadline_text=words, deadline_kind="recurring")
    (event,) = events([recurring])
    assert event["DTSTART;VALUE=DATE"] == first
    assert set(event["RRULE"].split(";")) == rule
    assert events([recurring | {"issued_on": None}]) == []  # nobody knows since when


def test_what_has_no_day_is_left_out_and_counted() -> None:
    made = ics_of(
        [
            task(),
            task(deadline=None, deadline_text="khẩn trương", deadline_kind="soft"),
            task(deadline=None, deadline_text="hằng quý", deadline_kind="recurring"),
            task(deadline=None, deadline_text=None, deadline_kind=None),
        ],
        NOW,
    )
    assert (made.count, made.left_out, made.recurring_left_out) == (1, 3, 1)
    assert ics_of([], NOW).count == 0


def test_no_line_of_a_document_becomes_a_line_of_the_calendar() -> None:
    evil = "a\r\nEND:VEVENT\r\nBEGIN:VALARM\\;,\u2028ATTACH:file:///x\x00\x1b"
    (event,) = events([task(task=evil, quote=evil, lead=evil, note=evil, section_path=[evil], number=evil, file=evil)])
    assert set(event) == {"UID", "DTSTAMP", "SEQUENCE", "DTSTART;VALUE=DATE", "SUMMARY", "DESCRIPTION", "TRANSP"}
    assert "END:VEVENT" in event["SUMMARY"]


def test_a_backslash_before_a_capital_n_stays_there() -> None:
    (event,) = events([task(quote=r"lưu tại D:\Nội vụ")])
    assert "D:\\\u2060Nội vụ" in text_of(event["DESCRIPTION"])


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_comes_through_lines_of_75_octets_that_end_in_crlf(words: str, quote: str) -> None:
    content = ics_of([task(task=words, quote=quote)], NOW).content
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is torn apart
    (event,) = events([task(task=words, quote=quote)])
    shown = text_of(event["DESCRIPTION"])
    letters = "".join(sign for sign in quote if sign.isalnum())
    assert letters in "".join(sign for sign in shown if sign.isalnum())

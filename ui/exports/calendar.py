"""Deadlines as an iCalendar file (RFC 5545): one all-day event for each task that falls due on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

import icalendar

from ingest.archive.register.rows import last_day
from ingest.deadlines.recurrence import Recurrence, recurrence_of
from ui.exports.csv_file import Task
from ui.texts import reports as said
from ui.texts.naming import document_name, place_in_line

_LONGEST_SUMMARY = 200
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The file, how many deadlines it has, how many tasks are not in it, and how many of these recur on no named day."""

    content: bytes
    count: int
    left_out: int
    recurring_left_out: int

    @property
    def message(self) -> str:
        """What is not in the file, in words; empty when nothing is missing."""
        return _left_out(self.left_out, self.recurring_left_out)


def ics_of(tasks: Sequence[Task], now: datetime) -> Calendar:
    """Return the calendar of the tasks; a month is due on its last day, which the event says.

    An event's UID is drawn from the task's id, so that a later export replaces it. A duty recurs where its words name
    the day and the document its date.
    """
    events = []
    recurring = 0
    for task in tasks:
        rule = recurrence_of(task["deadline_text"]) if task["deadline_kind"] == "recurring" else None
        day = _day_of(task, rule)
        if day is not None:
            events.append(_event(task, day, rule, now))
        else:
            recurring += task["deadline_kind"] == "recurring"
    calendar = icalendar.Calendar(
        VERSION="2.0",
        PRODID="-//Tra Cuu Chi Dao//tracuu//VI",
        CALSCALE="GREGORIAN",
        METHOD="PUBLISH",
    )
    calendar.add("X-WR-CALNAME", said.CALENDAR_NAME)
    if left_out := _left_out(len(tasks) - len(events), recurring):
        calendar.add("X-WR-CALDESC", left_out)
    calendar.subcomponents.extend(events)
    return Calendar(calendar.to_ical(sorted=False), len(events), len(tasks) - len(events), recurring)


def _left_out(count: int, recurring: int) -> str:
    words = said.NO_CALENDAR.format(count=count)
    if recurring:
        words = said.NO_CALENDAR_RECURRING.format(said=words, count=recurring)
    return f"{words}." if count else ""


def _day_of(task: Task, rule: Recurrence | None) -> date | None:
    if rule is not None:
        return rule.first_from(date.fromisoformat(task["issued_on"])) if task["issued_on"] else None
    due = last_day(task["deadline"])
    return date.fromisoformat(due) if due else None


def _event(task: Task, day: date, rule: Recurrence | None, now: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("UID", f"{task['id']}@tracuu")
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SEQUENCE", task["version"])
    event.add("DTSTART", day)  # without an end it lasts that day (RFC 5545, section 3.6.1)
    if rule is not None:
        event.add("RRULE", _rule(rule))
    event.add("SUMMARY", _plain(_summary(task)))
    event.add("DESCRIPTION", _plain(_description(task, rule)))
    event.add("TRANSP", "TRANSPARENT")
    return event


def _rule(rule: Recurrence) -> dict[str, object]:
    """Return the recurrence rule; a day that short months lack falls on their last."""
    days: dict[str, object] = {"BYMONTHDAY": rule.day}
    if rule.day > 28:
        days = {"BYMONTHDAY": list(range(28, rule.day + 1)), "BYSETPOS": -1}
    return {"FREQ": "YEARLY", "BYMONTH": rule.month, **days} if rule.month else {"FREQ": "MONTHLY", **days}


def _summary(task: Task) -> str:
    said_task = task["task"]
    if len(said_task) > _LONGEST_SUMMARY:
        said_task = said_task[:_LONGEST_SUMMARY].rsplit(" ", 1)[0] + "…"
    summary = said.DUE_SUMMARY.format(lead=task["lead"] or said.NO_LEAD, task=said_task)
    if task["status"] in ("done", "not_applicable"):
        return said.DUE_SUMMARY_DONE.format(status=task["status_text"], summary=summary)
    return summary


def _description(task: Task, rule: Recurrence | None) -> str:
    issued = date.fromisoformat(task["issued_on"]) if task["issued_on"] else None
    name = document_name(task["kind"], task["number"], issued, task["file"])
    lines = [task["quote"]]
    if task["coordinators"]:
        lines.append(said.WITH.format(names="; ".join(task["coordinators"])))
    if rule is None and len(task["deadline"]) < 10:
        lines.append(said.MONTH_END.format(words=task["deadline_text"]))
    where = place_in_line(task["section_path"], None, None)
    lines.append(said.CALENDAR_SOURCE.format(name=f"{name}, {where}" if where else name))
    if task["note"]:
        lines.append(said.NOTE_LINE.format(note=task["note"]))
    return "\n".join(lines)


def _plain(text: str) -> str:
    """Return the text without control characters, which no value may hold, and with one kind of line break."""
    text = _CONTROL.sub(" ", re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text))
    # icalendar takes these two letters for a line break ("D:\\Nội"); an unseen word joiner keeps them apart.
    return text.replace("\\N", "\\\u2060N")

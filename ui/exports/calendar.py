"""Deadlines as an iCalendar file (RFC 5545): one all-day event for each task that falls due on a day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from ingest.archive.register.rows import last_day
from ingest.deadlines.recurrence import Recurrence, recurrence_of
from ui.exports.csv_file import Task
from ui.texts import reports as said
from ui.texts.naming import document_name, place_in_line

_LONGEST_LINE = 75  # octets, without the line break (section 3.1)
_LONGEST_SUMMARY = 200
_PROPERTIES = 6  # lines before the first event
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
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Tra Cuu Chi Dao//tracuu//VI",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(said.CALENDAR_NAME)}",
    ]
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    count = recurring = 0
    for task in tasks:
        rule = recurrence_of(task["deadline_text"]) if task["deadline_kind"] == "recurring" else None
        day = _day_of(task, rule)
        if day is None:
            recurring += task["deadline_kind"] == "recurring"
            continue
        count += 1
        lines += _event(task, day, rule, stamp)
    lines.append("END:VCALENDAR")
    if left_out := _left_out(len(tasks) - count, recurring):
        lines.insert(_PROPERTIES, f"X-WR-CALDESC:{_escaped(left_out)}")
    content = "".join(f"{_folded(line)}\r\n" for line in lines).encode()
    return Calendar(content, count, len(tasks) - count, recurring)


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


def _event(task: Task, day: date, rule: Recurrence | None, stamp: str) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{task['id']}@tracuu",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{task['version']}",
        f"DTSTART;VALUE=DATE:{day.isoformat().replace('-', '')}",  # without an end it lasts that day (section 3.6.1)
    ]
    if rule is not None:
        lines.append(f"RRULE:{_rule(rule)}")
    return [
        *lines,
        f"SUMMARY:{_escaped(_summary(task))}",
        f"DESCRIPTION:{_escaped(_description(task, rule))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _rule(rule: Recurrence) -> str:
    """Return the recurrence rule; a day that short months lack falls on their last."""
    days = str(rule.day)
    if rule.day > 28:
        days = ",".join(str(day) for day in range(28, rule.day + 1)) + ";BYSETPOS=-1"
    return f"FREQ=YEARLY;BYMONTH={rule.month};BYMONTHDAY={days}" if rule.month else f"FREQ=MONTHLY;BYMONTHDAY={days}"


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


def _escaped(text: str) -> str:
    """Escape a value of type TEXT (section 3.3.11); no line of a document can become a line of the file."""
    plain = _CONTROL.sub(" ", re.sub(r"\r\n?|[\u0085\u2028\u2029]", "\n", text))
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Break a line after at most 75 octets, never inside a letter; the rest follows after a space."""
    parts: list[str] = []
    part, size = "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > _LONGEST_LINE:
            parts.append(part)
            part, size = "", 1  # the space that marks the continuation counts
        part += sign
        size += width
    return "\r\n ".join([*parts, part])

"""The paragraphs of a document's body as units that may hold a task, each with its place in the numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.document import Document, Section, Span, without_marks
from ingest.structure.markers import SIGNS, parse_marker
from ingest.text.verbs import starts_with_verb

_QUOTED = re.compile(r"[“\"][^”\"\n]{1,300}[”\"]")
# What a section reports rather than orders, by its title, and what it orders; the innermost title that says so decides.
_REPORTS = re.compile(
    r"tình hình|kết quả|(?<!công tác )đánh giá|nhận xét|hạn chế|nguyên nhân|tồn tại|khó khăn|kiểm điểm|thực trạng|hoạt động chỉ đạo|mục đích|mục tiêu|quan điểm"
    r"|căn cứ|sự cần thiết|kiến nghị|đề xuất|thành phần|đối tượng|phạm vi|kinh phí",
)
_ORDERS = re.compile(
    r"nhiệm vụ|giải pháp|trọng tâm|tổ chức thực hiện|phương hướng|trách nhiệm|phân công|triển khai thực hiện|kết luận"
)
# "I. Kết quả thực hiện nhiệm vụ năm 2023": the first word decides.
_REPORTS_FIRST = re.compile(
    r"(?:(?:phần |chương )?[\divx]{1,6}[.:)-]*\s+)*(?:khái quát |một số )?"
    r"(?:kết quả|tình hình|đánh giá|nhận xét|thực trạng|hạn chế|những (?:hạn chế|kết quả)|khó khăn|nguyên nhân|ưu điểm|tồn tại)(?!\w)"
)
_LABEL = re.compile(r"[\da-zđ]{1,6}[.:)-]\s+")
# Verbs of the list that open no task of their own at the head of a title.
_OPENS_NO_TASK = re.compile(r"căn cứ|đánh giá|đề xuất|phải|cần|theo|yêu cầu|đề nghị")
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph: ``span`` without surrounding blanks, ``content`` without its marker.

    ``level`` is the depth of the section it opens, or ``None``; ``inside`` the depth of the innermost numbered section
    around it (bullets do not count), 0 outside any; ``section`` the smallest section that holds it.
    """

    span: Span
    content: Span
    label: str | None
    level: int | None
    inside: int
    section: Span
    titles: tuple[str, ...]

    @property
    def depth(self) -> float:
        """The depth for scopes: an unnumbered paragraph lies half a step below the number it stands in."""
        return self.inside + 0.5 if self.level is None else float(self.level)

    @property
    def reports(self) -> bool | None:
        """True where the nearest telling title announces a report, False where it announces tasks, None if none tells."""
        return next((told for title in reversed(self.titles) if (told := announces_report(title)) is not None), None)


def announces_report(title: str) -> bool | None:
    """Tell whether a title in small letters announces a report (True), tasks (False) or neither (None)."""
    if _REPORTS_FIRST.match(title.lstrip("*- ")):
        return True
    if _ORDERS.search(title):
        return False
    # "2. Tháo gỡ khó khăn, vướng mắc": what is to be done about it is no report of it.
    return True if _REPORTS.search(title) and not _does(title.lstrip("*- ")) else None


def _does(title: str) -> bool:
    """Tell whether a task verb opens a title, behind any number of labels: "2. a) tháo gỡ khó khăn"."""
    at = 0
    while not starts_with_verb(title, at) or _OPENS_NO_TASK.match(title, at):
        label = _LABEL.match(title, at)
        if label is None:
            return False
        at = label.end()
    return True


def masked(text: str) -> str:
    """Blank footnote marks, emphasis stars and quoted titles: same length, and nothing in a quoted title is a subject.

    >>> masked("Đề án “Sở Y tế số” của tỉnh")
    'Đề án              của tỉnh'
    """
    plain = without_marks(text).replace("*", " ")
    return _QUOTED.sub(lambda quoted: " " * len(quoted.group()), plain)


def units_of(document: Document) -> list[Unit]:
    """Return the paragraphs of the body in order; table lines are left out.

    A document whose parts were never told apart is all body; one that is all artifacts (a scan with a stamp) has none.
    """
    parted = document.body.end or document.artifacts.end
    body = document.body if parted else Span(0, len(document.text))
    opening = {_first_sign(document.text, section.span.start): (section, above) for section, above in document.walk()}
    units: list[Unit] = []
    for start, end in _lines(document.text, body):
        if any(table.span.start <= start < table.span.end for table in document.tables):
            continue
        chain = chain_at(document.sections, start)
        section, above = opening.get(start, (None, chain))
        content = start
        if section is not None and section.label is not None:
            marker = parse_marker(document.text[start:end])
            content = start + marker.end if marker else start
        around = (*above, section) if section is not None else chain
        units.append(
            Unit(
                Span(start, end),
                Span(min(content, end), end),
                section.label if section else None,
                section.level if section else None,
                max((one.level for one in chain if one.label not in SIGNS), default=0),
                around[-1].span if around else Span(start, end),
                tuple(_title(document.text, one) for one in above),
            )
        )
    return units


def _lines(text: str, body: Span) -> Iterator[tuple[int, int]]:
    for line in re.compile(r"[^\n]+").finditer(text, body.start, body.end):
        stripped = line.group().strip()
        if stripped:
            start = line.start() + line.group().index(stripped[0])
            yield start, start + len(stripped)


def _first_sign(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def chain_at(sections: tuple[Section, ...], position: int) -> tuple[Section, ...]:
    """Return the sections around ``position``, outermost first, without walking through their siblings."""
    chain: list[Section] = []
    level = sections
    while level:
        at = bisect_right(level, position, key=lambda one: one.span.start) - 1
        if at < 0 or position >= level[at].span.end:
            break
        chain.append(level[at])
        level = level[at].children
    return tuple(chain)


def _title(text: str, section: Section) -> str:
    """Return the section's title in small letters, or nothing when its first line is running text."""
    start = _first_sign(text, section.span.start)
    end = text.find("\n", start, section.span.end)
    line = text[start : min(end if end >= 0 else section.span.end, start + 2 * _LONGEST_TITLE)].rstrip()
    if len(line) > _LONGEST_TITLE or line.rstrip(" *").endswith((".", ";")):
        return ""
    return line.lower()

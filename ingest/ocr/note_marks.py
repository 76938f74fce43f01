"""Note marks that recognition lost or misread on a page, recovered by the order of the notes at its foot.

Marks are small and raised: "¹²" is read as "¹", as "12" glued to its word, or not at all. The notes below are numbered
in order, so the k-th mark of the page belongs to the k-th note. Nothing is guessed where the counts leave a choice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.document import SUPERSCRIPTS, TO_DIGITS, TO_SUPERSCRIPTS, without_marks
from ingest.lines import Line

_SMALL = 0.92  # of the size of the body, as in the layout of digital pages
_MOST = 30  # notes on one page
_RAISED = re.compile(rf"[{SUPERSCRIPTS}]+")
# "¹² Quyết định", "12 Quyết định", "12Quyết định"; not "12. Quyết", "12/QĐ", "12 tháng" and no year.
_NOTE = re.compile(rf"(?:(?P<raised>[{SUPERSCRIPTS}]{{1,3}})|(?P<plain>\d{{1,3}}))\s*(?=[^\W\d_a-zà-ỹ])")


def with_marks(lines: Sequence[Line]) -> list[Line]:
    """Return the lines of one page with the marks of body and notes that can be told; the letters stay as they are."""
    start = _foot(lines)
    notes = [(at, _NOTE.match(lines[at].text)) for at in range(start, len(lines)) if lines[at].role == "body"]
    numbered = [(at, found) for at, found in notes if found]
    wanted = [int((found["raised"] or found["plain"]).translate(TO_DIGITS)) for _, found in numbered]
    if not wanted or len(wanted) > _MOST or any(b - a != 1 for a, b in pairwise(wanted)):
        return list(lines)
    body = _agency_with(list(lines[:start]), wanted)
    if body is None:
        return list(lines)
    foot = list(lines[start:])
    for at, found in numbered:
        if found["plain"]:
            text = foot[at - start].text
            foot[at - start] = replace(
                foot[at - start], text=found["plain"].translate(TO_SUPERSCRIPTS) + text[found.end("plain") :]
            )
    return body + foot


def _foot(lines: Sequence[Line]) -> int:
    """Return where the small print at the end of the page begins."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.role == "body" and line.size:
            sizes[line.size] += len(line.text)
    usual = sizes.most_common(1)[0][0] if sizes else 0.0
    start = len(lines)
    while start and (lines[start - 1].role != "body" or (lines[start - 1].size or usual) <= _SMALL * usual):
        start -= 1
    return start


def _agency_with(lines: list[Line], wanted: list[int]) -> list[Line] | None:
    """Return the body with exactly the ``wanted`` marks in order, or None when it cannot be told where they stand."""
    marks = [(at, found) for at, line in enumerate(lines) if line.role == "body" for found in _marks(line.text)]
    read = [int(found[0].translate(TO_DIGITS)) for _, found in marks]
    if read == wanted:
        return lines
    if len(read) == len(wanted):
        for (at, found), number in reversed(list(zip(marks, wanted, strict=True))):
            text = lines[at].text
            mark = str(number).translate(TO_SUPERSCRIPTS)
            lines[at] = replace(lines[at], text=text[: found.start()] + mark + text[found.end() :])
        return lines
    if not set(read) < set(wanted) or read != sorted(read):
        return None
    for number in wanted:
        if number not in read:
            places = [(at, found) for at, line in enumerate(lines) for found in _glued(number).finditer(line.text)]
            if len(places) == 1 and lines[places[0][0]].role == "body":
                at, found = places[0]
                text = lines[at].text
                lines[at] = replace(
                    lines[at], text=text[: found.start()] + found[0].translate(TO_SUPERSCRIPTS) + text[found.end() :]
                )
    return lines


def _marks(text: str) -> list[re.Match[str]]:
    """Return the raised numbers of a line, exponents of units left out."""
    bare = without_marks(text)
    return [found for found in _RAISED.finditer(text) if bare[found.start()] == " "]


def _glued(number: int) -> re.Pattern[str]:
    """Match a mark read as plain digits at the end of a word or a year: "tỉnh12,", "năm 202412."; not "số 12", "A12B"."""
    return re.compile(rf"(?:(?<=[a-zà-ỹ])|(?<=\b20\d\d)|(?<=[)”])){number}(?=[\s,.;:)]|$)")

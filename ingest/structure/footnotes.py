"""Tying notes to the clause that marks them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.document import EXPONENT_UNITS, SUPERSCRIPTS, TO_DIGITS, Footnote, ReadingWarning, Span
from ingest.structure import line_shapes
from ingest.structure.notes import LiftedNote
from ingest.structure.pieces import Composition

_RUN = re.compile(f"[{SUPERSCRIPTS}]+")
# Where a clause begins: behind a semicolon, or behind the end of a sentence. Not behind "TP.", "Đ/c", "1." or "v.v."
_BREAK = re.compile(
    rf";\s+|\n|(?<!\bTP)(?<!\bTp)(?<!\b[đĐ]/c)(?<!\bv\.v)(?:\.{{1,3}}|…|[!?])[\"”’)]*\s+(?=[\"“‘(]*[{line_shapes.UPPER}\d]|\([ivx]+\))"
)


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A mark in the running text: its number, its span, and the reading order of the line it stands on."""

    number: str
    span: Span
    order: int


def marks_in(composition: Composition, within: Span, known: frozenset[str]) -> list[NoteMark]:
    """Return the raised marks of the text in order; exponents of units (m², km³) are none.

    A run such as ``¹²`` is note 12 if there is one, else notes 1 and 2.
    """
    text = composition.text
    marks: list[NoteMark] = []
    for run in _RUN.finditer(text, within.start, within.end):
        if _is_exponent(text, run.start(), run[0]):
            continue
        digits = run[0].translate(TO_DIGITS)
        numbers = [digits] if digits in known else _split(digits, known)
        at = run.start()
        order = composition.order_at(at)
        for number in numbers:
            marks.append(NoteMark(number, Span(at, at + len(number)), order))
            at += len(number)
    return marks


def anchor_notes(
    composition: Composition, body: Span, notes: Sequence[LiftedNote], spans: Sequence[Span]
) -> tuple[tuple[Footnote, ...], tuple[ReadingWarning, ...]]:
    """Return the footnotes and the warnings ``note_without_mark`` and ``mark_without_note``.

    Note k goes to the nearest earlier mark k that has no note yet (numbers may restart on every page); a note without
    any mark is tied to the last paragraph printed before it and says that this was inferred.
    """
    text = composition.text
    signs = frozenset(note.mark for note in notes)
    marks = marks_in(composition, body, signs) + _other_marks(composition, body, notes)
    marks.sort(key=lambda mark: mark.span)
    starts = sorted({mark.span.end for mark in marks})
    unmatched = set(range(len(marks)))
    footnotes: list[Footnote] = []
    warnings: list[ReadingWarning] = []
    for note, span in zip(notes, spans, strict=True):
        inner = _without_sign(text, span, note.sign)
        found = _nearest(marks, unmatched, note)
        if found is None:
            footnotes.append(Footnote(note.mark, inner, _last_paragraph(composition, body, note.order), inferred=True))
            warnings.append(ReadingWarning("note_without_mark", note.mark))
            continue
        unmatched.discard(found)
        footnotes.append(Footnote(note.mark, inner, _clause(text, marks[found].span, body, starts)))
    if notes:
        warnings += [ReadingWarning("mark_without_note", marks[i].number) for i in sorted(unmatched)]
    return tuple(footnotes), tuple(warnings)


def _is_exponent(text: str, at: int, run: str) -> bool:
    start = at
    while start and text[start - 1].isalpha():
        start -= 1
    return run in ("²", "³") and text[start:at] in EXPONENT_UNITS


def _split(digits: str, known: frozenset[str]) -> list[str]:
    for cut in range(1, len(digits)):
        if digits[:cut] in known and digits[cut:] in known:
            return [digits[:cut], digits[cut:]]
    return [digits]


def _other_marks(composition: Composition, body: Span, notes: Sequence[LiftedNote]) -> list[NoteMark]:
    signs = {note.sign: note.mark for note in notes if note.sign[0] not in SUPERSCRIPTS}
    return [
        NoteMark(number, Span(found.start(), found.end()), composition.order_at(found.start()))
        for sign, number in signs.items()
        for found in re.finditer(rf"(?<=\S)\s?{re.escape(sign)}(?![*\d])", composition.text[: body.end])
        if found.start() >= body.start
    ]


def _nearest(marks: Sequence[NoteMark], unmatched: set[int], note: LiftedNote) -> int | None:
    same = [i for i in unmatched if marks[i].number == note.mark]
    earlier = [i for i in same if marks[i].order < note.order]
    if earlier:
        return max(earlier, key=lambda i: (marks[i].order, marks[i].span))
    return min(same, key=lambda i: marks[i].span, default=None)


def _clause(text: str, mark: Span, body: Span, marks: Sequence[int]) -> Span:
    """Return the clause a mark follows: from the previous mark, semicolon or sentence start to just behind the mark.

    A mark behind a full stop belongs to the sentence before it.
    """
    end = mark.start
    while end > body.start and text[end - 1] in '.…;:!?”"’) ':
        end -= 1
    start = body.start
    line = text.rfind("\n", body.start, end) + 1
    start = max(start, line)
    for found in _BREAK.finditer(text, start, end):
        start = found.end()
    before = bisect_left(marks, mark.start + 1) - 1
    if before >= 0 and marks[before] > start and marks[before] <= end:
        start = marks[before]
    while start < end and (text[start].isspace() or text[start] in ",;.:)"):
        start += 1
    return Span(min(start, mark.start), mark.end)


def _last_paragraph(composition: Composition, body: Span, order: int) -> Span:
    """Return the body paragraph printed last before the line at ``order``."""
    text = composition.text
    best = body.start
    for start, printed in zip(composition.starts, composition.orders, strict=True):
        if body.start <= start < body.end and printed < order:
            best = max(best, start)
    start = max(text.rfind("\n", body.start, best) + 1, body.start)
    end = text.find("\n", best, body.end)
    return Span(start, body.end if end < 0 else end)


def _without_sign(text: str, span: Span, sign: str) -> Span:
    start = span.start + (len(sign) if text.startswith(sign, span.start) else 0)
    while start < span.end and text[start] in " .:)":
        start += 1
    return Span(start, span.end)

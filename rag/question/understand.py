"""Understand a question: what kind of answer it wants, about whom, when, which documents, and the topic that is left."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from ingest.agencies.find import Agencies
from ingest.agencies.provinces import province_in
from ingest.document import Span
from rag.question.agencies import AskedAgency, find_asked_agencies
from rag.question.cues import QuestionText, asked, cue
from rag.question.kinds import KindFound, kinds_of
from rag.question.numbers import AskedNumber, Described, find_asked_kinds, find_asked_numbers, find_described
from rag.question.periods import FoundPeriod, Period, find_periods, find_relative
from rag.question.topic_words import TopicWord, topic_words

LONGEST_QUESTION = 2000
"""Characters; a longer text is a document, not a question."""


class QuestionError(ValueError):
    """The question cannot be asked; ``code`` is ``empty_question`` or ``question_too_long`` (detail: the limit)."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood.

    ``text`` is as typed, ``meant`` with typos mended and marks put back; ``kind`` is one of ``ANSWER_KINDS`` and ``aspect`` the
    part of it that is asked (``signer``, ``number``). ``periods`` are resolved against the day of asking. ``document_kinds`` are the kinds
    of document named outside a number, ``described`` is one named by kind and subject, ``taken`` are the stretches that
    are no topic words. ``words`` are the topic words, ``bare`` tells that they were typed without
    diacritics; ``all_words`` also hold the names of the agencies. ``own`` asks for what is the agency's alone (việc riêng).
    """

    text: str
    meant: str
    asked: QuestionText
    kind: str
    aspect: str
    agencies: tuple[AskedAgency, ...]
    numbers: tuple[AskedNumber, ...]
    document_kinds: tuple[str, ...]
    periods: tuple[Period, ...]
    words: tuple[TopicWord, ...]
    all_words: tuple[TopicWord, ...]
    bare: bool
    own: bool
    taken: tuple[Span, ...] = ()
    described: Described | None = None


def understand(question: str, agencies: Agencies, today: date, meant: str | None = None) -> Question:
    """Read ``question``; relative dates are reckoned from ``today``. Raises ``QuestionError``.

    ``meant`` is the question with typos mended and marks put back, where that changed it. Where marks are missing the typed words are
    understood all the same: one mark put back wrong would hide a turn of phrase.
    """
    typed = asked(question)
    words = asked(meant) if meant and not typed.loose else typed
    if not any(sign.isalnum() for sign in words.text):
        raise QuestionError("empty_question")
    if len(words.text) > LONGEST_QUESTION:
        raise QuestionError("question_too_long", str(LONGEST_QUESTION))
    numbers = find_asked_numbers(words)
    found_agencies = tuple(
        agency
        for agency in find_asked_agencies(words, agencies)
        if not any(agency.span.overlaps(number.span) for number in numbers)
    )
    periods = _periods(words, today, tuple(number.span for number in numbers))
    kinds = kinds_of(words)
    kind, aspect, cue_spans = _chosen(words, kinds, numbers, found_agencies, periods)
    taken = (
        *cue_spans,
        *(number.span for number in numbers),
        *(period.span for period in periods),
    )
    said_kinds = tuple(
        (name, span) for name, span in find_asked_kinds(words) if not any(span.overlaps(n.span) for n in numbers)
    )
    return Question(
        text=question,
        meant=meant or typed.text,
        asked=words,
        kind=kind,
        aspect=aspect,
        agencies=found_agencies,
        numbers=numbers,
        document_kinds=tuple(dict.fromkeys(name for name, _ in said_kinds)),
        periods=tuple(found.period for found in periods),
        words=topic_words(words, (*taken, *(agency.span for agency in found_agencies))),
        all_words=topic_words(words, taken),
        bare=words.bare,
        own=bool(_OWN.search(words.lowered)),
        taken=taken,
        described=None if numbers else find_described(words),
    )


_DAY_ASKED = cue(r"\bngày (?:mấy|nào|bao nhiêu)\b")
_OWN = cue(r"\b(?:việc|nhiệm vụ|phần|nội dung)\s(?:gì\s)?riêng\b|\briêng\s(?:cho|của|đối với)\b")


def _periods(words: QuestionText, today: date, numbers: tuple[Span, ...]) -> tuple[FoundPeriod, ...]:
    """Return the stated and the relative periods; "tháng 6 năm ngoái" and "năm 2024 ... tháng 6" become one month."""
    relative = find_relative(words.lowered, today)
    stated = [
        found
        for found in find_periods(words.lowered)
        if not any(found.span.overlaps(other) for other in (*numbers, *(one.span for one in relative)))
    ]
    years = [found for found in (*stated, *relative) if found.period.grain == "year"]
    if len(years) == 1 and any(found.period.yearless for found in stated):
        year = years[0]
        stated = [
            replace(found, period=_in_year(found.period, year.period)) if found.period.yearless else found
            for found in stated
        ]
        used = any(found.period.grain != "year" for found in stated)
        if used:
            stated = [found for found in stated if found is not year]
            relative = [found for found in relative if found is not year]
            stated.append(FoundPeriod(year.span, stated[0].period))
    unique: dict[Period, FoundPeriod] = {}
    spans = []
    for found in sorted((*stated, *relative), key=lambda item: item.span):
        unique.setdefault(found.period, found)
        spans.append(FoundPeriod(found.span, found.period))
    return tuple(spans)


def _in_year(period: Period, year: Period) -> Period:
    return replace(
        period,
        first=_moved(period.first, year.first.year),
        last=_moved(period.last, year.first.year),
        yearless=False,
        relative=year.relative,
        printed=f"{period.printed} {year.printed}",
    )


def _moved(day: date, year: int) -> date:
    """Return the day in another year; 29 February is the 28th where there is none."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _chosen(
    words: QuestionText,
    kinds: tuple[KindFound, ...],
    numbers: tuple[AskedNumber, ...],
    agencies: tuple[AskedAgency, ...],
    periods: tuple[FoundPeriod, ...],
) -> tuple[str, str, tuple[Span, ...]]:
    """Choose among the readings what the rest of the question allows; return kind, aspect and the cue's words."""
    for found in kinds:
        others = _rest(words, found.spans, numbers, agencies, periods)
        if found.kind == "agency_tasks" and not agencies:
            continue
        if found.kind == "lineage" and not (
            numbers if found.aspect == "replaced" else agencies or province_in(words.text)
        ):
            continue
        if found.kind == "deadline" and numbers and not others and not agencies:
            return "metadata", "issued", found.spans
        if found.aspect == "subject" and (others or not (numbers or find_asked_kinds(words))):
            continue
        if found.aspect == "urgent" and others:
            continue
        if found.kind == "coordinators" and not (agencies or others):
            continue
        return found.kind, found.aspect, found.spans
    if numbers and _DAY_ASKED.search(words.lowered):
        return "metadata", "issued", ()
    spans = tuple(span for found in kinds for span in found.spans)
    others = _rest(words, spans, numbers, agencies, periods)
    if numbers and not others:
        return "metadata", "lookup", spans
    if agencies and not others and not numbers:
        return "agency_tasks", "", spans
    if not others and not agencies and find_asked_kinds(words):
        return "metadata", "lookup", spans
    return "topic", "", spans


def _rest(
    words: QuestionText,
    cues: tuple[Span, ...],
    numbers: tuple[AskedNumber, ...],
    agencies: tuple[AskedAgency, ...],
    periods: tuple[FoundPeriod, ...],
) -> tuple[TopicWord, ...]:
    """Return the topic words that would be left, not counting names of kinds of document."""
    taken = (
        *cues,
        *(number.span for number in numbers),
        *(agency.span for agency in agencies),
        *(period.span for period in periods),
        *(span for _, span in find_asked_kinds(words)),
    )
    return topic_words(words, taken)

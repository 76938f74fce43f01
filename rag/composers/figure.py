"""A figure: value, unit and period, from the clause that speaks of the asked thing in the asked time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Span, without_marks
from rag import phrases
from rag.clauses import clauses, parts, trimmed
from rag.draft import Draft, Evidence, Line
from rag.evidence import Candidate, Desk
from rag.fitting import exact_fit
from rag.values import AskedValue, Value, asked_value, find_values, fits

ENOUGH = 0.6
"""Share of the topic that the clause and its surroundings must cover."""
CLOSE = 0.3
"""Share that the clause itself must cover: the rest may stand in heading, marked clause or subject."""
RIGHT_TIME = 0.5
MOST = 2


@dataclass(frozen=True, slots=True)
class Figure:
    """A value in its clause. ``share`` counts the surroundings, ``close`` the words around the value alone."""

    candidate: Candidate
    clause: Span
    value: Value
    share: float
    close: float
    measure: float
    fit: float

    @property
    def score(self) -> float:
        """What figures are ordered by."""
        return (0.6 * self.share + 0.4 * self.close) * (0.4 + 0.6 * self.measure) * (0.3 + 0.7 * self.fit)


def figure(desk: Desk) -> Draft:
    """Compose the answer to "... bao nhiêu?"."""
    wanted = asked_value(desk.question.asked)
    found = figures(desk, wanted)
    good = [
        one
        for one in found
        if one.share >= ENOUGH and one.close >= CLOSE and one.fit >= RIGHT_TIME and one.measure >= 0.3
    ]
    if not good:
        return Draft("figure", "not_found", nearest=desk.nearest())
    best = good[0]
    chosen = [best]
    for one in good[1:]:
        same = any(
            one.clause == other.clause and one.candidate.document.id == other.candidate.document.id for other in chosen
        )
        if not same and one.score >= 0.93 * best.score and len(chosen) < MOST:
            chosen.append(one)
    notes = [phrases.SEVERAL] if len({one.candidate.document.id for one in chosen}) > 1 else []
    sure = best.measure >= 0.6 and best.fit >= 0.5
    return Draft(
        "figure",
        "answered" if sure else "partial",
        sentences=tuple(_line(desk, one) for one in chosen),
        notes=tuple(notes if sure else [*notes, phrases.UNCERTAIN]),
    )


def figures(desk: Desk, wanted: AskedValue) -> list[Figure]:
    """Return the values of the wanted measure in the retrieved sentences, best first."""
    matcher = desk.whole_topic
    found: list[Figure] = []
    for candidate in desk.candidates(matcher)[:60]:
        if not candidate.named:
            continue
        document, text = candidate.document, candidate.document.text
        for clause in clauses(text, candidate.span):
            values = find_values(text, clause)
            if not values:
                continue
            scored = desk.candidate(matcher, document, clause, candidate.passage)
            time = exact_fit(document, clause, desk.question.periods)
            for part in parts(text, clause):
                inside = [value for value in values if part.contains(value.span)]
                if not inside:
                    continue
                lead_in = Span(clause.start, part.end)
                close = max(
                    matcher.coverage(desk.tokens(part.of(text))).share,
                    0.9 * matcher.coverage(desk.tokens(lead_in.of(text))).share,
                    0.8 * matcher.coverage(desk.tokens(clause.of(text))).share,
                    0.7 * _beside(desk, candidate, clause),
                )
                for position, value in enumerate(inside):
                    measure = fits(value, wanted, desk.folded) * (1.0 if position == 0 else 0.97)
                    if measure > 0:
                        found.append(Figure(candidate, clause, value, scored.share, close, measure, time))
    found.sort(key=lambda one: -one.score)
    return found


def _beside(desk: Desk, candidate: Candidate, clause: Span) -> float:
    """Return the share of the topic in the clause together with what it depends on: sentence before it, marked clause."""
    text = candidate.document.text
    before = text[candidate.span.start : clause.end]
    anchor = candidate.passage.anchor if candidate.passage.kind in ("footnote", "row") else ""
    close = [desk.tokens(one) for one in (anchor, candidate.passage.header) if one]
    path = candidate.document.section_path(candidate.span.start)
    return desk.whole_topic.coverage(desk.tokens(before), close, [desk.tokens(one) for one in path[-1:]]).share


def _line(desk: Desk, one: Figure) -> Line:
    document = one.candidate.document
    span = trimmed(document, one.clause)
    words = phrases.shortened(span.of(document.text))
    value = " ".join(f"{one.value.figure} {_unit(one.value.unit)}".split()).replace(" %", "%")
    evidence = [Evidence(document, span)]
    note = next((note for note in document.footnotes if note.span.contains(span)), None)
    if note is not None and note.anchor.end > note.anchor.start:
        evidence.append(Evidence(document, trimmed(document, note.anchor)))
    return Line(phrases.figure(value, words, document), tuple(evidence), (value, words))


_UNIT_STOPS = frozenset(
    re.findall(
        r"\w+",
        "của cho trong tại so với và là đạt tăng giảm bằng được thì vào đến từ chiếm ước nên đã trên theo ở để gồm (",
    )
)
_TWO = frozenset(re.findall(r"\w+", "doanh phần tỷ tỉ triệu nghìn ngàn huy chỉ hồ lao học căn người đơn"))


def _unit(unit: str) -> str:
    """Return the words of a unit: ``doanh nghiệp``, ``tỷ đồng``, ``ngàn lượt``, ``%``."""
    words = without_marks(unit).split()
    kept: list[str] = []
    for word in words[:3]:
        if word in _UNIT_STOPS or not (word.isalpha() or word in ("%", "USD") or "/" in word):
            break
        kept.append(word)
        if len(kept) == 1 and word not in _TWO:
            break
        if len(kept) == 2 and kept[0] != "triệu":
            break
    return " ".join(kept)

"""A figure: value, unit and period, from the clause that speaks of the asked thing in the asked time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.passages import Passage
from ingest.document import Span, without_marks
from ingest.text.folding import fold, lowered
from rag.composers.polarity import asks_negated, negated
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.candidate import Candidate
from rag.evidence.clauses import clauses, trimmed
from rag.evidence.desk import Desk
from rag.evidence.period_fit import exact_fit
from rag.question.cues import cue
from rag.question.values import NO_UNIT, AskedValue, Value, asked_value, find_values, fits
from rag.wording import naming, phrases

ANSWERS = 0.42
"""Score from which a figure is an answer."""
NEARLY = 0.33
"""Score from which it is shown as a partial answer."""
RIGHT_TIME = 0.5
RIGHT_MEASURE = 0.6
COUNTED = 0.65
REACHED = 0.8
"""What a figure counts for that was reached, where the one to be reached is asked for."""
COMPLETED = 0.9
"""What the topic in a clause counts for when it is read on with the part of its note that holds the value."""
BREAKDOWN = 1.12
"""What such a part gains when it meets more of the question than its clause does: a part is asked for, not the whole."""
NEGATED = 0.75
"""What a negated clause counts for where nothing negated is asked for: "chưa di dời" is not "phải di dời"."""
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
    pinned: float
    polarity: float

    @property
    def score(self) -> float:
        """What figures are ordered by."""
        return (
            (0.6 * self.share + 0.4 * self.close)
            * (0.4 + 0.6 * self.measure)
            * (0.3 + 0.7 * self.fit)
            * self.pinned
            * self.polarity
        )


def figure(desk: Desk) -> Draft:
    """Compose the answer to "... bao nhiêu?"."""
    wanted = asked_value(desk.question.asked)
    found = figures(desk, wanted)
    good = [one for one in found if one.score >= NEARLY and one.fit >= RIGHT_TIME and one.measure >= RIGHT_MEASURE]
    if not good:
        return Draft("figure", "not_found", nearest=desk.nearest())
    best = good[0]
    chosen = [best]
    for one in good[1:]:
        other_source = all(one.candidate.document.id != other.candidate.document.id for other in chosen)
        if other_source and one.score >= 0.93 * best.score and len(chosen) < MOST:
            chosen.append(one)
    notes = [phrases.SEVERAL] if len({one.candidate.document.id for one in chosen}) > 1 else []
    sure = best.score >= ANSWERS
    return Draft(
        "figure",
        "answered" if sure else "partial",
        sentences=tuple(_line(desk, one) for one in chosen),
        notes=tuple(notes if sure else [*notes, phrases.UNCERTAIN]),
    )


def figures(desk: Desk, wanted: AskedValue) -> list[Figure]:
    """Return the values of the wanted measure in the retrieved sentences, best first."""
    matcher = desk.whole_topic
    others = _other_units(desk, wanted)
    aimed = aims(desk.question.asked.lowered)
    found: list[Figure] = []
    for candidate in desk.candidates(matcher)[:60]:
        if not candidate.named:
            continue
        document, text = candidate.document, candidate.document.text
        for clause in clauses(text, candidate.span):
            values = find_values(text, clause)
            if not values:
                continue
            lead_in = text[candidate.span.start : clause.start]
            scored = desk.candidate(matcher, document, clause, candidate.passage, lead_in=lead_in)
            around = _around(desk, candidate, clause)
            leaning = 0.8 if candidate.passage.kind == "footnote" else 0.65  # a note continues the clause that marks it
            for position, value in enumerate(values):
                measure = max(fits(value, one, desk.folded) for one in (wanted, *others))
                if 0 < measure < COUNTED and _counts(desk, wanted, candidate):
                    measure = COUNTED  # "đón 3,25 triệu lượt" counts khách where the sentence is about khách
                if measure > 0:
                    close = max(_window(desk, text, clause, values, position), leaning * around)
                    completed = _completed(desk, candidate.passage, text, clause, values, position)
                    close = max(close, completed)
                    time = exact_fit(document, value.span, desk.question.periods)
                    pinned = _pinned(desk, text, clause, values, position)
                    if (
                        completed
                        > COMPLETED * desk.whole_topic.coverage(desk.tokens(candidate.passage.anchor)).share + 0.03
                    ):
                        pinned *= BREAKDOWN
                    polarity = _polarity(desk, clause.of(text), candidate.passage)
                    if aimed and not aims(candidate.evidence.quote):
                        polarity *= REACHED
                    found.append(Figure(candidate, clause, value, scored.share, close, measure, time, pinned, polarity))
    found.sort(key=lambda one: -one.score)
    return found


def _other_units(desk: Desk, wanted: AskedValue) -> tuple[AskedValue, ...]:
    """Return the wanted count in the documents' words: "mấy chiếc ghe" also counts tàu."""
    if wanted.dimension != "count":
        return ()
    words = desk.whole_topic.topic.words
    units = {word for word in wanted.unit if word not in CLASSIFIERS}
    return tuple(
        AskedValue("count", tuple(lowered(wording).replace(",", " ").split()), wanted.change)
        for other in desk.whole_topic.topic.alternatives
        if any(words[at].token in units or words[at].folded in units for at in other.positions)
        for wording in (other.wording,)
    )


def aims(words: str) -> bool:
    """Tell whether words speak of what is to be reached: "phấn đấu", "chỉ tiêu", "mục tiêu"."""
    return bool(_AIM.search(words.lower()))


_AIM = cue(r"\b(?:chỉ tiêu|mục tiêu|phấn đấu|đặt ra|dự kiến|kế hoạch là)\b")
CLASSIFIERS = frozenset({"chiếc", "con", "cái", "chiec", "cai"})


def _completed(
    desk: Desk, passage: Passage, text: str, clause: Span, values: tuple[Value, ...], position: int
) -> float:
    """Return the share of the topic in the clause that a note completes, read on with the words before the value."""
    if passage.kind != "footnote" or not passage.anchor:
        return 0.0
    start = values[position - 1].span.end if position else clause.start
    return (
        COMPLETED
        * desk.whole_topic.coverage(desk.tokens(f"{passage.anchor} {text[start : values[position].span.end]}")).share
    )


def _counts(desk: Desk, wanted: AskedValue, candidate: Candidate) -> bool:
    """Tell whether the passage, or the clause it notes, speaks of the unit that is asked for."""
    if wanted.dimension != "count" or not wanted.unit:
        return False
    words = f"{candidate.passage.text} {candidate.passage.anchor if candidate.passage.kind == 'footnote' else ''}"
    unit = fold(wanted.unit[0]) if desk.folded else wanted.unit[0]
    return unit in desk.tokens(words).syllables


def _window(desk: Desk, text: str, clause: Span, values: tuple[Value, ...], position: int) -> float:
    """Return the share of the topic next to a value: before it up to the last value, behind it up to the next.

    "41 hộ ở huyện A và 16 hộ ở huyện B", "A: 16 cas, B: 13 cas": the neighbours say what a value is of.
    """
    value = values[position]
    start = values[position - 1].span.end if position else clause.start
    end = values[position + 1].span.start if position + 1 < len(values) else clause.end
    unit_end = min(end, value.span.end + 1 + len(value.unit))
    coverage = desk.whole_topic.coverage
    return max(
        coverage(desk.tokens(text[start:unit_end])).share,
        0.95 * coverage(desk.tokens(text[value.span.start : end])).share,
        0.9 * coverage(desk.tokens(text[start:end])).share,
        0.85 * coverage(desk.tokens(text[clause.start : unit_end])).share,
        0.8 * coverage(desk.tokens(clause.of(text))).share,
    )


def _pinned(desk: Desk, text: str, clause: Span, values: tuple[Value, ...], position: int) -> float:
    """Grade whether the names of the question stand next to this very value: 0.85 when beside another one."""
    names = [word.folded if desk.folded else word.token for word in desk.question.all_words if word.proper]
    names += [
        token
        for agency in desk.question.agencies
        if agency.place
        for token in sorted(desk.tokens(agency.place).syllables)
    ]
    if not names:
        return 1.0
    value = values[position]
    start = values[position - 1].span.end if position else clause.start
    end = values[position + 1].span.start if position + 1 < len(values) else clause.end
    # "A 96 tàu, B 71 tàu" and "41 hộ ở A và 16 hộ ở B": a name belongs to the value on its own side of the joint.
    before = desk.tokens(_JOINT.split(text[start : value.span.start])[-1]).syllables
    behind = desk.tokens(_JOINT.split(text[value.span.end : end].replace(":", ","))[0]).syllables
    share = max(sum(name in side for name in names) / len(names) for side in (before, behind))
    return 0.85 + 0.15 * share


_JOINT = re.compile(r"[,;()]| và ")


def _polarity(desk: Desk, words: str, passage: Passage) -> float:
    """Grade whether question and clause are both negated or both not: "chưa di dời" is not "di dời"."""
    asked = asks_negated(desk.question.asked)
    anchor = passage.anchor if passage.kind == "footnote" else ""
    said = negated(words) or (asked and negated(anchor))
    return 1.0 if asked == said else 0.5 if asked else NEGATED


def _around(desk: Desk, candidate: Candidate, clause: Span) -> float:
    """Return the share of the topic in the clause with what it depends on: sentence before it, marked clause."""
    text = candidate.document.text
    before = text[candidate.span.start : clause.end]
    anchor = candidate.passage.anchor if candidate.passage.kind in ("footnote", "row") else ""
    close = [desk.tokens(one) for one in (anchor, candidate.passage.header) if one]
    path = candidate.document.section_path(candidate.span.start)
    return desk.whole_topic.coverage(desk.tokens(before), close, [desk.tokens(one) for one in path[-1:]]).share


def _line(desk: Desk, one: Figure) -> DraftLine:
    document = one.candidate.document
    span = trimmed(document, one.clause)
    words = naming.shortened(span.of(document.text))
    value = " ".join(f"{one.value.figure} {_unit(one.value.unit)}".split()).replace(" %", "%")
    evidence = [Evidence(document, span)]
    note = next((note for note in document.footnotes if note.span.contains(span)), None)
    if note is not None and note.anchor.end > note.anchor.start:
        evidence.append(Evidence(document, trimmed(document, note.anchor)))
    return DraftLine(phrases.figure(value, words, document), tuple(evidence), (value, words))


_UNIT_STOPS = NO_UNIT.union(re.findall(r"\w+", "và đạt tăng giảm bằng chiếm ước nên đã để gồm"))
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

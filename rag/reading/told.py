"""What was found as a line of an answer: a quote of what holds the words.

The words alone are not told before it: fewer than half of them are right where the reader is surest (19 of 41 questions it was fitted on).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.text.sentences import sentences
from ingest.document import Document, Span
from rag.draft import DraftLine, Evidence
from rag.evidence.clauses import trimmed
from rag.reading.read import Found
from rag.wording import naming, phrases

LONGEST_QUOTE = 500
"""Characters of a passage that are quoted. Answers often need the sentences beside the words that answer (lists, what governs them): on
the questions that the reader was fitted on quoting so much was right half as often again as one sentence, and more added nothing."""


def told(one: Found, group: str = "") -> DraftLine:
    """Return ``one`` as a quote of what holds the words, below what governs it."""
    spans = quoted(one)
    words = tuple(naming.shortened(span.of(one.document.text), LONGEST_QUOTE) for span in spans)
    evidence = tuple(Evidence(one.document, span) for span in spans)
    return DraftLine(phrases.quoted_from(" … ".join(words), one.document), evidence, words, group)


def quoted(one: Found) -> tuple[Span, ...]:
    """Return the header above the passage, if it has one, and the passage with what stands beside it in its numbered section.

    Both up to ``LONGEST_QUOTE``; of a longer passage the sentences about the answer. Notes and rows of tables stand by themselves.
    """
    document, passage = one.document, one.offer.hit.passage
    span = passage.span
    if span.end - span.start > LONGEST_QUOTE:
        span = _about(one.answer, sentences(document.text, span))
    elif passage.kind == "section":
        span = _about(span, lines(document, _section(document, span)))
    above = [part for _, part in one.offer.stretches if part != passage.span and not span.overlaps(part)]
    return tuple(trimmed(document, part) for part in (*above, span))


def lines(document: Document, region: Span) -> list[Span]:
    """Return the lines of ``region`` that hold anything."""
    found = re.finditer(r"[^\n]*\S[^\n]*", document.text[region.start : region.end])
    return [Span(region.start + one.start(), region.start + one.end()) for one in found]


def _section(document: Document, span: Span) -> Span:
    """Return the innermost numbered section that holds ``span``; outside any the body, or ``span`` itself."""
    holding = [one.span for one, _ in document.walk() if one.label not in (None, "-", "+") and one.span.contains(span)]
    return [span, *([document.body] if document.body.contains(span) else []), *holding][-1]


def _about(kept: Span, parts: Sequence[Span]) -> Span:
    """Return ``parts`` next to each other: those of ``kept``, and what fits in a quote after and before them."""
    at = [number for number, part in enumerate(parts) if part.overlaps(kept)] or [0]
    first, last = at[0], at[-1]
    grown = True
    while grown:
        grown = False
        for start, end in ((first, last + 1), (first - 1, last)):
            if start >= 0 and end < len(parts) and parts[end].end - parts[start].start <= LONGEST_QUOTE:
                first, last, grown = start, end, True
    return Span(parts[first].start, parts[last].end)


def distinct(found: Sequence[Found]) -> list[Found]:
    """Leave each place once, and each answer of a document once."""
    kept: list[Found] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        words = " ".join(one.answer.of(one.document.text).lower().split())
        if (one.document.id, words) not in seen:
            seen.add((one.document.id, words))
            kept.append(one)
    return kept

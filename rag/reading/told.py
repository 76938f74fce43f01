"""What was found as an answer of two lines: the fact, then the quote it stands in."""

from __future__ import annotations

from collections.abc import Sequence

from index.text.sentences import sentences
from ingest.document import Span
from rag.draft import DraftLine, Evidence
from rag.evidence.clauses import trimmed
from rag.reading.read import Found
from rag.wording import naming, phrases


def told(one: Found) -> DraftLine:
    """Return ``one`` as a line of an answer: the words that answer first, where they are fewer than the sentence they stand in."""
    document = one.document
    quote = quoted(one)
    answer = trimmed(document, one.answer)
    words = naming.shortened(answer.of(document.text))
    around = naming.around(document.text, quote, answer)
    line = phrases.quoted_from(around, document)
    fact = answer.end - answer.start < SHORT * (quote.end - quote.start)
    text = phrases.fact(words, line) if fact else line
    return DraftLine(text, (Evidence(document, quote),), (words,))


SHORT = 0.8
"""Share of its sentence below which an answer is told before it."""


def quoted(one: Found) -> Span:
    """Return the sentences of the passage, or of the header above it, that hold the answer."""
    text = one.document.text
    span = next((span for _, span in one.offer.stretches if span.overlaps(one.answer)), one.answer)
    holding = [sentence for sentence in sentences(text, span) if sentence.overlaps(one.answer)]
    if not holding:
        return trimmed(one.document, one.answer)
    return trimmed(one.document, Span(holding[0].start, holding[-1].end))


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

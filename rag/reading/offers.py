"""What is offered to the reader: passages, with the place of every stretch of their words in the document."""

from __future__ import annotations

from dataclasses import dataclass

from index.passages import Hit
from index.reader.rows import Text, text_of
from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage as the reader sees it. ``stretches`` say from which character on the words are which words of ``document``."""

    hit: Hit
    document: Document
    text: Text
    stretches: tuple[tuple[int, Span], ...]

    def place(self, start: int, end: int) -> Span | None:
        """Return where the characters ``start`` to ``end`` stand in the document; ``None`` where no stretch holds them all."""
        for first, span in self.stretches:
            if first <= start and end <= first + (span.end - span.start):
                return Span(span.start + start - first, span.start + end - first)
        return None


def offer(hit: Hit, document: Document) -> Offer:
    """Return ``hit`` as it is offered; the header above it is words of the document where it stands so before it."""
    text = text_of(hit.passage)
    stretches = [(text.before, hit.passage.span)]
    above = text.words[: max(0, text.before - 1)]
    at = document.text.rfind(above, 0, hit.passage.span.start) if above else -1
    if at >= 0:
        stretches.append((0, Span(at, at + len(above))))
    return Offer(hit, document, text, tuple(stretches))

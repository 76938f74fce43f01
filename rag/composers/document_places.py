"""Where a document prints its number, its subject, and words before a place."""

from __future__ import annotations

import re

from ingest.document import Document, Span, without_marks
from rag.evidence.clauses import trimmed


def number_span(document: Document) -> Span | None:
    """Return where the document prints its own number."""
    if document.number is None:
        return None
    for printed in (document.number.printed, document.number.number):
        at = document.text.find(printed, document.letterhead.start, document.letterhead.end or len(document.text))
        if at >= 0:
            end = document.text.find("\n", at)
            return trimmed(document, Span(document.text.rfind("\n", 0, at) + 1, end if end > 0 else len(document.text)))
    return None


def subject_span(document: Document) -> Span | None:
    """Return where the document prints its subject, as far as it stands in one stretch."""
    if not document.subject:
        return None
    wanted = re.findall(r"\w+", without_marks(document.subject))
    if not wanted:
        return None
    pattern = re.compile(r"[\W_]+".join(map(re.escape, wanted)))
    match = pattern.search(without_marks(document.seen_text))
    return Span(*match.span()) if match else None


def last_before(document: Document, words: str, before: int) -> Span | None:
    """Return where ``words`` stand last before the character ``before``, whatever signs are between them."""
    wanted = re.findall(r"\w+", words)
    pattern = re.compile(r"[\W_]+".join(map(re.escape, wanted)))
    last = None
    for match in pattern.finditer(document.text, 0, before):
        last = Span(*match.span())
    return last

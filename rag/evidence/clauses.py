"""Cut sentences into clauses and their parts, the smallest words that can carry an answer."""

from __future__ import annotations

import re
from bisect import bisect_right

from index.text.sentences import sentences
from ingest.document import Document, Span

# Clauses are cut at ";" and before inline "(i) … (ii) …", never inside brackets or quotes.
_POINT = re.compile(r"\((?:i|ii|iii|iv|v|vi|vii|viii|ix|x|\d{1,2}|[IVX]{1,4})\)\s")


def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence, in order; a sentence without ``;`` or inline points is one clause."""
    cuts = []
    depth = 0
    at = sentence.start
    while at < sentence.end:
        sign = text[at]
        point = _POINT.match(text, at, sentence.end) if sign == "(" else None
        if point and depth == 0:
            if at > sentence.start:
                cuts.append(at)
            at = point.end()
            continue
        if sign in "(“[":
            depth += 1
        elif sign in ")”]":
            depth = max(0, depth - 1)
        elif sign == ";" and depth == 0:
            cuts.append(at + 1)
        at += 1
    found: list[Span] = []
    start = sentence.start
    for cut in (*cuts, sentence.end):
        _add(text, start, cut, found)
        start = cut
    return tuple(found)


def _add(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))


def paragraph_at(text: str, position: int) -> Span:
    """Return the line of ``text`` that holds ``position``."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    return Span(start, len(text) if end < 0 else end)


def sentence_at(text: str, position: int) -> Span:
    """Return the sentence that holds ``position``; the whole line where it is between two sentences."""
    line = paragraph_at(text, position)
    found = sentences(text, line)
    number = bisect_right(found, position, key=lambda span: span.start) - 1
    return found[number] if number >= 0 and found[number].end >= position else line


def trimmed(document: Document, span: Span) -> Span:
    """Return ``span`` without the blanks, list markers' tails and closing signs around its words."""
    text = document.text
    start, end = span.start, span.end
    while start < end and text[start] in " \t\n\u00a0":
        start += 1
    while end > start and text[end - 1] in " \t\n\u00a0;,:":
        end -= 1
    return Span(start, end) if end > start else span

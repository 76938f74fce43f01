"""Pieces of a text that are fit to be quoted: cut at sentence ends, failing that between words, failing that anywhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from index.text.sentences import sentences
from ingest.document import Span

LONGEST = 200  # syllables: a longer unit is cut at sentence ends
SHORT_PARAGRAPH = 30  # syllables: a shorter paragraph stays with its neighbour in the same unit
LARGEST = 3000
"""Characters that no piece exceeds. Two hundred syllables have about a thousand, and the longest sentence of 89 directives
has 1,300: what is longer is a damaged file, or a line without a sentence end."""


def cut(text: str, blocks: Iterable[Span]) -> list[Span]:
    """Join short neighbouring paragraphs and cut long ones at sentence ends, so that pieces have about 200 syllables."""
    pieces: list[Span] = []
    open_piece: Span | None = None
    for block in blocks:
        if block.start == block.end:
            continue
        if open_piece is not None:
            joined = Span(open_piece.start, block.end)
            if (
                joined.end - joined.start <= LARGEST
                and min(words_in(text, open_piece), words_in(text, block)) < SHORT_PARAGRAPH
                and words_in(text, joined) <= LONGEST
            ):
                open_piece = joined
                continue
            pieces.append(open_piece)
        *done, open_piece = _cut_paragraph(text, block)
        pieces += done
    return pieces if open_piece is None else [*pieces, open_piece]


def bounded(text: str, span: Span) -> list[Span]:
    """Cut what is larger than ``LARGEST`` between words, or anywhere in what has none: no letter loses its mark.

    Every character of ``span`` that is no white space is in exactly one piece; what is not too large stays as it is.
    """
    if span.end - span.start <= LARGEST:
        return [span]
    pieces: list[Span] = []
    start = span.start
    while span.end - start > LARGEST:
        end = start + LARGEST
        blank = max(text.rfind(sign, start + LARGEST // 2, end) for sign in " \n\t\u00a0")
        if blank > 0:
            end = blank
        else:
            while end > start + LARGEST // 2 and unicodedata.combining(text[end]):
                end -= 1
        pieces.append(trimmed(text, Span(start, end)))
        start = end
    pieces.append(trimmed(text, Span(start, span.end)))
    return [piece for piece in pieces if piece.end > piece.start]


def words_in(text: str, span: Span) -> int:
    """Return how many words there are, as white space divides them."""
    return len(span.of(text).split())


def trimmed(text: str, span: Span) -> Span:
    """Return ``span`` without the white space around it; an empty one where there is nothing else."""
    piece = span.of(text)
    kept = piece.strip()
    start = span.start + (len(piece) - len(piece.lstrip()) if kept else 0)
    return Span(start, start + len(kept))


def _cut_paragraph(text: str, span: Span) -> list[Span]:
    total = words_in(text, span)
    if total <= LONGEST * 5 // 4:  # cutting 220 syllables in two would leave stubs
        return bounded(text, span)
    units = [
        part
        for sentence in sentences(text, span)
        for piece in (_clauses(text, sentence) if words_in(text, sentence) > LONGEST else [sentence])
        for part in bounded(text, piece)
    ]
    wanted = total / -(-total // LONGEST)  # even pieces rather than full ones and a rest
    pieces = [units[0]]
    for unit in units[1:]:
        joined = Span(pieces[-1].start, unit.end)
        if (
            joined.end - joined.start <= LARGEST
            and words_in(text, joined) <= LONGEST
            and words_in(text, pieces[-1]) < wanted * 0.9
        ):
            pieces[-1] = joined
        else:
            pieces.append(unit)
    return pieces


def _clauses(text: str, span: Span) -> list[Span]:
    """Cut an overlong sentence (an enumeration within a line) behind its semicolons."""
    pieces: list[Span] = []
    start = seen = span.start
    words = 0  # from start to seen, which is the semicolon before
    at = text.find(";", start, span.end)
    while at >= 0:
        # Counted on from the semicolon before: thousands of them within a few words must not cost their square.
        words += words_in(text, Span(seen, at)) - (start < seen and not text[seen - 1].isspace())
        seen = at
        if words >= SHORT_PARAGRAPH:
            pieces.append(trimmed(text, Span(start, at + 1)))
            start = seen = at + 1
            words = 0
        at = text.find(";", at + 1, span.end)
    rest = trimmed(text, Span(start, span.end))
    return [*pieces, rest] if rest.end > rest.start else pieces

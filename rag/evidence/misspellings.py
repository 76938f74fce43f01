"""Slips in a question, mended by what the retrieved passages say: "thiêng tai" where they have "thiên tai".

A pair of neighbours that neither the language list nor the passages know, and that one small change turns into a pair
of the passages, gets that pair as another wording. The typed words still count.
"""

from __future__ import annotations

from collections.abc import Iterable

from ingest.text.folding import fold
from rag.evidence.matching import Alternative, TextTokens
from rag.question.topic_words import TopicWord

MENDED = 0.85
"""What a mended pair counts for."""
SHORTEST = 3
"""Letters of a syllable from which one letter more, less or other still means the same word."""


def mended(
    words: tuple[TopicWord, ...], texts: Iterable[TextTokens], known: Iterable[str], folded: bool
) -> tuple[Alternative, ...]:
    """Return expansions for mistyped pairs of ``words``."""
    said = [word.folded if folded else word.token for word in words]
    common = frozenset(known)
    pairs: set[str] = set()
    for text in texts:
        pairs |= text.pairs
    found = []
    for at in range(1, len(words)):
        typed = f"{said[at - 1]}_{said[at]}"
        if not words[at].joined or typed in pairs or typed in common:
            continue
        better = _nearest(said[at - 1], said[at], pairs)
        if better is not None:
            found.append(Alternative((at - 1, at), better.replace("_", " "), MENDED))
    return tuple(found)


def _nearest(first: str, second: str, pairs: set[str]) -> str | None:
    best: tuple[int, str] | None = None
    for pair in pairs:
        one, _, other = pair.partition("_")
        if one == first:
            cost = _slip(second, other)
        elif other == second:
            cost = _slip(first, one)
        else:
            continue
        if cost and (best is None or (cost, pair) < best):
            best = (cost, pair)
    return best[1] if best else None


def _slip(typed: str, meant: str) -> int:
    """Return 1 for the same letters with other marks, 2 for one letter more, less or other, 0 when it is no typo."""
    if typed == meant:
        return 0
    bare, other = fold(typed), fold(meant)
    if bare == other:
        return 1
    if min(len(bare), len(other)) < SHORTEST or abs(len(bare) - len(other)) > 1 or not bare.isalpha():
        return 0
    if len(bare) == len(other):
        return 2 if sum(a != b for a, b in zip(bare, other, strict=True)) == 1 and typed[0] == meant[0] else 0
    short, long = sorted((bare, other), key=len)
    return 2 if any(long[:at] + long[at + 1 :] == short for at in range(len(long))) else 0

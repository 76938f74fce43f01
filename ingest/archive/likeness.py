"""How alike two documents' texts are, from fingerprints small enough to keep for every document.

A fingerprint is a MinHash by one permutation with densification (Li, Owen and Zhang 2012; Shrivastava and Li 2014) over
runs of three words, without case, diacritics, signs and note marks: what a scan loses or a retyped copy changes first.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ingest.document import Document, Span, without_marks
from ingest.text.folding import fold

BINS = 96
ROWS = 4
"""Bins to a band: texts that are .6 alike share one of the 24 bands in 96 of 100 cases, .1 alike in 2 of 1000."""
FEWEST_WORDS = 30
"""Shorter texts (a scan not yet read, a form's three lines) say too little to be compared."""
_WORD = re.compile(r"\w+")
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """``exact`` is equal for equal words in equal order; ``bins`` are 96 numbers of 32 bits, packed."""

    exact: str
    bins: bytes


def fingerprint(document: Document) -> Fingerprint | None:
    """Return the fingerprint of the body: letterhead, notes and artifacts differ between copies of one text."""
    span = document.body if document.body.end > document.body.start else Span(0, document.artifacts.start)
    text = span.of(document.text) or document.text
    words = _WORD.findall(fold(without_marks(text)))
    if len(words) < FEWEST_WORDS:
        return None
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    return Fingerprint(exact, _bins(words).tobytes())


def _bins(words: list[str]) -> array[int]:
    codes = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    coded = [codes[word] for word in words]
    least: list[int | None] = [None] * BINS
    # Three words in a row. One misread word spoils three runs: 5% misread words leave two copies about .75 alike.
    for first, second, third in set(zip(coded, coded[1:], coded[2:], strict=False)):
        mixed = _mixed(first << 32 ^ second * 0x9E3779B1 ^ third << 17)
        at, value = mixed % BINS, mixed >> 32
        known = least[at]
        if known is None or value < known:
            least[at] = value
    return array("I", _without_gaps(least))


def _mixed(value: int) -> int:
    """Spread a number over 64 bits (the finaliser of splitmix64)."""
    value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    value = (value ^ value >> 27) * 0x94D049BB133111EB & _MASK
    return value ^ value >> 31


def _without_gaps(least: list[int | None]) -> Iterator[int]:
    """Fill each empty bin from the next full one, marked by the distance, so that short texts stay comparable."""
    for at in range(BINS):
        distance = next(step for step in range(BINS) if least[(at + step) % BINS] is not None)
        yield ((least[(at + distance) % BINS] or 0) + distance * 0x61C88647) & 0xFFFFFFFF


def likeness(one: Fingerprint, other: Fingerprint) -> float:
    """Estimate the share of runs of words that two texts have in common (Jaccard), 0..1, to about ±.05."""
    if one.exact == other.exact:
        return 1.0
    pairs = zip(array("I", one.bins), array("I", other.bins), strict=True)
    return sum(mine == theirs for mine, theirs in pairs) / BINS


def bands(one: Fingerprint) -> tuple[int, ...]:
    """Return 24 signed 63-bit keys; two texts that share a key are worth comparing."""
    bins = array("I", one.bins)
    edges = pairwise(range(0, BINS + ROWS, ROWS))
    return tuple(_key(number, bins[start:end]) for number, (start, end) in enumerate(edges))


def _key(number: int, rows: array[int]) -> int:
    key = number + 1
    for row in rows:
        key = _mixed(key ^ row)
    return key >> 1

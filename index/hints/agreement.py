"""What a question only hints at: a document of which number or time. A hint lifts and excludes nothing.

The facts of documents are compared with those of the question without regard to case, diacritics and spelling of numbers.
Conditions that a question states outright are ``rag.search.stated_filters``.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import normalize

from index.hints.times import Time, hinted_times
from index.passages import Passage
from index.query.typed_numbers import typed_numbers, whole_numbers
from index.text.tokens import tokenise

SAME_HEAD = 0.7
"""What the bare figure of a number counts for where the question has no more (cv 1088)."""


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints of one question, both empty for most; ``numbers`` are tokens as in ``index.text.tokens``."""

    numbers: frozenset[str]
    times: tuple[Time, ...]


def hints_of(question: str) -> Hints:
    """Return the hints of ``question``."""
    question = normalize("NFC", question)
    return Hints(hinted_numbers(question), hinted_times(question))


def hinted_numbers(question: str) -> frozenset[str]:
    """Return the numbers that ``question`` names: whole ones, or the bare head (``1088/``) where it has no more.

    >>> sorted(hinted_numbers("cv 1088")), sorted(hinted_numbers("QD 206/QD-TTg")), sorted(hinted_numbers("năm 2024"))
    (['1088/'], ['206/qd-ttg'], [])
    """
    bare = (one.token for one in typed_numbers(question) if not one.whole)
    return frozenset((*whole_numbers(question), *bare))


def agreement(hints: Hints, passage: Passage) -> float:
    """Return how well the number and the time of a document agree with the hints, in [-1, 2].

    Each adds 1 where it agrees and 0 where the question hints nothing or the document does not say; only the time ever
    takes away, for documents of another one.
    """
    return _number(hints, passage) + _time(hints, passage)


def _number(hints: Hints, passage: Passage) -> float:
    if not hints.numbers or not passage.number:
        return 0.0
    agreed = hints.numbers.intersection(tokenise(passage.number).numbers)
    if any(not one.endswith("/") for one in agreed):
        return 1.0
    return SAME_HEAD if agreed else 0.0


def _time(hints: Hints, passage: Passage) -> float:
    return max((one.agrees(passage.issued_on, passage.subject or "") for one in hints.times), default=0.0)

"""Whether a sentence says no more than the sources it names: names, numbers, dates, polarity, the order of what stands in them.

Strict on purpose: a sentence that is dropped costs a nicer wording, a wrong one that is shown costs trust.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.agencies.find import Agencies
from ingest.document import without_marks
from ingest.text.dates import find_dates
from ingest.text.folding import fold, lowered

SHARED = 0.75
"""Least share of a sentence's syllables that its sources must have: the rest are words that join."""
PAIRED = 0.5
"""Least share of its pairs of neighbouring syllables: the same words in another order say something else."""

_MARK = re.compile(r"\[(\d{1,3})\]")
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d[\d.,]*\d|\d")
_FOREIGN = re.compile(r"https?:|www\.|[<>{}\\`|*#\x00-\x1f]")
_NOT = re.compile(r"(?<!\w)(?:không|chưa|chẳng|đừng|cấm|trừ|ngoại trừ)(?!\w)")
# What relates one body to another, or a figure to another: their order tells who does what.
_RELATION = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp|giao|báo cáo|trình|gửi|thay thế|tăng|giảm|trước|sau|hơn|dưới|kiểm tra)(?!\w)"
)
_CLAUSE = re.compile(r"[;.](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Source:
    """A citation as a source: the words, and the document's name, number, date and issuer."""

    name: str
    quote: str


def supported(sentence: str, sources: Sequence[Source], agencies: Agencies) -> bool:
    """Tell whether the sources that ``sentence`` names by number carry all that it says."""
    marks = [int(mark) for mark in _MARK.findall(sentence)]
    said = _plain(_MARK.sub(" ", sentence))
    if not marks or not all(0 < mark <= len(sources) for mark in marks) or not _WORD.search(said):
        return False
    if _FOREIGN.search(sentence):
        return False
    named = [sources[mark - 1] for mark in dict.fromkeys(marks)]
    whole = _plain(" . ".join(part for one in named for part in (one.quote, one.name)))
    clause = _nearest(said, named)
    return (
        _dates(said) <= _dates(whole)
        and _figures(said) <= _figures(whole)
        and _bodies(said, agencies) <= _bodies(whole, agencies)
        and all(_has(whole, name) for name in _names(said))
        and _denies(said) == _denies(clause)
        and _in_order(_landmarks(said, agencies), _landmarks(_plain(" ".join(one.quote for one in named)), agencies))
        and _shared(said, whole)
    )


def _plain(text: str) -> str:
    return " ".join(without_marks(text).split())


def _nearest(said: str, sources: Sequence[Source]) -> str:
    """Return the clause of the sources that shares most with what is said: what that one denies may not be affirmed."""
    words = set(_syllables(said))
    clauses = [part for one in sources for part in _CLAUSE.split(_plain(one.quote)) if part.strip()]
    return max(clauses, key=lambda part: len(words & set(_syllables(part))), default="")


def _denies(text: str) -> bool:
    return _NOT.search(lowered(text)) is not None


def _bodies(text: str, agencies: Agencies) -> set[str]:
    return {fold(one.agency.name if one.agency else one.printed) for one in agencies.find(text) if not one.common}


def _syllables(text: str) -> list[str]:
    return _WORD.findall(lowered(text))


def _dates(text: str) -> set[str]:
    return {one.value for one in find_dates(text)}


def _figures(text: str) -> set[tuple[str, str]]:
    """Return every figure with the word behind it, dates left out; thousands without their points."""
    dated = [one.span for one in find_dates(text)]
    found = set()
    for one in _FIGURE.finditer(text):
        if any(span.start <= one.start() < span.end for span in dated):
            continue
        behind = _WORD.match(text, one.end() + (text[one.end() : one.end() + 1] == " "))
        unit = "%" if text[one.end() :].lstrip().startswith("%") else lowered(behind[0]) if behind else ""
        found.add((re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", one[0]).lstrip("0") or "0", unit))
    return found


def _names(said: str) -> list[str]:
    """Return the words written with capitals, neighbours together; a lone first word of the sentence is none."""
    found: list[list[str]] = []
    last = -1
    for number, one in enumerate(re.finditer(r"[\w&/-]+", said)):
        if not one[0][0].isupper():
            continue
        if last == number - 1 and said[one.start() - 1] == " " and found:
            found[-1].append(one[0])
        else:
            found.append([one[0]])
        last = number
    names = [" ".join(parts) for parts in found]
    lone = names and said.startswith(names[0]) and " " not in names[0] and not names[0].isupper()
    return names[1:] if lone else names


def _has(text: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", fold(text)) is not None


def _landmarks(text: str, agencies: Agencies) -> list[str]:
    """Return bodies, figures and words of relation in their order."""
    bodies = agencies.find(text)
    found = [(one.span.start, fold(one.agency.name if one.agency else one.printed)) for one in bodies]
    found += [(one.start(), one[0].replace(".", "")) for one in _FIGURE.finditer(text)]
    found += [(one.start(), fold(one[0])) for one in _RELATION.finditer(lowered(text))]
    return [word for _, word in sorted(found)]


def _in_order(said: Sequence[str], told: Sequence[str]) -> bool:
    """Tell whether what both have stands in one order; names of documents, which stand in no quote, are not looked at."""
    shared = [one for one in said if one in told]
    rest = iter(told)
    return all(one in rest for one in shared)


def _shared(said: str, whole: str) -> bool:
    mine, theirs = _syllables(said), _syllables(whole)
    known, pairs = set(theirs), set(pairwise(theirs))
    single = sum(one in known for one in mine) / max(1, len(mine))
    double = sum(one in pairs for one in pairwise(mine)) / max(1, len(mine) - 1)
    return single >= SHARED and double >= PAIRED

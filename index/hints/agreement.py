"""What a question only hints at: whose document, of which kind, number, time or place. A hint lifts and excludes nothing.

The facts of documents are compared with those of the question without regard to case, diacritics and spelling of numbers.
Conditions that a question states outright are ``rag.search.stated_filters``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from index.hints.numbers import hinted_kinds, hinted_numbers
from index.hints.places import hinted_places, names_place
from index.hints.times import Time, hinted_times
from index.passages import Passage
from index.text.tokens import tokenise
from ingest.agencies.find import Agencies
from ingest.agencies.reach import reach
from ingest.text.folding import fold, words_of

HINTS = ("issuer", "kind", "number", "date", "place")
"""The columns of ``agreement``, in order."""
KIN = 0.5
"""What a document of a body counts for that came before or after the one that is named."""
SAME_HEAD = 0.7
"""What the bare figure of a number counts for where the question has no more (cv 1088)."""

Agreement = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Hints:
    """The hints of one question; all empty for most.

    ``bodies`` hold the canonical names of the bodies it names, 1.0 each, and of their kin (``KIN``); ``words`` its folded
    words, for issuers that no authority file has. ``kinds`` are folded names of kinds of document with how plainly they are
    meant (0 to 1), ``numbers`` tokens as in ``index.text.tokens``, ``places`` folded words between single spaces.
    """

    bodies: Mapping[str, float]
    words: str
    kinds: Mapping[str, float]
    numbers: frozenset[str]
    times: tuple[Time, ...]
    places: tuple[str, ...]
    agencies: Agencies


def hints_of(question: str, agencies: Agencies | None = None) -> Hints:
    """Return the hints of ``question``; ``agencies`` are those of the archive, or the shipped ones."""
    question = normalize("NFC", question)
    known = agencies or _shipped()
    bodies: dict[str, float] = {}
    rest = question  # "Sở Kế hoạch và Đầu tư" names no plan
    for mention in known.find_in_question(question):
        rest = rest[: mention.span.start] + "," * (mention.span.end - mention.span.start) + rest[mention.span.end :]
        if mention.agency is not None and not mention.common:
            for name, share in _reached(mention.agency.name, known):
                bodies[name] = max(share, bodies.get(name, 0.0))
    return Hints(
        bodies=bodies,
        words=words_of(question),
        kinds=hinted_kinds(rest),
        numbers=hinted_numbers(question),
        times=hinted_times(question),
        places=hinted_places(question),
        agencies=known,
    )


def agreement(hints: Hints, passages: Sequence[Passage]) -> Agreement:
    """Return one row a passage and one column a hint (``HINTS``), in [-1, 1].

    1 agrees, 0 stands where the question hints nothing or the document does not say; only ``date`` is ever below 0, for
    documents of another time.
    """
    found = np.zeros((len(passages), len(HINTS)), dtype=np.float32)
    told: dict[tuple[object, ...], tuple[float, ...]] = {}
    for at, one in enumerate(passages):
        key = (one.document_id, one.issuer, one.document_kind, one.number, one.issued_on, one.subject)
        if key not in told:
            told[key] = (_issuer(hints, one), _kind(hints, one), _number(hints, one), _date(hints, one))
        found[at, :4] = told[key]
        found[at, 4] = _place(hints, one)
    return found


def _issuer(hints: Hints, passage: Passage) -> float:
    if not passage.issuer:
        return 0.0
    body = _body(passage.issuer, hints.agencies)
    if body is not None and body in hints.bodies:
        return hints.bodies[body]
    return 1.0 if body is None and words_of(passage.issuer) in hints.words else 0.0


def _kind(hints: Hints, passage: Passage) -> float:
    kind = fold(passage.document_kind or "")
    # "thông báo kết luận" is a thông báo, too
    return max(
        (plain for one, plain in hints.kinds.items() if kind and (kind.startswith(one) or one.startswith(kind))),
        default=0.0,
    )


def _number(hints: Hints, passage: Passage) -> float:
    if not hints.numbers or not passage.number:
        return 0.0
    own = _number_tokens(passage.number)
    if own & {one for one in hints.numbers if not one.endswith("/")}:
        return 1.0
    return SAME_HEAD if own & {one for one in hints.numbers if one.endswith("/")} else 0.0


def _date(hints: Hints, passage: Passage) -> float:
    if not hints.times:
        return 0.0
    about = f"{passage.subject or ''}"
    return max(one.agrees(passage.issued_on, about) for one in hints.times)


def _place(hints: Hints, passage: Passage) -> float:
    if not hints.places:
        return 0.0
    about = "\n".join(
        (passage.issuer or "", passage.subject or "", *passage.section_path, passage.header, passage.text)
    )
    folded = fold(about)
    return max(names_place(folded, place) for place in hints.places)


@lru_cache(maxsize=1 << 14)
def _number_tokens(number: str) -> frozenset[str]:
    return frozenset(tokenise(number).numbers)


@lru_cache(maxsize=1 << 12)
def _body(issuer: str, agencies: Agencies) -> str | None:
    body = agencies.named(issuer)
    return body.name if body else None


@lru_cache(maxsize=1 << 12)
def _reached(name: str, agencies: Agencies) -> tuple[tuple[str, float], ...]:
    reached = reach(name, agencies)
    kin = (one.name for one in (*reached.earlier, *reached.later) if not one.words)
    return (*((one, 1.0) for one in reached.own), *((one, KIN) for one in kin))


@cache
def _shipped() -> Agencies:
    return Agencies.load()

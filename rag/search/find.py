"""Search for people: hits with their copies folded together, what stands around them, and how the words were read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index.chunking.surroundings import Surroundings
from index.hints.agreement import hints_of
from index.lexical.reasons import Reasons, reasons
from index.passages import Hit, Passage
from index.query.read import EXPANSIONS, ReadQuestion
from index.text.phrases import holds
from ingest.archive.citations.told_edges import ToldEdge
from ingest.document import without_marks
from ingest.filters import Filters
from ingest.text.folding import fold
from rag.library import Library
from rag.question.understand import QuestionError, understand
from rag.search.stated_filters import Narrowed, narrowed
from rag.search.superseded import lowered

NEARLY_THE_SAME = 0.9
"""Share of the pairs of words that two passages must have in common, both ways, to be copies of each other."""
SHORT = 8
"""Words up to which only the very same passage is a copy: rows of tables differ in one word and mean another thing."""
_SPARE = 20  # looked at beyond the limit, in place of what is folded away
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"\d+(?:[.,/]\d+)*")


@dataclass(frozen=True, slots=True)
class Find:
    """A hit; ``copies`` say nearly the same elsewhere, ``reasons`` are filled when they were asked for.

    ``changes`` are the edges by which its document was replaced, repealed or amended.
    """

    hit: Hit
    copies: tuple[Passage, ...]
    around: Surroundings
    reasons: Reasons | None = None
    changes: tuple[ToldEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found, how its words were read, and what conditions they stated.

    ``missed`` are the phrases in quotes that no passage has, which were read as plain words.
    """

    finds: tuple[Find, ...]
    reading: ReadQuestion
    narrowed: Narrowed
    missed: tuple[str, ...] = ()

    @property
    def understood_as(self) -> str | None:
        """The question as it was understood, where that is not as it was typed."""
        return self.reading.understood_as


def find(
    query: str,
    library: Library,
    filters: Filters | None = None,
    limit: int = 10,
    *,
    today: date | None = None,
    exact: bool = False,
    why: bool = False,
) -> Findings:
    """Search ``library`` for passages; conditions that the words of ``query`` state are added to ``filters``.

    ``exact`` takes the words as they were typed: nothing is put back, mended, widened or read as a condition. Documents
    that go meanwhile are left out.
    """
    return library.composed(lambda: _find(query, library, filters, limit, today, exact, why))


def _find(
    query: str, library: Library, filters: Filters | None, limit: int, today: date | None, exact: bool, why: bool
) -> Findings:
    library.refresh()
    without = EXPANSIONS if exact else ()
    asked = Narrowed(library.resolved(filters or Filters()))
    if not exact:
        try:
            question = understand(query, library.agencies, today or date.today())
            asked = narrowed(question, asked.filters, library.archive, library.agencies)
        except QuestionError:  # a search may be a single sign
            pass
    reading = library.index.read(query, without)
    hits: tuple[Hit, ...] = ()
    if asked.filters.documents is None or asked.filters.documents:
        hits = library.index.search(query, asked.filters, limit + _SPARE, without=without)
    hits, missed = _quoted(hits, reading)
    changes = library.changes(hit.passage.document_id for hit in hits)
    if changes:
        hits = lowered(hits, changes, hints_of(query))
    folded = _folded(hits)[:limit]
    around = library.index.surroundings([hit.passage for hit, _ in folded])
    return Findings(
        tuple(
            Find(
                hit,
                copies,
                beside,
                reasons(reading, hit.passage) if why else None,
                changes.get(hit.passage.document_id, ()),
            )
            for (hit, copies), beside in zip(folded, around, strict=True)
        ),
        reading,
        asked,
        missed,
    )


def _quoted(hits: tuple[Hit, ...], reading: ReadQuestion) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
    """Keep the hits that have every phrase in quotes word for word; a phrase that none has keeps nothing out."""
    missed: list[str] = []
    for phrase in reading.phrases:
        kept = tuple(hit for hit in hits if any(holds(phrase, text) for text in _about(hit.passage)))
        if not kept:
            missed.append(" ".join(phrase))
        hits = kept or hits
    return hits, tuple(missed)


def _about(passage: Passage) -> Sequence[str]:
    return (passage.text, passage.header, passage.anchor, *passage.section_path, passage.subject or "")


def _folded(hits: Sequence[Hit]) -> list[tuple[Hit, tuple[Passage, ...]]]:
    """Put hits that say nearly the same under the best of them, in its place."""
    kept: list[tuple[Hit, _Said, list[Passage]]] = []
    for hit in hits:
        said = _said(hit.passage.text)
        for _, other, copies in kept:
            if said.same_as(other):
                copies.append(hit.passage)
                break
        else:
            kept.append((hit, said, []))
    return [(hit, tuple(copies)) for hit, _, copies in kept]


@dataclass(frozen=True, slots=True)
class _Said:
    words: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    figures: tuple[str, ...]

    def same_as(self, other: _Said) -> bool:
        """Tell whether both say the same: the very same words, or nearly all pairs with the same figures."""
        if self.words == other.words:
            return True
        if self.figures != other.figures or min(len(self.words), len(other.words)) <= SHORT:
            return False
        return len(self.pairs & other.pairs) >= NEARLY_THE_SAME * max(len(self.pairs), len(other.pairs))


def _said(text: str) -> _Said:
    plain = fold(without_marks(text))
    words = tuple(_WORD.findall(plain))
    return _Said(words, frozenset(pairwise(words)), tuple(_FIGURE.findall(plain)))

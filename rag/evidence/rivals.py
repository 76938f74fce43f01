"""Rival values: what another version of a cited document says in the same sentence with another day, figure or agency.

Versions are copies and texts under one number, and the signed form of a cited draft (``ingest.archive.versions``); a draft is no
rival of its signed form. Which of them is right nobody here knows: the answer stands, and the others are told beside it,
each with its own citation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.text.sentences import sentences
from ingest.archive.versions import ONE_SOURCE
from ingest.document import Document, Span, without_marks
from ingest.text.folding import fold
from rag.answer import Answer, Citation
from rag.citations import cite, footnote_at
from rag.evidence.clauses import trimmed
from rag.evidence.one_source import NEARLY_THE_SAME
from rag.library import Library
from rag.verify import stands
from rag.wording import phrases
from rag.wording.naming import shortened, title

VERSIONS = ONE_SOURCE | {"same_number"}
MOST = 3
"""Rivals told with one answer; versions that agree with one told are not counted."""
FEWEST = 4
"""Pairs of words a sentence must have beside its values: "Hạn: 20/4" alone does not tell which duty it is about."""
NEAR = 0.5
"""Share of a sentence's words: one that has fewer of them cannot have ``NEARLY_THE_SAME`` of its pairs of words."""
_FIGURE = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence as what it says (pairs of words) and the values it says it with."""

    frame: frozenset[tuple[str, str]]
    values: tuple[str, ...]

    def alike(self, other: _Said) -> bool:
        shorter, longer = sorted((self.frame, other.frame), key=len)
        return len(longer) <= len(shorter) / NEARLY_THE_SAME and len(shorter & longer) >= NEARLY_THE_SAME * len(shorter)


def with_rivals(answer: Answer, library: Library, as_of: date | None = None) -> Answer:
    """Return the answer with a note and a citation for each rival value; versions issued after ``as_of`` are not told.

    Such an answer is ``partial``.
    """
    if answer.status == "not_found":
        return answer
    told: dict[tuple[str, tuple[str, ...]], Citation] = {}
    for citation in answer.citations:
        for rival, said in _rivals(citation, library, as_of):
            told.setdefault((citation.document_id, said.values), rival)
    rivals = list(told.values())[:MOST]
    if not rivals:
        return answer
    notes = [phrases.rival(_title(library, one), one.file, shortened(one.quote)) for one in rivals]
    return replace(
        answer,
        status="partial",
        citations=(*answer.citations, *(one for one in rivals if one not in answer.citations)),
        notes=(*answer.notes, *dict.fromkeys(notes)),
    )


def _title(library: Library, citation: Citation) -> str:
    return title(library.document(citation.document_id).bearing(citation.start))


def _rivals(citation: Citation, library: Library, as_of: date | None) -> Iterator[tuple[Citation, _Said]]:
    """Yield the place and the words of each version that says otherwise what is cited."""
    others = [one.other for one in library.archive.relations(citation.document_id) if one.kind in VERSIONS]
    if as_of is not None:
        others = [one for one in others if one.issued_on is None or one.issued_on <= as_of]
    if not others:
        return
    document = library.document(citation.document_id)
    cited = Span(citation.start, citation.end)
    for span in _sentences(document):
        if span.overlaps(cited):
            mine = _said(span.of(document.text), library)
            if len(mine.frame) >= FEWEST and mine.values:
                for summary in others:
                    yield from _other_values(library.document(summary.id), mine, library)


def _other_values(other: Document, mine: _Said, library: Library) -> Iterator[tuple[Citation, _Said]]:
    """Yield the place and the words where ``other`` says what ``mine`` says with other values."""
    near = (span for span in _sentences(other) if _is_near(span.of(other.text), mine))
    told = ((span, _said(span.of(other.text), library)) for span in near)
    alike = [(span, said) for span, said in told if said.alike(mine)]
    if alike and not any(said.values == mine.values for _, said in alike):
        span, said = max(alike, key=lambda one: len(one[1].frame & mine.frame))
        place = cite(other, trimmed(other, span))
        if stands(place, other):
            yield place, said


def _is_near(sentence: str, mine: _Said) -> bool:
    """Tell quickly whether a sentence may be alike: agencies are found in few sentences only, it takes a while."""
    words = {word for pair in mine.frame for word in pair}
    return len(words & set(_WORD.findall(fold(sentence)))) >= NEAR * len(words)


def _sentences(document: Document) -> Iterator[Span]:
    places = (document.body, *(note.span for note in document.footnotes))
    for place in places:
        for span in sentences(document.text, place):
            if place is not document.body or footnote_at(document, span) is None:
                yield span


def _said(sentence: str, library: Library) -> _Said:
    """Take figures and names of agencies out of a sentence: they are its values, the rest is what it says of them."""
    text = without_marks(sentence)
    agencies = library.agencies.find(text)
    values = [one.agency.name if one.agency else one.printed for one in agencies if not one.common]
    for one in reversed(agencies):
        text = f"{text[: one.span.start]} {text[one.span.end :]}"
    values += [figure.lstrip("0") for figure in _FIGURE.findall(text)]
    return _Said(frozenset(pairwise(_WORD.findall(fold(text)))), tuple(sorted(values)))

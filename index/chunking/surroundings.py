"""What stands around a passage: the units before and behind it, and the section that holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.passages import Passage
from ingest.document import Span

Outlined = tuple[int, int, int, str, tuple[str, ...]]
"""Number, start, end, kind and section path of a passage."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """``before`` and ``after`` in the body of the document, ``None`` at its ends.

    ``parent`` is the stretch of all passages of the section above, ``None`` for a passage of the first level.
    """

    before: Passage | None = None
    after: Passage | None = None
    parent: Span | None = None


class Outlines(Protocol):
    """Knows the passages of documents; the passage store does."""

    def outline_of(self, document_id: str) -> list[Outlined]:
        """Return the passages of a document without their texts, in text order, notes last."""
        ...

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return the passages with these numbers."""
        ...


def surroundings(passages: Sequence[Passage], passage_store: Outlines) -> tuple[Surroundings, ...]:
    """Return the surroundings of each passage, in order; a document's outline is read once."""
    outlines: dict[str, list[Outlined]] = {}
    found: list[tuple[int | None, int | None, Span | None]] = []
    for passage in passages:
        if passage.document_id not in outlines:
            outlines[passage.document_id] = passage_store.outline_of(passage.document_id)
        found.append(_around(passage, outlines[passage.document_id]))
    wanted = sorted({number for before, after, _ in found for number in (before, after) if number is not None})
    texts = passage_store.passages(wanted)
    return tuple(Surroundings(texts.get(before or 0), texts.get(after or 0), parent) for before, after, parent in found)


def _around(passage: Passage, outline: Sequence[Outlined]) -> tuple[int | None, int | None, Span | None]:
    body = [one for one in outline if one[3] != "footnote"]
    before = [one[0] for one in body if one[2] <= passage.span.start]
    after = [one[0] for one in body if one[1] >= passage.span.end]
    above = passage.section_path[:-1]
    within = [one for one in body if above and one[4][: len(above)] == above]
    parent = Span(min(one[1] for one in within), max(one[2] for one in within)) if within else None
    if passage.kind == "footnote":
        return None, None, parent
    return (before[-1] if before else None), (after[0] if after else None), parent

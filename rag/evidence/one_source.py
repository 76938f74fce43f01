"""One text is one source: what a document says is not said a second time by its copy, its draft or its own note."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from typing import TypeVar

from index.passages import Hit
from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.versions import ONE_SOURCE
from ingest.document import Document, without_marks
from ingest.text.folding import fold

NEARLY_THE_SAME = 0.8
"""Share of the shorter stretch's pairs of words that the other must have. A day changed between draft and signed form
spoils two or three pairs of the thirty in a sentence: the draft's sentence still gives way."""
_WORD = re.compile(r"\w+")
_Item = TypeVar("_Item")
_Kept = TypeVar("_Kept", Document, Summary)
_Words = Collection[tuple[str, str]]


def hits_told_once(hits: Sequence[Hit], archive: Archive) -> tuple[Hit, ...]:
    """Leave out passages that another hit says, too, and is the better source of; see ``told_once``.

    Besides, a footnote that repeats a passage of its own document's agency is left out.
    """
    kept = told_once(hits, lambda hit: (hit.passage.document_id, hit.passage.text), archive)
    bodies: dict[str, list[_Words]] = {}
    for hit in kept:
        if hit.passage.kind == "section":
            bodies.setdefault(hit.passage.document_id, []).append(_pairs(hit.passage.text))
    return tuple(
        hit
        for hit in kept
        if hit.passage.kind != "footnote"
        or not any(_inside(_pairs(hit.passage.text), body) for body in bodies.get(hit.passage.document_id, ()))
    )


def told_once(items: Sequence[_Item], place: Callable[[_Item], tuple[str, str]], archive: Archive) -> tuple[_Item, ...]:
    """Keep one of several items that say nearly the same in documents that are one source, in the first one's place.

    ``place`` returns an item's document id and its words. The item of the better document is kept: with a number,
    signed, dated, not scanned. Items of unrelated documents are all kept, however alike.
    """
    ids = {place(item)[0] for item in items}
    linked = {frozenset(pair[:2]) for pair in archive.related_pairs(ONE_SOURCE, ids)} if len(ids) > 1 else set()
    if not linked:
        return tuple(items)
    worth = {document_id: _worth(archive, document_id) for pair in linked for document_id in pair}
    kept: list[tuple[_Item, str, _Words]] = []
    for item in items:
        document_id, text = place(item)
        words = _pairs(text) if document_id in worth else frozenset[tuple[str, str]]()
        at = next(
            (
                at
                for at, (_, other, theirs) in enumerate(kept)
                if frozenset((document_id, other)) in linked and _alike(words, theirs)
            ),
            None,
        )
        if at is None:
            kept.append((item, document_id, words))
        elif worth[document_id] > worth[kept[at][1]]:
            kept[at] = (item, document_id, words)
    return tuple(item for item, _, _ in kept)


def best_of_copies(documents: Sequence[_Kept], archive: Archive) -> list[_Kept]:
    """Leave out every document of which a better copy, or the signed form, is among them; see ``told_once``."""
    linked = archive.related_pairs(ONE_SOURCE, {one.id for one in documents}) if len(documents) > 1 else ()
    worth = {document_id: _worth(archive, document_id) for pair in linked for document_id in pair[:2]}
    worse = {min(pair[:2], key=worth.__getitem__) for pair in linked}
    return [one for one in documents if one.id not in worse]


def _worth(archive: Archive, document_id: str) -> tuple[bool, bool, bool, bool, str]:
    known = archive.summary(document_id)
    signed, dated = known.signer is not None, known.issued_on is not None
    return known.number is not None, signed, dated, not known.scanned, document_id


def _pairs(text: str) -> _Words:
    words = _WORD.findall(fold(without_marks(text)))
    return frozenset(pairwise(words)) if len(words) > 1 else frozenset((word, "") for word in words)


def _alike(mine: _Words, theirs: _Words) -> bool:
    shorter, longer = sorted((mine, theirs), key=len)
    return bool(shorter) and len(longer) <= len(shorter) / NEARLY_THE_SAME and _inside(shorter, longer)


def _inside(mine: _Words, theirs: _Words) -> bool:
    return bool(mine) and len(set(mine) & set(theirs)) >= NEARLY_THE_SAME * len(mine)

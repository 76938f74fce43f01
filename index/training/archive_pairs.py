"""Pairs from an office's own archive, from the structure of its documents alone."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from index.chunking.cut import passages_of
from index.passages import Passage
from index.training.encoded import Pair
from index.training.weak_pairs import LONGEST_LEAD, sentence_pairs, usable
from ingest.document import Document

LONGEST_ABOVE = 400  # characters of section path and header


def archive_pairs(documents: Iterable[Document], seed: int) -> Iterator[Pair]:
    """Yield pairs of these documents, the same for the same ``seed``.

    Assignment header and section path → passage, the subject → one of its passages, the clause that marks a note → the
    note, a sentence → the rest of its passage, and a passage → the next one under the same heading.
    """
    chance = random.Random(seed)
    for document in documents:
        passages = passages_of(document)
        for passage in passages:
            yield from structure_pairs(passage)
            yield from sentence_pairs([passage.text], chance)
        yield from _neighbour_pairs(passages)
        yield from _subject_pairs(document, passages, chance)


def structure_pairs(passage: Passage) -> Iterator[Pair]:
    """Yield what stands above or before ``passage`` in its document → its text."""
    above = " ".join((*passage.section_path, passage.header)).strip()[-LONGEST_ABOVE:]
    if passage.kind == "footnote" and usable(passage.anchor, passage.text):
        yield passage.anchor[:LONGEST_LEAD], passage.text
    elif passage.kind == "section" and usable(above, passage.text):
        yield above, passage.text


def _neighbour_pairs(passages: Sequence[Passage]) -> Iterator[Pair]:
    for one, following in pairwise(passages):
        together = one.kind == following.kind == "section" and one.section_path == following.section_path
        if together and usable(one.text, following.text):
            yield one.text[:LONGEST_LEAD], following.text


def _subject_pairs(document: Document, passages: Iterable[Passage], chance: random.Random) -> Iterator[Pair]:
    sections = [one for one in passages if one.kind == "section"]
    if document.subject and sections:
        chosen = chance.choice(sections)
        if usable(document.subject, chosen.text):
            yield document.subject[:LONGEST_LEAD], chosen.text

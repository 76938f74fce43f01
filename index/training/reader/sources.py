"""All that the reader is trained on, by source."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from index.chunking.cut import passages_of
from index.dense.encoder import Encoder
from index.reader.rows import Text, text_of
from index.training.labelled_pairs import beir_pairs, beir_passages, json_lines, training_splits
from index.training.pools import Sources, documents_of, held_text
from index.training.reader.altered import Alterations
from index.training.reader.directive_questions import made_asked, noted_asked
from index.training.reader.field_questions import field_asked
from index.training.reader.groups import Asked, Group, Source, grouped
from index.training.reader.reading_questions import LONGEST, reading_sources
from index.training.reader.staff_questions import hand_asked, staff_asked, staff_texts
from index.training.split import FITTED, trained_on
from ingest.agencies.find import Agencies
from ingest.document import Document

ALTERED = 0.5
"""Share of the questions with a condition from which a near miss is made."""


def sources_of(given: Sources, directive_questions: Sequence[Path], encoder: Encoder, seed: int) -> list[Source]:
    """Return the groups of every source that is given, near misses made from their own questions last.

    What is held out gives none, nor does the quarter that is kept for fitting (``index.training.split``).
    """
    documents = [document for folder in given.archives for document in documents_of(folder)]
    found = reading_sources(given.reading, held_text(given), encoder, seed) if given.reading else []
    for folder in given.collections:
        found.append(_collection(folder, encoder, seed))
    own: list[tuple[str, list[Asked]]] = []
    if given.questions is not None:
        texts = _placed(given.questions, documents)
        own.append(("staff", list(staff_asked(given.questions, texts, FITTED))))
    own.append(("hand", list(hand_asked(given.corpora, FITTED))))
    by_hash = {document.sha256: document for document in documents}
    noted = [one for path in directive_questions for one in noted_asked(path, by_hash)]
    own.append(("directives", [*noted, *made_asked(documents, seed), *field_asked(documents, seed)]))
    passages = [text_of(one) for document in documents for one in passages_of(document)]
    for name, asked in own:
        pool = passages if name == "directives" else list(dict.fromkeys(one.text for one in asked))
        found.append(Source(name, grouped(asked, pool, encoder, seed)))
    known = Agencies.load()
    named = [mention.agency.name for document in documents for mention in known.find(document.text) if mention.agency]
    alterations = Alterations(known, named)
    made = [group for source in found[-len(own) :] for group in near_misses(source.groups, alterations, seed)]
    return [*found, Source("altered", tuple(made))]


def near_misses(groups: Sequence[Group], alterations: Alterations, seed: int) -> Iterator[Group]:
    """Yield for a share of the answered questions one that asks for something else and that their text does not answer."""
    chance = random.Random(seed)
    for group in groups:
        if group.right is not None and chance.random() < ALTERED:
            question = alterations.altered(group.question, group.right, chance)
            if question is not None:
                yield replace(
                    group,
                    question=question,
                    right=None,
                    span=None,
                    wrong=(group.right, *group.wrong[: len(group.wrong) - 1]),
                )


def _collection(folder: Path, encoder: Encoder, seed: int) -> Source:
    """Return the groups of a BEIR-style folder; long passages are left out, for what answers may lie beyond their start."""
    asked = [
        Asked(question, Text(passage), True)
        for question, passage in beir_pairs(folder, training_splits(folder), FITTED)
        if len(passage) <= LONGEST
    ]
    pool = [
        Text(one) for name, one in beir_passages(folder).items() if trained_on(name, FITTED) and len(one) <= LONGEST
    ]
    return Source(folder.name, grouped(asked, pool, encoder, seed))


def _placed(questions: Path, documents: Sequence[Document]) -> dict[str, Text]:
    """Return staff's passages; those of a directive in ``documents`` with the line that names it."""
    texts = staff_texts(questions)
    by_stem = {document.file_name.partition(".")[0]: document for document in documents}
    for item in json_lines(questions / "passages.jsonl"):
        document = by_stem.get(Path(item["source"]).stem) if item["source"].startswith("real/") else None
        passages = passages_of(document) if document else ()
        if passages:
            texts[item["id"]] = replace(texts[item["id"]], document=text_of(passages[0]).document)
    return texts

"""Labelled pairs by source, each with the passages that its hard negatives come from."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.dense.encoder import Encoder
from index.training.archive_pairs import archive_pairs
from index.training.encoded import Pair
from index.training.hand_questions import hand_pairs, hand_passages
from index.training.held_text import HeldText
from index.training.labelled_pairs import (
    beir_pairs,
    beir_passages,
    json_lines,
    question_pairs,
    thesaurus_pairs,
    training_splits,
)
from index.training.negatives import mined
from index.training.split import held_out, trained_on
from ingest.archive.archive import Archive
from ingest.document import Document

SHARE_SEED = 11
QUESTION_COPIES = 2  # questions in staff's wording count twice: they are what the encoder is for


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the training text is.

    Corpora, the folder of staff's questions, BEIR-style collections, archives of directives, the folder of reading sets.
    """

    corpora: Path
    questions: Path | None
    collections: tuple[Path, ...]
    archives: tuple[Path, ...] = ()
    reading: Path | None = None


@dataclass(frozen=True, slots=True)
class PairPool:
    """Pairs of one source over one pool of passages, from which their hard negatives are drawn.

    ``hard`` gives the negatives of each pair where the source has its own; without pool or ``hard`` there are none.
    """

    name: str
    pairs: tuple[Pair, ...]
    pool: tuple[str, ...] = ()
    hard: tuple[tuple[str, ...], ...] = ()


def labelled(sources: Sources, share: float, left_out: int | None = None) -> list[PairPool]:
    """Return every labelled pair that may be trained on, each with the pool its hard negatives come from.

    The structure of directives stands with the labelled pairs: among half a million weak ones it would not be heard.
    """
    groups: list[PairPool] = []
    for folder in sources.collections:
        pairs = tuple(beir_pairs(folder, training_splits(folder), left_out))
        groups.append(
            PairPool(
                folder.name, pairs, tuple(t for name, t in beir_passages(folder).items() if trained_on(name, left_out))
            )
        )
    if sources.questions is not None:
        staff = tuple(question_pairs(sources.questions, left_out))
        groups.append(_staff_group("staff", staff))
    groups.append(_staff_group("hand", tuple(hand_pairs(sources.corpora, left_out=left_out))))
    groups = [replace(group, pairs=_share(group.pairs, share)) for group in groups]
    if sources.questions is not None:
        groups.append(PairPool("thesaurus", tuple(thesaurus_pairs(sources.questions / "thesaurus.tsv"))))
    groups += [
        PairPool("structure", tuple(archive_pairs(documents_of(folder), SHARE_SEED))) for folder in sources.archives
    ]
    return groups


def documents_of(folder: Path) -> Iterator[Document]:
    """Yield the documents of an archive in the order of their ids."""
    with Archive.open(folder) as archive:
        yield from (archive.get(one) for one in sorted(archive.ids()))


def _staff_group(name: str, pairs: tuple[Pair, ...]) -> PairPool:
    return PairPool(name, pairs * QUESTION_COPIES, tuple(dict.fromkeys(passage for _, passage in pairs)))


def _share(pairs: tuple[Pair, ...], share: float) -> tuple[Pair, ...]:
    """Return the pairs of a share of the passages, whole passages at a time."""
    if share >= 1:
        return pairs
    passages = sorted({passage for _, passage in pairs})
    kept = set(random.Random(SHARE_SEED).sample(passages, round(share * len(passages))))
    return tuple(pair for pair in pairs if pair[1] in kept)


def hard_negatives(groups: Sequence[PairPool], encoder: Encoder, kept: Path, each: int) -> list[list[str]]:
    """Return hard negatives for the pairs of all groups in order, mined with the hybrid of ``encoder``, once: then from ``kept``."""
    if not each:
        return []
    if kept.exists():
        found: list[list[str]] = json.loads(kept.read_text(encoding="utf-8"))
        return found
    found = []
    for group in groups:
        if group.hard:
            found += [list(some) for some in group.hard]
        elif group.pool:
            found += mined(group.pairs, group.pool, encoder, SHARE_SEED, each)
        else:
            found += [[] for _ in group.pairs]
    kept.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return found


def held_text(sources: Sources) -> HeldText:
    """Return the passages that are measured on, of every source that has some."""
    held = [text for folder in sources.collections for name, text in beir_passages(folder).items() if held_out(name)]
    held += [text for name, text in hand_passages(sources.corpora).items() if held_out(name)]
    if sources.questions is not None:
        passages = json_lines(sources.questions / "passages.jsonl")
        held += [item["text"] for item in passages if held_out(item["id"])]
    return HeldText(held)

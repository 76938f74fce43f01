"""The sentences an answer would be chosen from, with what their words and their nearness say: what meaning is fitted on."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from eval.gold.judged import passage_name
from eval.sample import TODAY
from index.passages import Passage
from index.text.sentences import sentences
from index.training.labelled_pairs import json_lines
from index.training.split import held_out
from rag.evidence.desk import FITS, Desk
from rag.evidence.matching import Coverage
from rag.evidence.meaning import Meaning
from rag.evidence.weighing import OF_CONTENT, weighed, weight_of_wording
from rag.library import Library
from rag.question.understand import QuestionError, understand

KEPT = 60
"""Sentences of a question that are kept: those that words or meaning could bring to the front."""

Floats = NDArray[np.float64]
Answers = Callable[[Passage], bool]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """The sentences for one question, and what is asked of the one that is shown; one entry a sentence.

    ``words`` is the share without meaning, ``slope`` and ``slope_below`` what a gain or a loss by meaning counts,
    ``above`` the deviations above chance, ``order`` what the share is multiplied by for the order, ``late`` what is taken
    off then, ``fits`` whether it may be shown at all, ``gold`` whether it answers. ``there`` is false where nothing can
    answer: whatever is shown is wrong.
    """

    source: str
    cluster: str
    there: bool
    trust: float
    enough: float
    nearly: float
    words: Floats
    slope: Floats
    slope_below: Floats
    above: Floats
    order: Floats
    late: Floats
    fits: NDArray[np.bool_]
    gold: NDArray[np.bool_]

    def without(self) -> Choice:
        """Return the same choice where the sentences that answer are not in the archive."""
        kept = ~self.gold
        parts = {name: getattr(self, name)[kept] for name in _PARTS}
        return replace(self, there=False, **parts)


_PARTS = ("words", "slope", "slope_below", "above", "order", "late", "fits", "gold")


def choice(library: Library, text: str, answers: Answers, source: str, cluster: str) -> Choice | None:
    """Return what the answer to a question would be chosen from; ``None`` where there is nothing to choose."""
    try:
        desk = Desk(understand(text, library.agencies, TODAY), library)
    except QuestionError:
        return None
    meaning, matcher = desk.meaning, desk.whole_topic
    desk.meaning = Meaning(None)
    if matcher.empty or not meaning.trust:
        return None
    rows: list[tuple[float, ...]] = []
    for rank, hit in enumerate(desk.hits):
        passage = hit.passage
        document = library.document(passage.document_id)
        above, gold = meaning.above_chance(passage), answers(passage)
        for sentence in sentences(document.text, passage.span):
            bare = desk.candidate(matcher, document, sentence, passage, rank)
            below = weight_of_wording(sentence.of(document.text)) if desk.question.kind in OF_CONTENT else 1.0
            slope = below * weighed(Coverage(0.0, (), bare.asked), 1.0)
            order = (0.5 + 0.5 * bare.fit) * (1.0 if bare.named else 0.7)
            fits = bare.named and bare.fit >= FITS
            rows.append((bare.share, slope, below, above, order, 0.0005 * rank, fits, gold))
    if not rows:
        return None
    table = np.array(rows, dtype=np.float64)
    promise = (table[:, 0] + 0.15 * np.maximum(0, table[:, 3] + 1) * table[:, 1]) * table[:, 4]
    table = table[np.argsort(-promise, kind="stable")[:KEPT]]
    return Choice(
        source, cluster, True, meaning.trust, desk.enough, desk.nearly_enough,
        *table[:, :6].T, *table[:, 6:].T.astype(np.bool_),
    )  # fmt: skip


def of_staff(folder: Path, encoder: str | None, most: int, open_things: ExitStack) -> Iterator[Choice]:
    """Yield the choices of ``most`` of staff's questions on held-out passages: each with its passage there, and without."""
    library = _archive_of(
        {one["id"]: one["text"] for one in json_lines(folder / "passages.jsonl")}, encoder, open_things
    )
    names = {document_id: library.document(document_id).file_name for document_id in library.archive.ids()}
    asked = [one for one in json_lines(folder / "questions.jsonl") if held_out(one["passage"])]
    for one in random.Random(7).sample(asked, min(most, len(asked))):

        def answers(passage: Passage, wanted: str = f"{one['passage']}.txt") -> bool:
            return names[passage.document_id] == wanted

        yield from with_and_without(choice(library, one["text"], answers, "staff", one["passage"]))


def with_and_without(found: Choice | None) -> Iterator[Choice]:
    """Yield a choice, and the same where nothing answers."""
    if found is not None:
        yield found
        yield found.without()


@dataclass(frozen=True, slots=True)
class ListedQuestion:
    """A question; ``carriers`` name the passages that answer it, none where nothing does."""

    text: str
    cluster: str
    carriers: frozenset[str]


def of_archive(library: Library, name: str, questions: Sequence[ListedQuestion]) -> Iterator[Choice]:
    """Yield the choices of questions put to an archive."""
    for one in questions:

        def answers(passage: Passage, wanted: frozenset[str] = one.carriers) -> bool:
            return passage_name(passage) in wanted

        found = choice(library, one.text, answers, name, one.cluster)
        if found is not None:
            yield found if one.carriers else replace(found, there=False)


def _archive_of(texts: dict[str, str], encoder: str | None, open_things: ExitStack) -> Library:
    """Return an archive of one text file for every held-out passage."""
    scratch = Path(open_things.enter_context(TemporaryDirectory()))
    files = scratch / "files"
    files.mkdir()
    for name, text in texts.items():
        if held_out(name):
            (files / f"{name}.txt").write_text(text, encoding="utf-8")
    library = open_things.enter_context(Library.open(scratch / "archive", encoder=encoder, create=True))
    library.ingest([files])
    return library

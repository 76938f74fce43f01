"""The re-ranker: the best hundred of the fusion ordered anew by a small learned model.

What it looks at stands in ``index.ranking.features``, how that is weighed in ``index.ranking.reranker_model``, how the weights are made in
``index.training.ranking``. Under ten milliseconds for a hundred passages on one core.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Protocol

import numpy as np

from index.passages import Passage
from index.query.read import EXPANSIONS, ReadQuestion, read
from index.query.vocabulary import Vocabulary
from index.ranking.features import Candidates, Table, features
from index.ranking.features_question import QuestionColumns, asked
from index.ranking.features_words import Lexicon
from index.ranking.reranker_model import DEFAULT, Model, load_model

RERANKED = 100
"""How many of the fusion's best are looked at again."""
LARGE, RERANKED_OF_LARGE = 50_000, 64
"""Passages from which fewer are looked at, to answer in the time of a blink: 64 lose .002 nDCG@10 on statutes, .001 on staff's
questions and some .005 on directives, and save a third of the re-ranker."""
TEMPERATURE = 8.0
"""Differences of scores are told to people as ratios: a passage that is a temperature worse shows a third of the score."""
_DIGITS, _SCORE_DIGITS = 5, 3


class Fetch(Protocol):
    """Knows passages by number."""

    def __call__(self, numbers: Sequence[int], /) -> Mapping[int, Passage]:
        """Return the passages with these numbers, those that there are."""
        ...


class Reads(Protocol):
    """A lexical retriever that reads questions by the words it holds."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The words it holds."""
        ...

    def read(self, question: str, expansions: Collection[str], /) -> ReadQuestion:
        """Return the question, read, and widened by ``expansions`` alone."""
        ...


class Reranker(Protocol):
    """Judges the candidates of a question."""

    def scores(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        """Return one score a candidate, higher is better."""
        ...


def load_reranker(name: str | None = None) -> Reranker | None:
    """Return the learned re-ranker, or the cross-encoder ``name`` (a folder or hub name of sentence-transformers).

    ``None`` without the model's file: the order of the fusion stands then.
    """
    if name:
        from index.ranking.cross_encoder import CrossReranker

        return CrossReranker(name)
    return LearnedReranker(load_model()) if DEFAULT.is_file() else None


class LearnedReranker:
    """The committed model over ``index.ranking.features``. One thread at a time: it keeps the words of passages it has seen."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lexicon = Lexicon()

    def scores(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        """See ``Reranker``."""
        return self._model.scores(self.compared(reading, counts, candidates))

    def compared(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        """Return what the model is given; see ``index.ranking.features.features``."""
        self._lexicon.tidy()
        view: QuestionColumns = asked(reading, self._lexicon, counts)
        return features(view, candidates, self._lexicon)


@dataclass(frozen=True, slots=True)
class Reranking:
    """A re-ranker, where it finds the passages, and who reads the question for it (``None``: nobody, as it is typed)."""

    reranker: Reranker
    fetch: Fetch
    reader: Reads | None = None
    expansions: Collection[str] = EXPANSIONS

    def reordered(
        self,
        question: str,
        first: Sequence[tuple[int, float]],
        retrievers: Mapping[str, Mapping[int, float]],
        passages: int,
    ) -> list[tuple[int, float]]:
        """Return ``first`` (best of the fusion first) with its first ``RERANKED`` (in large archives fewer) ordered anew.

        The scores stay in [0, 1], none above the best of the fusion; equal ones keep the order they had.
        """
        most = RERANKED if passages < LARGE else RERANKED_OF_LARGE
        numbers = [number for number, _ in first[:most]]
        found = self.fetch(numbers)
        here = [number for number in numbers if number in found]
        if len(here) < 2:
            return list(first)
        reading, counts = self._read(question)
        fused = dict(first)

        def column(scores: Mapping[int, float]) -> Table:
            # Rounded: a sum in another order must not decide between equal passages.
            return np.round(np.array([scores.get(number, np.nan) for number in here]), _DIGITS)

        candidates = Candidates(
            numbers=here,
            found=[found[number] for number in here],
            lexical=column(retrievers["lexical"]),
            meaning=column(retrievers["vectors"]),
            fused=column(fused),
            passages=passages,
        )
        scores = np.round(self.reranker.scores(reading, counts, candidates), _SCORE_DIGITS)
        best = float(scores.max())
        top = first[0][1]
        ranked = [
            (here[at], top * exp((float(scores[at]) - best) / TEMPERATURE)) for at in np.argsort(-scores, kind="stable")
        ]
        lowest = ranked[-1][1]
        held = set(here)
        behind = [(number, score * lowest) for number, score in first if number not in held]
        return [*ranked, *behind]

    def _read(self, question: str) -> tuple[ReadQuestion, Vocabulary]:
        if self.reader is not None:
            return self.reader.read(question, self.expansions), self.reader.vocabulary
        nobody = Vocabulary(lambda field, token: 0, 1)
        return read(question, nobody, ()), nobody

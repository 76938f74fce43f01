"""How near in meaning passages are to a question, and how near passages are to it by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.dense.vector_retriever import VectorRetriever
from index.passages import Hit
from index.retriever import Allowed

SAMPLE = 500
"""Passages, evenly spread over the archive, from which the background is taken."""


@dataclass(frozen=True, slots=True)
class Nearness:
    """The passages nearest to a question, and the background they stand out from.

    ``mean`` and ``deviation`` are those of the cosines of the whole archive's passages with the question (of a sample of
    them), ``passages`` is how many the archive has. ``hits`` are the nearest among those asked for, best first; their
    scores are cosines.
    """

    mean: float
    deviation: float
    passages: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Background:
    """Mean and deviation of the cosines of an archive's passages with one question."""

    mean: float
    deviation: float


def measured(
    retriever: VectorRetriever, question: str, numbers: Sequence[int], limit: int, allowed: Allowed | None
) -> tuple[Background, list[tuple[int, float]]] | None:
    """Return the background and the nearest passages of ``numbers``; ``None`` for a question without a known word.

    The background is the same for every call with the same archive and question, whatever is ``allowed``.
    """
    row = retriever.row(question)
    if not row.any() or not len(numbers):
        return None
    step = max(1, len(numbers) // SAMPLE)
    cosines = np.array(list(retriever.index.scores(row, [int(one) for one in numbers[::step]]).values()))
    if not len(cosines):
        return None
    return Background(float(cosines.mean()), float(cosines.std())), retriever.nearest(row, limit, allowed)

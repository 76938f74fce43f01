"""What stands around a candidate among the other candidates: its section, its document, its neighbours in the text."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.ranking.features_matches import Matches
from index.ranking.features_question import QuestionColumns

Table = NDArray[np.floating[Any]]

IN_SECTION, IN_DOCUMENT = 0.6, 0.4
"""What a word counts for that only another candidate of the same section, or document, has."""
BESIDE = 300
"""Letters between two passages that still stand side by side: a heading, a page end."""


def company(question: QuestionColumns, found: Sequence[Passage], met: Matches, share: Table) -> dict[str, Table]:
    """Return the features that a candidate has by the company it keeps; ``share`` is its part of the fusion's best score."""
    weights = question.weights
    documents = _groups([passage.document_id for passage in found])
    sections = _groups([(passage.document_id, passage.section_path) for passage in found])
    near = np.maximum(met.met_anywhere, IN_SECTION * _best(met.met_anywhere, sections))
    wide = np.maximum(near, IN_DOCUMENT * _best(met.met_anywhere, documents))
    positive = np.maximum(share, 0)
    before, after = _neighbours(found, positive)
    own = positive**4
    return {
        "section_words": near @ weights,
        "document_words": wide @ weights,
        "before": before,
        "after": after,
        "company": np.log1p(np.bincount(documents, own)[documents] - own),
        "section_company": np.log1p(np.bincount(sections, own)[sections] - own),
        "document_best": _best(share[:, None], documents)[:, 0] - share,
        "section_best": _best(share[:, None], sections)[:, 0] - share,
    }


def _groups(keys: Sequence[Hashable]) -> NDArray[np.int64]:
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)


def _best(values: Table, groups: NDArray[np.int64]) -> Table:
    """Return, for every row, the greatest values of its group."""
    best = np.full((int(groups.max(initial=-1)) + 1, values.shape[1]), -np.inf, dtype=values.dtype)
    np.maximum.at(best, groups, values)
    found: Table = best[groups]
    return found


def _neighbours(found: Sequence[Passage], share: Table) -> tuple[Table, Table]:
    """Return the share of the candidate right before and right behind each in its document; 0 where none is."""
    before, after = np.zeros(len(found)), np.zeros(len(found))
    order = sorted(
        (at for at, passage in enumerate(found) if passage.kind != "footnote"),
        key=lambda at: (found[at].document_id, found[at].span),
    )
    for one, other in pairwise(order):
        first, second = found[one], found[other]
        if first.document_id == second.document_id and 0 <= second.span.start - first.span.end <= BESIDE:
            before[other], after[one] = share[one], share[other]
    return before, after

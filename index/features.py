"""What tells a passage that answers from one that only resembles: one row of figures for each of a question's candidates.

All figures of a kind are computed for all candidates at once; words are numbers (``index.features_words``). Scores of the
legs are taken relative to this question's candidates, so that no figure depends on one encoder's scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.features_matches import Matches, matched
from index.features_question import KINDS, SHAPES, Asked
from index.features_words import Lexicon, Words
from index.passages import Passage
from ingest.folding import fold

Table = NDArray[np.floating[Any]]

NAMES = (
    "lexical", "lexical_share", "lexical_place", "meaning", "meaning_gap", "meaning_place", "fused", "fused_place",
    "text", "text_folded", "text_other", "near", "far", "anywhere", "missing_rarest", "heading", "heading_told",
    "pairs", "pairs_anywhere", "run", "window", "wide_window", "opening", "figures", "numbers", "own_number",
    "soft", "soft_phrase", "soft_missing", "soft_anywhere",
    *(f"{kind}_fits" for kind in KINDS),
    "row", "head", "long", "short", "company", "document_best",
)  # fmt: skip
"""The columns, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Passages to rank, best of the fusion first; ``nan`` where a leg does not know one.

    ``passages`` is how many the archive has.
    """

    numbers: Sequence[int]
    found: Sequence[Passage]
    lexical: Table
    meaning: Table
    fused: Table
    passages: int


def features(question: Asked, candidates: Candidates, lexicon: Lexicon) -> Table:
    """Return one row a candidate, one column a figure (``NAMES``)."""
    words = [
        lexicon.words_of(number, passage) for number, passage in zip(candidates.numbers, candidates.found, strict=True)
    ]
    met = matched(question, words, lexicon)
    columns = {**_legs(question, candidates), **_words(question, met, words), **_softly(met, question)}
    columns |= _shape(question, candidates, words)
    table = np.stack([np.broadcast_to(columns[name], len(words)) for name in NAMES], axis=1).astype(np.float32)
    found: Table = np.nan_to_num(table)
    return found


def _legs(question: Asked, candidates: Candidates) -> dict[str, Table]:
    lexical = np.nan_to_num(candidates.lexical)
    best = max(float(lexical.max(initial=0)), 1e-6)
    scale = sqrt(max(1, question.syllables)) * log(1 + max(1, candidates.passages))
    meaning = candidates.meaning
    known = ~np.isnan(meaning)
    if known.any():
        mean, deviation = float(meaning[known].mean()), max(float(meaning[known].std()), 1e-3)
        standing = np.where(known, (meaning - mean) / deviation, -1.0)
        gap = np.where(known, (meaning - float(meaning[known].max())) / deviation, -4.0)
        place = _places(np.where(known, meaning, -2.0))
    else:
        standing = gap = place = np.zeros(len(meaning))
    return {
        "lexical": lexical / scale,
        "lexical_share": lexical / best,
        "lexical_place": _places(lexical) * (lexical > 0),
        "meaning": standing,
        "meaning_gap": np.maximum(gap, -6.0),
        "meaning_place": place,
        "fused": candidates.fused / max(float(candidates.fused.max(initial=0)), 1e-6),
        "fused_place": _places(candidates.fused),
    }


def _places(scores: Table) -> Table:
    """Return 1 for the best, 1/2 for the second, and so on; equal scores share the better place."""
    ordered = np.sort(-scores)
    return 1.0 / (1.0 + np.searchsorted(ordered, -scores, side="left"))


def _words(question: Asked, met: Matches, words: Sequence[Words]) -> dict[str, Table]:
    weights = question.weights
    rarest = int(np.argmax(weights)) if len(weights) else 0
    return {
        "text": met.exact @ weights,
        "text_folded": met.folded @ weights,
        "text_other": met.other @ weights,
        "near": met.near @ weights,
        "far": met.far @ weights,
        "anywhere": met.met_anywhere @ weights,
        "missing_rarest": 1 - met.met_anywhere[:, rarest] if len(weights) else np.zeros(len(words)),
        "heading": met.heading @ weights,
        "heading_told": met.heading_told,
        "pairs": met.pairs,
        "pairs_anywhere": met.pairs_anywhere,
        "run": met.run,
        "window": met.window,
        "wide_window": met.wide_window,
        "opening": met.opening @ weights,
        "figures": met.figures,
    }


def _softly(met: Matches, question: Asked) -> dict[str, Table]:
    missing = 1 - met.other
    return {
        "soft": met.soft @ question.weights,
        "soft_phrase": met.soft_phrase @ question.weights,
        "soft_missing": (met.soft * missing) @ question.weights,
        "soft_anywhere": np.maximum(met.soft, met.met_anywhere) @ question.weights,
    }


def _shape(question: Asked, candidates: Candidates, words: Sequence[Words]) -> dict[str, Table]:
    found = candidates.found
    none = np.zeros(len(found))
    columns: dict[str, Table] = {}
    for kind in KINDS:
        asked_for = kind in question.kinds
        has = [_has(kind, passage, one) for passage, one in zip(found, words, strict=True)] if asked_for else none
        columns[f"{kind}_fits"] = np.array(has, dtype=float)
    columns |= _numbers(question, found)
    kinds = [passage.kind for passage in found]
    for kind in ("row", "head"):
        columns[kind] = np.array([one == kind for one in kinds], dtype=float)
    lengths = np.array([len(one.text) for one in words], dtype=float)
    columns["long"] = np.maximum(0, np.log((1 + lengths) / 120))
    columns["short"] = np.maximum(0, np.log(40 / (1 + lengths)))
    share = candidates.fused / max(float(candidates.fused.max(initial=0)), 1e-6)
    company: dict[str, float] = {}
    best: dict[str, float] = {}
    for passage, one in zip(found, share.tolist(), strict=True):
        company[passage.document_id] = company.get(passage.document_id, 0.0) + max(0.0, one) ** 4
        best[passage.document_id] = max(best.get(passage.document_id, 0.0), one)
    own = np.maximum(share, 0) ** 4
    columns["company"] = np.log1p(np.array([company[passage.document_id] for passage in found]) - own)
    columns["document_best"] = np.array([best[passage.document_id] for passage in found]) - share
    return columns


def _has(shape: str, passage: Passage, words: Words) -> bool:
    known = words.shapes.get(shape)
    if known is None:
        known = words.shapes[shape] = bool(SHAPES[shape].search(passage.text.lower()))
    return known


def _numbers(question: Asked, found: Sequence[Passage]) -> dict[str, Table]:
    none = np.zeros(len(found))
    if not question.numbers:
        return {"numbers": none, "own_number": none}
    inside, own = [], []
    for passage in found:
        near, about = fold(f"{passage.text}\n{passage.header}\n{passage.anchor}"), fold(_own(passage))
        inside.append(sum(bool(one.search(near)) for one in question.numbers) / len(question.numbers))
        own.append(sum(bool(one.search(about)) for one in question.numbers) / len(question.numbers))
    return {"numbers": np.array(inside), "own_number": np.array(own)}


def _own(passage: Passage) -> str:
    day = passage.issued_on
    return f"{passage.number or ''} {f'ngày {day.day} tháng {day.month} năm {day.year}' if day else ''}"

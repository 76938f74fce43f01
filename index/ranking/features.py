"""What tells a passage that answers from one that only resembles: one row of features for each of a question's candidates.

All features of a kind are computed for all candidates at once; words are numbers (``index.ranking.features_words``). Scores of the
retrievers are taken relative to this question's candidates, so that no feature depends on one encoder's scale.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.ranking.features_matches import Matches, matched
from index.ranking.features_question import KINDS, SHAPES, QuestionColumns
from index.ranking.features_words import Lexicon, PassageWords
from ingest.text.folding import fold

Table = NDArray[np.floating[Any]]

NAMES = (
    "lexical", "lexical_share", "lexical_place", "meaning", "meaning_gap", "meaning_place", "fused", "fused_place",
    "text", "text_folded", "text_other", "near", "far", "anywhere", "missing_rarest", "heading", "heading_told",
    "pairs", "pairs_anywhere", "near_pairs", "far_pairs", "run", "near_run", "window", "wide_window", "figure_window",
    "opening", "figures", "numbers", "own_number", "local", "local_anywhere", "words", "together",
    *(f"{kind}_fits" for kind in KINDS),
    "text_told", "row", "head", "depth", "long", "short", "note_near", "note_text", "structured",
)  # fmt: skip
"""The columns, in order."""
_FIGURES = frozenset({"when", "amount", "long", "document"})


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Passages to rank, best of the fusion first; ``nan`` where a retriever does not know one.

    ``passages`` is how many the archive has.
    """

    numbers: Sequence[int]
    found: Sequence[Passage]
    lexical: Table
    meaning: Table
    fused: Table
    passages: int


def features(question: QuestionColumns, candidates: Candidates, lexicon: Lexicon) -> Table:
    """Return one row a candidate, one column a feature (``NAMES``)."""
    words = [
        lexicon.words_of(number, passage) for number, passage in zip(candidates.numbers, candidates.found, strict=True)
    ]
    met = matched(question, words, lexicon)
    columns = {**_retrievers(question, candidates), **_words(question, met, words)}
    columns |= _shape(question, candidates, words)
    notes = np.array([passage.kind == "footnote" for passage in candidates.found], dtype=float)
    columns |= {"note_near": notes * columns["near"], "note_text": notes * columns["text_other"]}
    # The same for all candidates: which of a feature's two weights counts.
    columns["structured"] = np.full(len(words), (columns["depth"] > 0).mean() if words else 0.0)
    table = np.empty((len(words), len(NAMES)), dtype=np.float32)
    for at, name in enumerate(NAMES):
        table[:, at] = columns[name]
    found: Table = np.nan_to_num(table)
    return found


def _retrievers(question: QuestionColumns, candidates: Candidates) -> dict[str, Table]:
    lexical = np.nan_to_num(candidates.lexical)
    best = max(float(lexical.max(initial=0)), 1e-6)
    scale = sqrt(max(1, question.syllables)) * log(1 + max(1, candidates.passages))
    meaning = candidates.meaning
    known = ~np.isnan(meaning)
    if known.any():
        mean, deviation = float(meaning[known].mean()), max(float(meaning[known].std()), 1e-3)
        z_score = np.where(known, (meaning - mean) / deviation, -1.0)
        gap = np.where(known, (meaning - float(meaning[known].max())) / deviation, -4.0)
        place = _places(np.where(known, meaning, -2.0))
    else:
        z_score = gap = place = np.zeros(len(meaning))
    return {
        "lexical": lexical / scale,
        "lexical_share": lexical / best,
        "lexical_place": _places(lexical) * (lexical > 0),
        "meaning": z_score,
        "meaning_gap": np.maximum(gap, -6.0),
        "meaning_place": place,
        "fused": candidates.fused / max(float(candidates.fused.max(initial=0)), 1e-6),
        "fused_place": _places(candidates.fused),
    }


def _places(scores: Table) -> Table:
    """Return 1 for the best, 1/2 for the second, and so on; equal scores share the better place."""
    ordered = np.sort(-scores)
    return 1.0 / (1.0 + np.searchsorted(ordered, -scores, side="left"))


def _words(question: QuestionColumns, met: Matches, words: Sequence[PassageWords]) -> dict[str, Table]:
    weights = question.weights
    rarest = int(np.argmax(weights)) if len(weights) else 0
    local = _local(question, met)
    content = question.content
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
        "text_told": met.text_told,
        "near_pairs": met.near_pairs,
        "far_pairs": met.far_pairs,
        "near_run": met.near_run,
        "figure_window": met.figure_window * bool(question.kinds & _FIGURES),
        "local": met.other @ local,
        "local_anywhere": met.met_anywhere @ local,
        "words": met.met_anywhere @ content,
        "together": met.met_anywhere @ weights - np.maximum(met.other @ weights, met.near @ weights),
    }


def _local(question: QuestionColumns, met: Matches) -> Table:
    """Return the weights of the words by how few of the candidates have them: what tells these apart."""
    held = met.met_anywhere.sum(axis=0)
    weights = question.weights * np.log(1 + len(met.met_anywhere) / (1 + held))
    shares: Table = weights / max(float(weights.sum()), 1e-6)
    return shares


def _shape(question: QuestionColumns, candidates: Candidates, words: Sequence[PassageWords]) -> dict[str, Table]:
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
    columns["depth"] = np.array([len(passage.section_path) for passage in found], dtype=float)
    return columns


def _has(shape: str, passage: Passage, words: PassageWords) -> bool:
    known = words.shapes.get(shape)
    if known is None:
        known = words.shapes[shape] = bool(SHAPES[shape].search(passage.text.lower()))
    return known


def _numbers(question: QuestionColumns, found: Sequence[Passage]) -> dict[str, Table]:
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

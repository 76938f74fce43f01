"""Which words of a question each candidate has, and where: exactly, without marks, in expansions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.ranking.features_question import QuestionColumns
from index.ranking.features_words import Lexicon, Numbers, PassageWords

Table = NDArray[np.floating[Any]]

NARROW, WIDE, FIGURE_WINDOW = 8, 24, 12
"""Words of half a window: windows overlap by half, so that what stands within a half is never cut."""
OPENING = 30
FOLDED, NEAR, FAR = 0.8, 0.8, 0.6
"""What a word counts for that is met without its marks, beside the passage, or in its place only."""


@dataclass(frozen=True, slots=True, eq=False)
class Matches:
    """One row a candidate, one column a word of the question's own (single features have one value a candidate).

    ``other`` is the best of exact, folded and expansions in the passage; ``met_anywhere`` also near and far.
    """

    exact: Table
    folded: Table
    other: Table
    near: Table
    far: Table
    heading: Table
    met_anywhere: Table
    opening: Table
    heading_told: Table
    pairs: Table
    pairs_anywhere: Table
    near_pairs: Table
    far_pairs: Table
    run: Table
    near_run: Table
    window: Table
    wide_window: Table
    figure_window: Table
    figures: Table
    text_told: Table


def matched(question: QuestionColumns, words: Sequence[PassageWords], lexicon: Lexicon) -> Matches:
    """Compare a question with its candidates."""
    own = question.own
    text = _Zone(question, [one.text for one in words], lexicon)
    near = _Zone(question, [one.near for one in words], lexicon)
    heading = _Zone(question, [one.heading for one in words], lexicon)
    far = _Zone(question, [one.far for one in words], lexicon)
    folded = np.maximum(text.exact, FOLDED * text.folded)
    other = _with_wordings(question, folded)
    beside = _with_wordings(question, np.maximum(near.exact, FOLDED * near.folded))
    place = _with_wordings(question, np.maximum(np.maximum(heading.exact, far.exact), FOLDED * far.folded))
    anywhere = np.maximum(np.maximum(other, NEAR * beside), FAR * place)
    weights = question.weights
    pairs = _pairs(question)
    in_text, in_near, in_heading, in_far = (zone.pairs(pairs) for zone in (text, near, heading, far))
    everywhere = np.maximum(np.maximum(in_text, in_near), in_heading)
    pair_weights = np.array([weights[a] + weights[b] for a, b in pairs], dtype=np.float32)
    pair_weights /= max(float(pair_weights.sum()), 1e-6)
    figures = lexicon.figures[question.meant[:own]]
    return Matches(
        exact=text.exact[:, :own],
        folded=text.folded[:, :own],
        other=other,
        near=beside,
        far=place,
        heading=np.maximum(heading.exact, FOLDED * heading.folded)[:, :own],
        met_anywhere=anywhere,
        opening=text.opening()[:, :own],
        heading_told=heading.told(),
        pairs=in_text @ pair_weights,
        pairs_anywhere=everywhere @ pair_weights,
        near_pairs=in_near @ pair_weights,
        far_pairs=np.maximum(in_far, in_heading) @ pair_weights,
        run=text.run(question),
        near_run=near.run(question),
        window=text.window(weights, NARROW),
        wide_window=text.window(weights, WIDE),
        figure_window=text.window(weights, FIGURE_WINDOW, lexicon.figures),
        text_told=text.told(),
        figures=anywhere[:, figures].mean(axis=1) if figures.any() else np.zeros(len(words), dtype=np.float32),
    )


def _with_wordings(question: QuestionColumns, met: Table) -> Table:
    """Return the question's own columns, raised where another wording is met whole."""
    found = met[:, : question.own].copy()
    for one in question.wordings:
        worth = one.weight * met[:, list(one.by)].min(axis=1)
        for column in one.covers:
            np.maximum(found[:, column], worth, out=found[:, column])
    return found


def _pairs(question: QuestionColumns) -> list[tuple[int, int]]:
    row, joined = question.row, question.joined
    return list(
        dict.fromkeys((row[at - 1], row[at]) for at in range(1, len(row)) if joined[at] and row[at - 1] != row[at])
    )


class _Zone:
    """One part of all candidates as one long row of words."""

    def __init__(self, question: QuestionColumns, parts: Sequence[Numbers], lexicon: Lexicon) -> None:
        self._count = len(parts)
        self._lengths = np.array([len(part) for part in parts], dtype=np.int64)
        self._starts = np.concatenate([[0], np.cumsum(self._lengths)[:-1]]).astype(np.int64)
        self._all: Numbers = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
        self._whose = np.repeat(np.arange(self._count), self._lengths)
        width = len(question.meant)
        size = len(lexicon.folded)
        self._width = width
        own = np.full(size, -1, dtype=np.int16)
        # From the last to the first: where two columns are one word, the question's own column has it.
        columns = np.arange(width, dtype=np.int16)[::-1]
        own[question.typed[::-1]] = columns
        own[question.meant[::-1]] = columns
        bare = np.full(size, -1, dtype=np.int16)
        bare[lexicon.folded[question.meant[::-1]]] = columns
        self._column = own[self._all]
        self._bare = bare[lexicon.folded[self._all]]
        self.exact = self._present(self._column)
        # Two words of a question may be one without marks: each is met by what the other is met by.
        self._folded_column = bare[lexicon.folded[question.meant]]
        self.folded = self._present(self._bare)[:, self._folded_column]

    def _present(self, column: NDArray[np.int16], where: NDArray[np.bool_] | None = None) -> Table:
        found = np.zeros((self._count, self._width), dtype=np.float32)
        hit = column >= 0 if where is None else (column >= 0) & where
        found[self._whose[hit], column[hit]] = 1
        return found

    def opening(self) -> Table:
        """Return which columns the first words have."""
        return self._present(self._bare, np.arange(len(self._all)) - self._starts[self._whose] < OPENING)

    def told(self) -> Table:
        """Return the share of the words that the question has."""
        hits = np.bincount(self._whose[self._bare >= 0], minlength=self._count)
        return (hits / np.maximum(1, self._lengths)).astype(np.float32)

    def pairs(self, pairs: Sequence[tuple[int, int]]) -> Table:
        """Return which pairs stand side by side."""
        found = np.zeros((self._count, len(pairs)), dtype=np.float32)
        if not pairs or len(self._bare) < 2:
            return found
        code = np.full((self._width + 1) ** 2, -1, dtype=np.int64)
        for at, (first, second) in enumerate(pairs):
            code[(self._same(first) + 1) * (self._width + 1) + self._same(second) + 1] = at
        here = (self._bare[:-1].astype(np.int64) + 1) * (self._width + 1) + self._bare[1:] + 1
        which = code[here]
        hit = (which >= 0) & (self._whose[:-1] == self._whose[1:])
        found[self._whose[:-1][hit], which[hit]] = 1
        return found

    def _same(self, column: int) -> int:
        return int(self._folded_column[column])

    def run(self, question: QuestionColumns) -> Table:
        """Return the longest stretch of the question that stands there word by word, as a share of its words."""
        best = np.zeros(self._count, dtype=np.float32)
        if not len(self._bare) or not question.row:
            return best
        row = np.array([self._same(column) for column in question.row], dtype=np.int16)
        # length[i, t]: words matched up to place i of the question and place t of the text.
        reached = np.zeros(len(self._bare), dtype=np.int16)
        longest = np.zeros(len(self._bare), dtype=np.int16)
        new = np.ones(len(self._bare), dtype=bool)
        new[1:] = self._whose[1:] != self._whose[:-1]
        for column in row:
            before = np.zeros_like(reached)
            before[1:] = reached[:-1]
            before[new] = 0
            reached = np.where(self._bare == column, before + 1, 0).astype(np.int16)
            np.maximum(longest, reached, out=longest)
        np.maximum.at(best, self._whose, longest.astype(np.float32))
        return best / len(row)

    def window(self, weights: Table, half: int, beside: NDArray[np.bool_] | None = None) -> Table:
        """Return the greatest weight of the question's own words within a window of two halves.

        With ``beside`` only windows count that have one of these words.
        """
        best = np.zeros(self._count, dtype=np.float32)
        hit = (self._bare >= 0) & (self._bare < len(weights))
        if not hit.any():
            return best
        blocks = (self._lengths + half - 1) // half
        firsts = np.concatenate([[0], np.cumsum(blocks + 1)]).astype(np.int64)
        block = firsts[self._whose] + (np.arange(len(self._all)) - self._starts[self._whose]) // half
        held = np.zeros((int(firsts[-1]) + 1, len(weights)), dtype=np.float32)
        held[block[hit], self._bare[hit]] = 1
        windows = np.maximum(held[:-1], held[1:]) @ weights
        if beside is not None:
            marked = np.zeros(len(held), dtype=np.bool_)
            marked[block[beside[self._all]]] = True
            windows = windows * (marked[:-1] | marked[1:])
        np.maximum.at(best, np.repeat(np.arange(self._count), blocks + 1), windows[: int(firsts[-1])])
        return best

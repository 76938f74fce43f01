"""Words as numbers: what a question and a hundred passages are compared by, without reading any of them twice."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage
from index.text.tokens import tokenise
from ingest.document import without_marks
from ingest.text.folding import fold

LONGEST = 600
"""Words of a passage that are compared; what stands behind them was found by the retrievers and counts there."""
KEPT_PASSAGES = 20_000
MOST_WORDS = 300_000
"""Words known at once; beyond it (numbers never end) all are forgotten and learnt anew."""

Numbers = NDArray[np.int32]

_WORD = re.compile(r"\d+(?:[.,]\d+)*(?![^\W_])|[^\W_]+")


@dataclass(frozen=True, slots=True, eq=False)
class PassageWords:
    """The words of one passage by number: its own, those near it (header, marked clause), its heading and its place."""

    text: Numbers
    near: Numbers
    heading: Numbers
    far: Numbers
    shapes: dict[str, bool]
    """Which shapes the text was found to have or not, by name; grows as they are asked for."""


class Lexicon:
    """Numbers for words. Spellings of one word (``kỹ``, ``kĩ``; ``06``, ``6``) have one number.

    ``folded[n]`` is the number of word n without its marks. Not for several threads at once.
    """

    def __init__(self) -> None:
        self._passages: OrderedDict[int, tuple[Passage, PassageWords]] = OrderedDict()
        self._known: dict[str, int] = {}
        self._folded: list[int] = []
        self._figures: list[bool] = []
        self._folded_array: Numbers = np.zeros(0, dtype=np.int32)
        self._figures_array: NDArray[np.bool_] = np.zeros(0, dtype=np.bool_)
        self._contexts: dict[str, Numbers] = {}

    def words_of(self, number: int, passage: Passage) -> PassageWords:
        """Return the words of a passage, kept under its number for the next question."""
        kept = self._passages.get(number)
        # Numbers are never given to another passage, but a caller without a passage store may count anew.
        if kept is not None and (kept[0] is passage or kept[0] == passage):
            return kept[1]
        far = "\n".join(
            part
            for part in (*passage.section_path[:-1], passage.subject, passage.document_kind, passage.issuer)
            if part
        )
        made = PassageWords(
            text=self.numbers(passage.text),
            near=self._context("\n".join(part for part in (passage.header, passage.anchor) if part)),
            heading=self._context(passage.section_path[-1] if passage.section_path else ""),
            far=self._context(far),
            shapes={},
        )
        self._passages[number] = (passage, made)
        while len(self._passages) > KEPT_PASSAGES:
            self._passages.popitem(last=False)
        return made

    def tidy(self) -> None:
        """Forget everything when too many words are known; called between questions, as numbers change by it."""
        if len(self._known) > MOST_WORDS:
            for kept in (self._passages, self._known, self._folded, self._figures, self._contexts):
                kept.clear()
            self._folded_array, self._figures_array = self._folded_array[:0], self._figures_array[:0]

    def numbers(self, text: str) -> Numbers:
        """Return the numbers of the words of a text in order, the first ``LONGEST`` of them."""
        # Learning a word brings it to lower case: once a word, not once a text.
        found = _WORD.findall(without_marks(text))[:LONGEST]
        known = self._known
        try:
            return np.array([known[word] for word in found], dtype=np.int32)
        except KeyError:
            return np.array([known[word] if word in known else self._learn(word) for word in found], dtype=np.int32)

    def number(self, token: str) -> int:
        """Return the number of a token as ``index.text.tokens`` spells it."""
        return self._known[token] if token in self._known else self._learn(token)

    @property
    def folded(self) -> Numbers:
        """The number of each word without its marks, by number."""
        if len(self._folded_array) != len(self._folded):
            self._folded_array = np.array(self._folded, dtype=np.int32)
        return self._folded_array

    @property
    def figures(self) -> NDArray[np.bool_]:
        """Whether each word is a feature, by number."""
        if len(self._figures_array) != len(self._figures):
            self._figures_array = np.array(self._figures, dtype=np.bool_)
        return self._figures_array

    def _context(self, text: str) -> Numbers:
        # Headings and subjects stand above many passages.
        if text not in self._contexts:
            if len(self._contexts) > KEPT_PASSAGES:
                self._contexts.clear()
            self._contexts[text] = self.numbers(text) if text else np.zeros(0, dtype=np.int32)
        return self._contexts[text]

    def _learn(self, word: str) -> int:
        spelled = " ".join(tokenise(word).syllables) or word
        number = self._known.get(spelled)
        if number is None:
            number = self._add(spelled)
            bare = fold(spelled)
            other = self._known.get(bare)
            if other is None:
                other = number if bare == spelled else self._add(bare)
                self._folded[other] = other
            self._folded[number] = other
        self._known[word] = number
        return number

    def _add(self, spelled: str) -> int:
        number = self._known[spelled] = len(self._folded)
        self._folded.append(number)
        self._figures.append(spelled[:1].isdigit())
        return number

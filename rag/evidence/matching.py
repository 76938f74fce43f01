"""How much of a question's topic a stretch of text speaks of: rare words weigh more, pairs more than loose syllables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from index.text.tokens import tokenise
from rag.question.topic_words import TopicWord

ENOUGH = 0.62
"""Share of a topic from which a text speaks of it: a sentence that answers, a subject that fits a description."""
BESIDE = 0.85
"""What a word counts for when it stands not in the sentence but beside it (header, marked clause, heading)."""
FAR = 0.5
"""What it counts for when only the document's subject or an outer heading has it."""
LOOSE_PAIR = 0.35
"""What a pair counts for when both syllables are there, apart."""
LOOSE_WORDING = 0.7
"""What another wording counts for when most of it is there in other order: "xử lý, thu gom rác thải"."""
LONG_WORDING = 3
"""Syllables from which another wording may be met loosely."""
PAIR_WEIGHT = 1.5
"""How much heavier a pair is than a syllable of the same rarity."""
FOLDED_PAIR_WEIGHT = 3.0
"""The same for words typed without marks: there a syllable may be many words, a pair seldom is."""


class Rarity(Protocol):
    """Knows how rare a token is in the archive."""

    def rarity(self, token: str, folded: bool) -> float:
        """Return the idf of a syllable (``kinh``) or a pair (``kinh_tế``), at least 0; ``folded`` asks the folded twin."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Other wording for the words at ``positions`` of a topic, and how much less it counts (0 to 1)."""

    positions: tuple[int, ...]
    wording: str
    weight: float


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about: its content words in order, and expansions of stretches of them."""

    words: tuple[TopicWord, ...]
    folded: bool
    alternatives: tuple[Alternative, ...] = ()

    @property
    def text(self) -> str:
        """The words, joined."""
        return " ".join(word.folded if self.folded else word.token for word in self.words)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the topic a text covers: ``share`` from 0 to 1, and the positions of words it lacks."""

    share: float
    missing: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextTokens:
    """The tokens of one text as sets, in the strength that the topic is compared in, and its words joined by spaces."""

    syllables: frozenset[str]
    pairs: frozenset[str]
    joined: str


def tokens_of(text: str, folded: bool) -> TextTokens:
    """Read a text once, to be matched many times."""
    tokens = tokenise(text)
    syllables = tokens.folded if folded else tokens.syllables
    pairs = tokens.folded_bigrams if folded else tokens.bigrams
    return TextTokens(frozenset(syllables), frozenset(pairs), f" {' '.join(syllables)} ")


class Matcher:
    """Scores texts against one topic."""

    def __init__(self, topic: Topic, rarity: Rarity) -> None:
        self.topic = topic
        self._words = tuple(word.folded if topic.folded else word.token for word in topic.words)
        self._weights = tuple(rarity.rarity(word, topic.folded) for word in self._words)
        self._pairs = tuple(
            (at - 1, at, f"{self._words[at - 1]}_{self._words[at]}")
            for at in range(1, len(self._words))
            if topic.words[at].joined
        )
        self._pair_weights = tuple(
            (FOLDED_PAIR_WEIGHT if topic.folded else PAIR_WEIGHT) * rarity.rarity(pair, topic.folded)
            for _, _, pair in self._pairs
        )
        self._alternatives = tuple(
            (alternative, f" {' '.join(_tokens(alternative.wording, topic.folded))} ")
            for alternative in topic.alternatives
        )
        self._reworded = frozenset(at for alternative in topic.alternatives for at in alternative.positions)
        self._total = sum(self._weights) + sum(self._pair_weights)

    @property
    def empty(self) -> bool:
        """True when the topic has no words."""
        return not self._words

    def coverage(self, near: TextTokens, beside: Sequence[TextTokens] = (), far: Sequence[TextTokens] = ()) -> Coverage:
        """Score a text; what only its surroundings hold counts less. An empty topic is covered by everything."""
        if not self._words or self._total <= 0:
            return Coverage(1.0, ())
        values = [0.0] * len(self._words)
        pair_values = [0.0] * len(self._pairs)
        for texts, factor in (((near,), 1.0), (beside, BESIDE), (far, FAR)):
            for text in texts:
                self._mark(text, factor, values, pair_values)
        self._bridge(values, pair_values)
        gained = sum(value * weight for value, weight in zip(values, self._weights, strict=True))
        gained += sum(value * weight for value, weight in zip(pair_values, self._pair_weights, strict=True))
        missing = tuple(at for at, value in enumerate(values) if value == 0)
        return Coverage(gained / self._total, missing)

    def _bridge(self, values: list[float], pair_values: list[float]) -> None:
        """Let a pair whose one half was met in other wording count: "thuê TTDL" is met by "thuê Trung tâm dữ liệu"."""
        for number, (first, second, _) in enumerate(self._pairs):
            if first in self._reworded or second in self._reworded:
                pair_values[number] = max(pair_values[number], 0.8 * min(values[first], values[second]))

    def _mark(self, text: TextTokens, factor: float, values: list[float], pair_values: list[float]) -> None:
        for at, word in enumerate(self._words):
            if word in text.syllables:
                values[at] = max(values[at], factor)
        for number, (first, second, pair) in enumerate(self._pairs):
            if pair in text.pairs:
                pair_values[number] = max(pair_values[number], factor)
            elif self._words[first] in text.syllables and self._words[second] in text.syllables:
                pair_values[number] = max(pair_values[number], factor * LOOSE_PAIR)
        for alternative, wording in self._alternatives:
            met = _met(wording, text)
            if met:
                value = factor * alternative.weight * met
                for at in alternative.positions:
                    values[at] = max(values[at], value)
                for number, (first, second, _) in enumerate(self._pairs):
                    if first in alternative.positions and second in alternative.positions:
                        pair_values[number] = max(pair_values[number], value)


def _met(wording: str, text: TextTokens) -> float:
    """Tell how fully a text has another wording: 1 word for word, ``LOOSE_WORDING`` for most of a long one's syllables."""
    if wording.strip() and wording in text.joined:
        return 1.0
    words = wording.split()
    if len(words) < LONG_WORDING:
        return 0.0
    there = sum(word in text.syllables for word in words)
    pairs = sum(f"{first}_{second}" in text.pairs for first, second in pairwise(words))
    return LOOSE_WORDING if pairs and there >= 0.66 * len(words) else 0.0


def _tokens(text: str, folded: bool) -> tuple[str, ...]:
    tokens = tokenise(text)
    return tokens.folded if folded else tokens.syllables

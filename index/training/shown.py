"""The labelled pairs as they are shown in training: spoilt anew in every pass."""

from __future__ import annotations

import random
from collections.abc import Sequence

from tokenizers import Tokenizer

from index.training.encoded import Encoded, Known, Pair, encode_pairs
from index.training.noise import Noise
from index.training.pools import PairPool, Sources
from index.training.rewording import Rewordings, agency_swaps, thesaurus_swaps


class Shown:
    """The labelled pairs as each pass sees them: always the same pairs in the same order, spoilt anew.

    ``prompts`` stand before questions and before passages.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        groups: Sequence[PairPool],
        noise: Noise | None,
        seed: int,
        hard: Sequence[Sequence[str]],
        prompts: tuple[str, str] = ("", ""),
    ) -> None:
        self._tokenizer, self._noise, self._seed, self._prompts = tokenizer, noise, seed, prompts
        self._hard = [[f"{prompts[1]}{text}" for text in some] for some in hard]
        self._known: Known = {}
        self._pairs = [pair for group in groups for pair in group.pairs]
        self._sources = [number for number, group in enumerate(groups) for _ in group.pairs]

    def __call__(self, number: int) -> Encoded:
        """Return the pairs of pass ``number``."""
        chance = random.Random(self._seed * 1009 + number)
        noise = self._noise
        before_question, before_passage = self._prompts

        def spoilt(pair: Pair, _: int) -> Pair:
            question, passage = noise.spoilt(pair, chance) if noise else pair
            return f"{before_question}{question}", f"{before_passage}{passage}"

        return encode_pairs(self._tokenizer, self._pairs, spoilt, self._hard, self._known, self._sources)


def noise_of(sources: Sources) -> Noise:
    """Return how pairs are spoilt in training, with the wordings of the thesaurus where there is one."""
    swaps = list(agency_swaps())
    if sources.questions is not None:
        swaps += thesaurus_swaps(sources.questions / "thesaurus.tsv")
    return Noise(Rewordings(swaps))

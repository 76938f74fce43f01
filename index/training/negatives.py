"""Hard negatives: passages that the hybrid of today puts near a question although they do not answer it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

from index.dense.encoder import Encoder
from index.store.corpus import CorpusIndex
from index.text.tokens import tokenise
from index.training.encoded import Pair

DEPTH = 20
FIRST = 2
"""Ranks before it are left alone: what stands there beside the known passage often answers as well."""
TOO_ALIKE = 0.6
"""Share of syllables two passages have in common beyond which they are taken for near-duplicates, not for negatives."""


def mined(
    pairs: Sequence[Pair], passages: Iterable[str], encoder: Encoder | None, seed: int, each: int = 2
) -> list[list[str]]:
    """Return ``each`` passages or fewer for every pair, drawn from those ranked ``FIRST`` to ``DEPTH`` by the fusion.

    No passage that answers any pair with the same question is drawn, nor a near-duplicate of the pair's own.
    """
    chance = random.Random(seed)
    pool = list(dict.fromkeys(passages))
    index = CorpusIndex(((str(number), "", text) for number, text in enumerate(pool)), encoder)
    answers: dict[str, set[str]] = {}
    for question, passage in pairs:
        answers.setdefault(question, set()).add(passage)
    bags = [frozenset(tokenise(text).syllables) for text in pool]
    known = dict(zip(pool, bags, strict=True))
    near = {one: [int(name) for name, _ in index.search(one, DEPTH, rerank=False)][FIRST:] for one in answers}
    found: list[list[str]] = []
    for question, passage in pairs:
        own = known.get(passage) or frozenset(tokenise(passage).syllables)
        wrong = [n for n in near[question] if pool[n] not in answers[question] and alike(own, bags[n]) < TOO_ALIKE]
        found.append([pool[n] for n in chance.sample(wrong, min(each, len(wrong)))])
    return found


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of syllables in common (Jaccard), 0 for two empty texts."""
    return len(first & second) / max(1, len(first | second))

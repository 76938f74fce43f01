"""How the pretrained body is trained on: the two stages, in one place."""

from __future__ import annotations

from dataclasses import replace

from index.training.contrast import Schedule
from index.training.noise import Noise

SEED = 7
PROMPTS = ("query: ", "passage: ")  # what multilingual-e5 was trained with
SIZES = (256, 128)
"""Lengths a row of 384 may be cut to."""

WEAK_PAIRS = 6_000
LAW = ("alqac", "zalo2021_legal")
"""Sets of the first stage that the second shows again: the nearest to the genre."""

GENERAL = Schedule(
    passes=1, batch=64, rate=1e-4, seed=SEED, decay=0.01, question=48, passage=160, bucket=8, scale=50.0, sizes=SIZES
)
GENRE = replace(GENERAL, passes=2, rate=8e-5)

SPOILT = {"question_folded": 0.12, "both_folded": 0.04, "swapped": 0.25, "slipped": 0.1, "recognised": 0.05}
"""Shares of ``Noise``. Fewer bare questions than the static model sees: marks are put back before encoding."""


def noise(known: Noise) -> Noise:
    """Return how pairs are spoilt, with the wordings of ``known``."""
    return Noise(known.wordings, **SPOILT)

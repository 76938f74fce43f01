"""Which labelled questions are held out of training, for good, so that they can be measured on."""

from __future__ import annotations

from zlib import crc32

HELD_OUT_ONE_IN = 5


def held_out(passage_id: str) -> bool:
    """Tell whether every question on this passage is kept for measuring.

    The split is by passage, never by question: one passage in five, by the CRC-32 of its identifier, so that it is the
    same on every machine and does not move when other passages come or go.
    """
    return crc32(passage_id.encode()) % HELD_OUT_ONE_IN == 0


def half(passage_id: str) -> int:
    """Return which half, 0 or 1, of the passages that may be trained on this one belongs to.

    An encoder that never saw one half says of its questions what it will say of anybody's: what stands above the encoder
    is fitted on that.
    """
    return crc32(f"half {passage_id}".encode()) % 2


FITTED = 2


def fitted_on(passage_id: str) -> bool:
    """Tell whether this passage is of the quarter that the pretrained encoder is not trained on.

    What stands above the encoder is fitted there. A quarter, because training twice more with a half left out takes hours.
    """
    return crc32(f"fitted {passage_id}".encode()) % 4 == 0


def in_part(passage_id: str, part: int) -> bool:
    """Tell whether a passage is in a part that an encoder can be trained without: half 0 or 1, or the quarter ``FITTED``."""
    return fitted_on(passage_id) if part == FITTED else half(passage_id) == part


def trained_on(passage_id: str, left_out: int | None = None) -> bool:
    """Tell whether the questions on this passage are trained on.

    Not when held out, nor in the part ``left_out`` (``in_part``).
    """
    return not held_out(passage_id) and (left_out is None or not in_part(passage_id, left_out))

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

"""The protocol of a reader and what it finds; the one that ships is ``index.reader.onnx_reader``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from index.reader.rows import Text


@dataclass(frozen=True, slots=True)
class Reading:
    """What the reader found in a text.

    ``score`` is the logarithm of the odds that the text answers; ``start`` and ``end`` are the characters of the words that answer,
    ``sureness`` how much likelier they are than other words of the text (log-probability, at most 0).
    """

    score: float
    start: int
    end: int
    sureness: float


class Reader(Protocol):
    """Says of texts whether they answer, and with which words."""

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return a reading of each text, in order."""


class Unread:
    """Stands in where there is no reader: every text may answer, as a whole."""

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """See ``Reader``."""
        return [Reading(0.0, one.before, len(one.words), 0.0) for one in texts]

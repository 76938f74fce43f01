"""Pairs as piece numbers in flat arrays: half a million pairs in a few hundred megabytes, saved and read in seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

LONGEST_QUESTION = 64  # pieces; the rest is cut
LONGEST_PASSAGE = 256

_AT_ONCE = 4096

Pair = tuple[str, str]
Numbers = NDArray[np.int32]
Known = dict[str, Numbers]


@dataclass(frozen=True, slots=True)
class Ragged:
    """Rows of different length: row ``i`` is ``flat[starts[i]:starts[i + 1]]``; none is empty (0 stands for no piece)."""

    flat: Numbers
    starts: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def rows(self, numbers: Iterable[int], longest: int) -> list[Numbers]:
        """Return these rows, each cut to ``longest`` pieces."""
        return [self.flat[self.starts[n] : min(self.starts[n + 1], self.starts[n] + longest)] for n in numbers]

    def lengths(self) -> NDArray[np.int64]:
        """Return the length of every row."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Encoded:
    """Questions with their passages; equal ``owners`` mark the same passage, which is no negative of its own question.

    ``hard`` holds passages near the question that do not answer it, as row numbers of ``others``; -1 where there is none.
    Pairs of equal ``sources`` come from one collection; batches are drawn from one.
    """

    questions: Ragged
    passages: Ragged
    owners: NDArray[np.int64]
    others: Ragged
    hard: NDArray[np.int64]
    sources: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.questions)

    def save(self, path: Path) -> None:
        """Write all arrays beside ``path`` and put them there in one step."""
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".part.npz")
        np.savez(
            beside,
            questions=self.questions.flat,
            question_starts=self.questions.starts,
            passages=self.passages.flat,
            passage_starts=self.passages.starts,
            owners=self.owners,
            others=self.others.flat,
            other_starts=self.others.starts,
            hard=self.hard,
            sources=self.sources,
        )
        beside.replace(path)

    @classmethod
    def load(cls, path: Path) -> Encoded:
        """Read what ``save`` wrote."""
        with np.load(path) as found:
            return cls(
                Ragged(found["questions"], found["question_starts"]),
                Ragged(found["passages"], found["passage_starts"]),
                found["owners"],
                Ragged(found["others"], found["other_starts"]),
                found["hard"],
                found["sources"],
            )


def encode_texts(
    tokenizer: Tokenizer, texts: Iterable[str], longest: int = LONGEST_PASSAGE, known: Known | None = None
) -> Ragged:
    """Return the piece numbers of ``texts``, each cut to ``longest``; a text without pieces becomes one unknown piece.

    ``known`` remembers what was encoded before: texts come again in every pass.
    """
    memory: Known = {} if known is None else known
    parts: list[Numbers] = []
    source = iter(texts)
    while some := list(islice(source, _AT_ONCE)):
        new = list(dict.fromkeys(text for text in some if text not in memory))
        for text, encoding in zip(new, tokenizer.encode_batch_fast(new, add_special_tokens=False), strict=True):
            memory[text] = np.asarray(encoding.ids or [0], dtype=np.int32)
        parts += [memory[text][:longest] for text in some]
        if known is None:
            memory = {}
    flat = np.concatenate(parts) if parts else np.zeros(0, dtype=np.int32)
    return Ragged(flat, np.cumsum([0, *(len(part) for part in parts)]))


def encode_pairs(
    tokenizer: Tokenizer,
    pairs: Sequence[Pair],
    shown: Callable[[Pair, int], Pair] = lambda pair, _: pair,
    hard: Sequence[Sequence[str]] = (),
    known: Known | None = None,
    sources: Sequence[int] = (),
) -> Encoded:
    """Return ``pairs`` as piece numbers; ``shown`` may spoil both sides of pair number n on purpose (diacritics, slips).

    The owner of a passage is its unspoilt text. ``hard`` gives, for each pair, texts that do not answer it (as many for
    every pair, or fewer); ``sources`` the collection of each pair, one for all where it is empty.
    """
    owners: dict[str, int] = {}
    numbers = np.asarray([owners.setdefault(passage, len(owners)) for _, passage in pairs], dtype=np.int64)
    seen = [shown(pair, at) for at, pair in enumerate(pairs)]
    others: dict[str, int] = {}
    most = max((len(some) for some in hard), default=0)
    table = np.full((len(pairs), most), -1, dtype=np.int64)
    for at, some in enumerate(hard):
        for place, text in enumerate(some):
            table[at, place] = others.setdefault(text, len(others))
    return Encoded(
        encode_texts(tokenizer, (question for question, _ in seen), LONGEST_QUESTION, known),
        encode_texts(tokenizer, (passage for _, passage in seen), LONGEST_PASSAGE, known),
        numbers,
        encode_texts(tokenizer, others, LONGEST_PASSAGE, known),
        table,
        np.asarray(sources or [0] * len(pairs), dtype=np.int64),
    )

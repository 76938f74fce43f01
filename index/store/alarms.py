"""Whether each retriever is alive: passages asked for in their own words must be found.

A retriever that has gone deaf (tokens of another tokenizer, rows of zeros, rows of another model) raises no error: it finds
nothing or anything, and the other retriever hides it. A few passages, evenly spread, tell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from index.dense.vector_retriever import VectorRetriever
from index.passages import Passage
from index.retriever import Retriever
from ingest.text.folding import fold

PROBES = 32
"""Passages looked at, at most."""
LEAST_FOUND = 0.5
"""Share of them that a retriever must find. Sound retrievers find nearly all; forms that repeat the same lines may hide some."""

_WORDS = 24  # of each passage that are asked for
_FEWEST = 4  # words with Vietnamese letters that make a passage fit to ask for
_DEPTH = 10
_SAME = 1e-5  # two rows of one text may differ by rounding


def sample(numbers: Sequence[int]) -> list[int]:
    """Return at most ``PROBES`` of the numbers, evenly spread."""
    step = max(1, len(numbers) // PROBES)
    return list(numbers[::step])[:PROBES]


Fetch = Callable[[Sequence[int]], Mapping[int, Passage]]


def lexical_alarms(
    retriever: Retriever, held: int, passages: Mapping[int, Passage], count: int, fetch: Fetch | None = None
) -> tuple[str, ...]:
    """Tell what is wrong with a lexical retriever of ``held`` passages where ``count`` should be: codes, empty when it is well.

    ``lexical_empty``: it holds nothing. ``lexical_deaf``: words with Vietnamese letters, with their marks or without,
    do not find the passages they stand in. Where an archive repeats itself, a passage that has all these words is as good
    as the one they were taken from; ``fetch`` returns the passages found (only those given are known without it).
    """
    known = fetch or (lambda numbers: passages)
    if not count:
        return ()
    if not held:
        return ("lexical_empty",)
    probes = {number: words for number, passage in passages.items() if (words := _marked(passage.text))}
    for change in (str, fold):
        found = [_finds(retriever, number, words, change, known) for number, words in probes.items()]
        if found and sum(found) < LEAST_FOUND * len(found):
            return ("lexical_deaf",)
    return ()


def vector_alarms(retriever: VectorRetriever | None, passages: Mapping[int, Passage], count: int) -> tuple[str, ...]:
    """Tell what is wrong with the vectors of ``count`` passages: codes, empty when they are well.

    ``vectors_missing``: fewer rows than passages. ``vectors_zero``: questions or passages have rows of zeros.
    ``vectors_nonsense``: asked for in their own words, most passages are not the nearest of the sample.
    """
    if not count:
        return ()
    if retriever is None or not len(retriever.index):
        return ("vectors_missing",)
    codes = ["vectors_missing"] if len(retriever.index) < count else []
    held = retriever.index.scores(np.zeros(retriever.index.dimensions, dtype=np.float32), list(passages))
    numbers = [number for number in held if _marked(passages[number].text)]
    if not numbers:
        return tuple(codes)
    cosines = np.zeros((len(numbers), len(numbers)))
    for at, number in enumerate(numbers):
        cosines[at] = list(retriever.index.scores(retriever.row(passages[number].text), numbers).values())
    own = np.diagonal(cosines)
    if np.mean(np.abs(np.nan_to_num(own)) < _SAME) > 1 - LEAST_FOUND:
        codes.append("vectors_zero")
    elif len(numbers) > 1 and np.mean(_nearest(cosines, [passages[number].text for number in numbers])) < LEAST_FOUND:
        codes.append("vectors_nonsense")
    return tuple(codes)


def _nearest(cosines: np.ndarray[tuple[int, int], np.dtype[np.float64]], texts: Sequence[str]) -> list[bool]:
    """Tell for each row whether its own passage beats every other text; passages of one text, figures apart, are one."""
    texts = [_bare(text) for text in texts]
    return [
        bool(np.isfinite(row[at]))
        and all(row[at] > other + _SAME for other, text in zip(row, texts, strict=True) if text != texts[at])
        for at, row in enumerate(cosines)
    ]


def _finds(retriever: Retriever, number: int, words: str, change: Callable[[str], str], known: Fetch) -> bool:
    found = [one for one, _ in retriever.search(change(words), _DEPTH)]
    if number in found:
        return True
    wanted = set(words.lower().split())
    twins = known(found)
    if not any(one in twins and wanted.issubset(twins[one].text.lower().split()) for one in found):
        return False
    # Among copies a retriever without these words finds a copy as well, by whatever else it has: they must be known one by one.
    return all(retriever.search(change(word), 1) for word in sorted(wanted, key=len)[-_FEWEST:])


def _bare(text: str) -> str:
    """Return the words without figures: forms that differ by a number are the same to most encoders."""
    return " ".join(word for word in text.lower().split() if not any(sign.isdigit() for sign in word))


def _marked(text: str) -> str:
    """Return the first words that bear Vietnamese letters; a tokenizer made for ASCII loses just these."""
    words = [word for word in text.split() if not word.isascii()]
    return " ".join(words[:_WORDS]) if len(words) >= _FEWEST else ""

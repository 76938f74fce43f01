"""What the vector of a piece is made of: its own part, its syllables', and those of the same without diacritics.

``ủy ban`` = own + ``ủy`` + ``ban`` + ``uy ban``; ``ủy`` = own + ``uy``. So rare superwords start from what their syllables mean, and
what is learnt from text with diacritics serves questions typed without. The sums are worked out once, when the model is
written.
"""

from __future__ import annotations

import torch
from tokenizers import Tokenizer

from index.training.pieces import START
from ingest.text.folding import fold


def composition(tokenizer: Tokenizer) -> torch.Tensor:
    """Return the sparse matrix of 0 and 1, shape (vocabulary, vocabulary), that turns own parts into whole vectors."""
    vocabulary: dict[str, int] = tokenizer.get_vocab()
    rows: list[int] = []
    columns: list[int] = []
    for piece, number in vocabulary.items():
        parts = sorted(vocabulary[one] for one in parts_of(piece) if one in vocabulary)
        rows += [number] * len(parts)
        columns += parts
    places = torch.tensor([rows, columns])
    size = (len(vocabulary), len(vocabulary))
    return torch.sparse_coo_tensor(places, torch.ones(len(rows)), size, check_invariants=True).coalesce()


def parts_of(piece: str) -> set[str]:
    """Return the pieces whose own parts make up ``piece``.

    >>> sorted(parts_of("▁ủy▁ban"))
    ['▁ban', '▁uy', '▁uy▁ban', '▁ủy', '▁ủy▁ban']
    """
    syllables = {f"{START}{syllable}" for syllable in piece.split(START)[1:]} if START in piece[1:] else set()
    return {part for one in (piece, *syllables) for part in (one, fold(one))}

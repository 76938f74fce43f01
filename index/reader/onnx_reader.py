"""A reader computed by onnxruntime: a folder with an ONNX file, a tokenizer and checksums."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.dense.checksums import verify
from index.errors import EncoderError
from index.onnx_session import open_session
from index.reader.reader import Reading
from index.reader.rows import Row, Text, row_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

READER_FOLDER = Path(__file__).parents[1] / "models" / "reader"
ONNX_FILE = "model_qint8.onnx"
LONGEST_SPAN = 60
"""Pieces of an answer: a list of a few names."""


class OnnxReader:
    """Reads pairs with the model in ``folder``; one thread. ``EncoderError`` when its files do not fit."""

    def __init__(self, folder: Path = READER_FOLDER) -> None:
        self._folder = folder

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """Return a reading of every text, in order."""
        tokenizer, session = self._model
        return [_reading(session, row_of(tokenizer, question, text)) for text in texts]

    @cached_property
    def _model(self) -> tuple[Tokenizer, InferenceSession]:
        from tokenizers import Tokenizer

        verify(self._folder)
        try:
            tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
            session = open_session(self._folder / ONNX_FILE)
        except Exception as error:  # tokenizers and onnxruntime raise bare exceptions of their own for damaged files
            raise EncoderError("encoder_broken", str(self._folder)) from error
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer, session


def _reading(session: InferenceSession, row: Row) -> Reading:
    ids = np.asarray([row.pieces], dtype=np.int64)
    score, edges = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    words = edges[0, row.first : row.first + len(row.offsets)].astype(np.float64)
    if not len(words):
        return Reading(float(score[0]), 0, 0, 0.0)
    start, end, sureness = best_span(words)
    return Reading(float(score[0]), *row.characters(start, end), sureness)


def best_span(edges: NDArray[np.float64]) -> tuple[int, int, float]:
    """Return first and last piece of the likeliest span, of ``LONGEST_SPAN`` pieces at most, and its log-probability.

    ``edges`` has a row for each piece: how much speaks for its being the first, and the last.
    """
    starts, ends = (one - np.logaddexp.reduce(one) for one in edges.T)
    both = np.triu(starts[:, None] + ends[None, :])
    both[np.tril_indices(len(edges), -1)] = -np.inf
    both[np.triu_indices(len(edges), LONGEST_SPAN)] = -np.inf
    start, end = np.unravel_index(int(both.argmax()), both.shape)
    return int(start), int(end), float(both[start, end])

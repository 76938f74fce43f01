"""A cross-encoder of sentence-transformers as the re-ranker: slower by orders of magnitude, and only by option."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.dense.other_models import read_cross_model
from index.lexical.fields import meaning_of
from index.query.read import ReadQuestion
from index.query.vocabulary import Vocabulary
from index.ranking.features import Candidates, Table

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LOOKED_AT = 32
"""Candidates that are judged: a passage takes 20 to 100 ms on one core. Those behind keep their order."""
BATCH = 16


class CrossReranker:
    """Judges question and passage together by the model in a folder, or of a hub name; see ``Reranker``.

    The model is read at the first question; ``EncoderError`` when it cannot be. Only a hub name may touch the network.
    """

    def __init__(self, name_or_path: str) -> None:
        self._location = name_or_path
        self._hub = not Path(name_or_path).is_dir()
        self._model: CrossEncoder | None = None
        self._lock = Lock()

    def scores(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        """See ``Reranker``."""
        texts = [meaning_of(passage) for passage in candidates.found[:LOOKED_AT]]
        judged = self.judged(reading.text, texts)
        behind = np.arange(1, len(candidates.found) - len(judged) + 1, dtype=np.float32)
        lowest = float(judged.min(initial=0.0))
        return np.concatenate([judged, lowest - behind]).astype(np.float32)

    def judged(self, question: str, texts: Sequence[str]) -> Table:
        """Return the model's score of each text; what is not a number counts as the lowest."""
        rows = self._read().predict([(question, text) for text in texts], batch_size=BATCH, show_progress_bar=False)
        scores: Table = np.asarray(rows, dtype=np.float32).reshape(len(texts), -1)[:, -1]
        finite = np.isfinite(scores)
        return np.where(finite, scores, scores[finite].min(initial=0.0)).astype(np.float32)

    def _read(self) -> CrossEncoder:
        with self._lock:
            if self._model is None:
                self._model = read_cross_model(self._location, self._hub)
            return self._model

"""A static model of sentence-transformers computed without torch: a table look-up and a mean.

Importing torch takes seconds and hundreds of megabytes, which a question on the command line should not wait for. The
folder is an ordinary sentence-transformers folder (``StaticEmbedding``, then perhaps ``Normalize``); the rows are those
that sentence-transformers computes from it, which a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.dense.checksums import verify
from index.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

BATCH = 256
_PASSAGE_PROMPTS = ("document", "passage", "corpus")
_STATIC = (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def is_static(folder: Path) -> bool:
    """Tell whether the folder holds a static model this module can compute: its own files and nothing behind the mean."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        first = folder / str(modules[0]["path"])
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return False
    return kinds in _STATIC and (first / "model.safetensors").is_file() and (first / "tokenizer.json").is_file()


def passage_prompt(prompts: Mapping[str, str | None]) -> str:
    """Return what a model puts before passages: the first prompt for them that is not empty.

    A saved model has an empty ``document`` prompt of its own accord, which would hide a ``passage`` prompt.
    """
    return next((prompt for name in _PASSAGE_PROMPTS if (prompt := prompts.get(name))), "")


def unit_rows(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale every row to length 1; a row of zeros stays one."""
    unit: NDArray[np.float32] = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)).astype(
        np.float32
    )
    return unit


class StaticEncoder:
    """A static model; see ``index.dense.encoder.Encoder``. ``EncoderError`` at the first encoding when its files do not fit."""

    def __init__(self, name: str, folder: Path, fingerprint: str) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._folder = folder
        self._read_once: tuple[Tokenizer, NDArray[np.float32], dict[str, str]] | None = None
        self._lock = Lock()

    @property
    def dimensions(self) -> int:
        """The length of a row; reads the model if it has not been read."""
        return int(self._read()[1].shape[1])

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        prompts = self._read()[2]
        return self._rows(texts, passage_prompt(prompts))

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._rows(texts, self._read()[2].get("query", ""))

    def _rows(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        tokenizer, weights, _ = self._read()
        rows = np.zeros((len(texts), weights.shape[1]), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            part = [f"{prompt}{text}" for text in texts[start : start + BATCH]]
            for at, encoding in enumerate(tokenizer.encode_batch(part, add_special_tokens=False), start):
                if encoding.ids:
                    rows[at] = weights[encoding.ids].mean(axis=0)
        return unit_rows(rows)

    def _read(self) -> tuple[Tokenizer, NDArray[np.float32], dict[str, str]]:
        with self._lock:
            if self._read_once is None:
                self._read_once = read_files(self._folder)
            return self._read_once


def read_files(folder: Path) -> tuple[Tokenizer, NDArray[np.float32], dict[str, str]]:
    """Return the tokenizer, one vector a piece, and the prompts of a static model; ``EncoderError`` when they do not fit."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    verify(folder)
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        first = folder / modules[0]["path"]
        tokenizer = Tokenizer.from_file(str(first / "tokenizer.json"))
        weights = _vectors(load_file(first / "model.safetensors"))
        settings = folder / "config_sentence_transformers.json"
        prompts = json.loads(settings.read_text(encoding="utf-8")).get("prompts", {}) if settings.exists() else {}
    except Exception as error:  # tokenizers and safetensors raise bare exceptions of their own for damaged files
        raise EncoderError("encoder_broken", str(folder)) from error
    if weights.ndim != 2 or weights.shape[0] < tokenizer.get_vocab_size():
        raise EncoderError("encoder_broken", str(folder))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer, weights, prompts


def _vectors(stored: Mapping[str, NDArray[np.generic]]) -> NDArray[np.float32]:
    """Return one row a piece, from a plain table or from bytes with a factor a piece (the form of model2vec)."""
    if "embedding.weight" in stored:
        return stored["embedding.weight"].astype(np.float32)
    rows = stored["embeddings"].astype(np.float32)
    if "mapping" in stored:
        rows = rows[stored["mapping"].astype(np.int64)]
    return rows * stored["weights"].astype(np.float32)[:, None] if "weights" in stored else rows

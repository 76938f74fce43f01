"""A transformer of sentence-transformers computed by onnxruntime, without torch.

Importing torch takes seconds; onnxruntime reads the thirty megabytes of the model in a tenth of one. The folder is that of a
sentence-transformers model with an ONNX file (``SentenceTransformer(folder, backend="onnx")`` reads it as well): mean of the
last states, then length 1. The rows are those of sentence-transformers, which a test compares.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.dense.adapter import Adapter, read_adapter
from index.dense.checksums import verify
from index.dense.static_encoder import passage_prompt, unit_rows
from index.errors import EncoderError
from index.onnx_session import open_session

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

ONNX_FILE = "onnx/model_qint8.onnx"
LONGEST = 256
"""Pieces of a text that are read; see the model card for what others cost and bring."""
BATCH = 256

_MODULES = ["Transformer", "Pooling", "Normalize"]


def is_onnx(folder: Path) -> bool:
    """Tell whether the folder holds a model this module can compute: its own ONNX file, pooled by the mean."""
    try:
        modules = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        pooling = json.loads((folder / str(modules[1]["path"]) / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, IndexError, TypeError):
        return False
    mean = pooling.get("pooling_mode_mean_tokens") is True or pooling.get("pooling_mode") == "mean"
    return kinds == _MODULES and mean and (folder / ONNX_FILE).is_file()


@dataclass(frozen=True, slots=True)
class _Read:
    tokenizer: Tokenizer
    session: InferenceSession
    prompts: dict[str, str]
    dimensions: int
    adapter: Adapter | None


class OnnxEncoder:
    """A model that ``is_onnx``; see ``index.dense.encoder.Encoder``. One thread; ``EncoderError`` when its files do not fit.

    ``adapted`` False leaves out the adapter that the folder may have.
    """

    def __init__(self, name: str, folder: Path, fingerprint: str, adapted: bool = True) -> None:
        self._adapted = adapted
        self.name = name
        self.fingerprint = fingerprint
        self._folder = folder
        self._read_once: _Read | None = None
        self._lock = Lock()

    @property
    def dimensions(self) -> int:
        """The length of a row; reads the model if it has not been read."""
        return self._read().dimensions

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._rows(texts, passage_prompt(self._read().prompts))

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._rows(texts, self._read().prompts.get("query", ""))

    def _rows(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        read = self._read()
        rows = np.zeros((len(texts), read.dimensions), dtype=np.float32)
        bare = len(read.tokenizer.encode(prompt).ids)
        # One text at a time: activations are quantised by what is computed together, so that a text would have another row in
        # other company. On one core a batch is no faster.
        for start in range(0, len(texts), BATCH):
            part = read.tokenizer.encode_batch([f"{prompt}{text}" for text in texts[start : start + BATCH]])
            for at, encoding in enumerate(part, start):
                if len(encoding.ids) > bare:
                    rows[at] = _mean_state(read.session, encoding.ids)
        return unit_rows(read.adapter.applied(unit_rows(rows)) if read.adapter and self._adapted else rows)

    def _read(self) -> _Read:
        with self._lock:
            if self._read_once is None:
                self._read_once = _read_files(self._folder)
            return self._read_once


def _mean_state(session: InferenceSession, pieces: Sequence[int]) -> NDArray[np.float32]:
    ids = np.asarray([pieces], dtype=np.int64)
    states: NDArray[np.float32] = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0]
    mean: NDArray[np.float32] = states[0].mean(axis=0)
    return mean


def _read_files(folder: Path) -> _Read:
    from tokenizers import Tokenizer

    verify(folder)
    try:
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        session = open_session(folder / ONNX_FILE)
        settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        told = folder / "config_sentence_transformers.json"
        prompts = json.loads(told.read_text(encoding="utf-8")).get("prompts", {}) if told.exists() else {}
        dimensions, longest = int(settings["hidden_size"]), int(settings["max_position_embeddings"])
        adapter = read_adapter(folder)
    except Exception as error:  # tokenizers and onnxruntime raise bare exceptions of their own for damaged files
        raise EncoderError("encoder_broken", str(folder)) from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(min(LONGEST, longest))
    return _Read(tokenizer, session, prompts, dimensions, adapter)

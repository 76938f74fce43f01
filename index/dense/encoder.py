"""Encoders: text to unit vectors, loaded at the first need and without the network.

Models are sentence-transformers folders and are loaded through that library; a static one is computed directly
(``index.dense.static_encoder``), because a question should not wait for torch. The model that ships with the project stands in
``index/models/default``. Any other sentence-transformers model serves as well, by folder or by hub name; only a hub name,
given on purpose, may touch the network. Files that carry checksums are verified when they are read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index.dense.choice import SHIPPED
from index.dense.onnx_encoder import OnnxEncoder, is_onnx
from index.dense.other_models import read_sentence_model
from index.dense.static_encoder import StaticEncoder, is_static, passage_prompt, unit_rows
from index.errors import EncoderError as EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODELS = Path(__file__).parents[1] / "models"
DEFAULT_MODEL, FAST_MODEL = (MODELS / name for name in SHIPPED)
BATCH = 64

_WHOLE_BYTES = 64_000_000  # a larger file is known by its size and both ends: hashing gigabytes would delay every start
_END_BYTES = 1_000_000


class Encoder(Protocol):
    """Turns texts into unit rows, float32 of shape [number of texts, dimensions].

    ``fingerprint`` changes whenever the same text would give another row; rows of two fingerprints are never compared.
    A text without a known word gives a row of zeros.
    """

    @property
    def name(self) -> str:
        """What people call the model."""
        ...

    @property
    def fingerprint(self) -> str:
        """Name and content of the model in one word."""
        ...

    @property
    def dimensions(self) -> int:
        """The length of a row."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what is to be found."""
        ...

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what is asked."""
        ...


def load_encoder(name_or_path: str | Path | None = None) -> Encoder:
    """Return the encoder in a folder, or of a hub name, or one that ships with the project (``default``, which None means, or ``fast``).

    The model itself is read at the first encoding, so this costs milliseconds. ``EncoderError`` when there is no such
    folder; a hub name that cannot be had raises it at the first encoding.
    """
    if name_or_path in SHIPPED:
        name_or_path = MODELS / str(name_or_path)
    path = DEFAULT_MODEL if name_or_path is None else Path(name_or_path)
    if path.is_dir():
        if not (path / "modules.json").exists() and not (path / "config.json").exists():
            raise EncoderError("encoder_broken", str(name_or_path or path))
        name = path.name
        if is_static(path):
            return StaticEncoder(name, path, _fingerprint(path))
        if is_onnx(path):
            return OnnxEncoder(name, path, _fingerprint(path))
        return SentenceEncoder(name, str(path), _fingerprint(path))
    if name_or_path is None or isinstance(name_or_path, Path) or not _hub_name(name_or_path):
        raise EncoderError("encoder_missing", str(name_or_path or path))
    return SentenceEncoder(name_or_path, name_or_path, f"hub:{name_or_path}", hub=True)


class SentenceEncoder:
    """A sentence-transformers model on one thread of the CPU; see ``Encoder``.

    Prompts that the model defines for questions and passages (``query: ``, ``passage: ``) are put before the texts.
    """

    def __init__(self, name: str, location: str, fingerprint: str, hub: bool = False) -> None:
        self.name = name
        self.fingerprint = fingerprint
        self._location = location
        self._hub = hub
        self._model: SentenceTransformer | None = None
        self._lock = Lock()

    @property
    def dimensions(self) -> int:
        """The length of a row; reads the model if it has not been read."""
        return int(self._read().get_embedding_dimension() or 0)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        model = self._read()
        prompt = passage_prompt(model.prompts) or None
        rows = model.encode_document(
            list(texts), prompt=prompt, batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        return _unit(rows, self.dimensions)

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        model = self._read()
        rows = model.encode_query(list(texts), batch_size=BATCH, show_progress_bar=False, convert_to_numpy=True)
        return _unit(rows, self.dimensions)

    def _read(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = read_sentence_model(self._location, self._hub)
            return self._model


def _unit(rows: object, dimensions: int) -> NDArray[np.float32]:
    matrix: NDArray[np.float32] = np.asarray(rows, dtype=np.float32).reshape(-1, dimensions)
    finite: NDArray[np.float32] = np.nan_to_num(matrix, nan=0.0, posinf=0.0, neginf=0.0)
    return unit_rows(finite)


def _hub_name(name: str) -> bool:
    """Tell a hub name (``intfloat/multilingual-e5-small``) from a path that is not there (``./models/x``)."""
    return name.count("/") <= 1 and not name.startswith((".", "/", "~")) and "\\" not in name


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".md"):
        size = file.stat().st_size
        digest.update(f"{file.relative_to(folder).as_posix()}\0{size}\0".encode())
        with file.open("rb") as content:
            if size <= _WHOLE_BYTES:
                digest.update(content.read())
            else:
                digest.update(content.read(_END_BYTES))
                content.seek(-_END_BYTES, os.SEEK_END)
                digest.update(content.read(_END_BYTES))
    return digest.hexdigest()[:32]

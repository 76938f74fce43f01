"""Reading a model of another make through sentence-transformers: checked, on one thread, and away from the network."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.dense.checksums import verify
from index.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

Model = TypeVar("Model")


def read_sentence_model(location: str, hub: bool) -> SentenceTransformer:
    """Return the encoder in the folder ``location``, or of that hub name; only a hub name may touch the network.

    ``EncoderError`` when it cannot be read.
    """
    return _read(location, hub, _sentence_model)


def read_cross_model(location: str, hub: bool) -> CrossEncoder:
    """Return the cross-encoder in a folder or of a hub name; see ``read_sentence_model``."""
    return _read(location, hub, _cross_model)


def _sentence_model() -> Callable[..., SentenceTransformer]:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer


def _cross_model() -> Callable[..., CrossEncoder]:
    from sentence_transformers import CrossEncoder

    made: Callable[..., CrossEncoder] = CrossEncoder
    return made


def _read(location: str, hub: bool, imported: Callable[[], Callable[..., Model]]) -> Model:
    if not hub:
        verify(Path(location))
        # Both libraries read these when they are imported; without them even a local folder causes look-ups.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
    import torch  # seconds to import: only where a model is really read

    torch.set_num_threads(1)
    make = imported()
    try:
        # Weights stored as half floats would be computed as such, which a CPU does several times slower.
        return make(location, device="cpu", local_files_only=not hub, model_kwargs={"dtype": torch.float32})
    except Exception as error:  # whatever a foreign model folder makes the loader raise
        raise EncoderError("encoder_missing" if hub else "encoder_broken", location) from error

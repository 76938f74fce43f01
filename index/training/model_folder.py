"""A static model as a sentence-transformers folder, written and read back.

The vectors are stored as bytes with one scale a piece, in the form sentence-transformers reads from model2vec: a quarter of
the size, and rankings that cannot be told from the full ones.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer

from index.dense.checksums import write_checksums
from index.dense.static_encoder import is_static, read_files

WEIGHTS_FILE = "model.safetensors"


def write_model(folder: Path, tokenizer: Tokenizer, weights: torch.Tensor) -> None:
    """Write vectors of shape (vocabulary, dimensions) as a model that sentence-transformers loads, with checksums.

    A README.md that stands in ``folder`` already (the model card) is kept.
    """
    card = folder / "README.md"
    kept = card.read_text(encoding="utf-8") if card.exists() else None
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    whole, scales = as_bytes(weights)
    save_file({"embeddings": whole, "weights": scales}, str(folder / WEIGHTS_FILE))
    (folder / WEIGHTS_FILE).chmod(0o644)
    if kept is not None:
        card.write_text(kept, encoding="utf-8")
    write_checksums(folder)


def as_bytes(weights: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return ``weights`` as int8 and the factor of each row; the largest value of a row becomes ±127."""
    scales = weights.abs().amax(dim=1).clamp_min(1e-12) / 127
    return (weights / scales[:, None]).round().to(torch.int8), scales.float()


def read_model(folder: Path) -> tuple[Tokenizer, torch.Tensor]:
    """Return tokenizer and vectors of a static model; ``ValueError`` for a model of another make."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such model folder")
    if not is_static(folder):
        raise ValueError(f"{folder}: not a static model; adapt it with sentence-transformers' own trainer")
    tokenizer, vectors, _ = read_files(folder)
    return tokenizer, torch.from_numpy(vectors.copy())

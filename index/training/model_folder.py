"""A static model as a sentence-transformers folder, written and read back."""

from __future__ import annotations

from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer


def write_model(folder: Path, tokenizer: Tokenizer, weights: torch.Tensor) -> None:
    """Write vectors of shape (vocabulary, dimensions) as a model that sentence-transformers loads.

    A README.md that stands in ``folder`` already (the model card) is kept.
    """
    card = folder / "README.md"
    kept = card.read_text(encoding="utf-8") if card.exists() else None
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()], device="cpu"
    )
    model.save(str(folder), create_model_card=False)
    if kept is not None:
        card.write_text(kept, encoding="utf-8")


def read_model(folder: Path) -> tuple[Tokenizer, torch.Tensor]:
    """Return tokenizer and vectors of a static model; ``ValueError`` for a model of another make."""
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder}: no such model folder")
    first = SentenceTransformer(str(folder), device="cpu", local_files_only=True)[0]
    if not isinstance(first, StaticEmbedding):
        raise ValueError(f"{folder}: not a static model; adapt it with sentence-transformers' own trainer")
    return first.tokenizer, first.embedding.weight.detach().clone()

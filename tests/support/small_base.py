"""A base of the form E5S1 with random weights, a few layers and pieces, written as the package writes the real one."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np

from index.training.pretrained.base import read_base, write_base
from index.training.pretrained.onnx_export import write_onnx

PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    "▁",
    *"abcdefghijklmnopqrstuvwxyzđ:.,?0123456789",
    "▁query",
    "▁passage",
    "▁cấp",
    "▁nước",
]
HIDDEN, LAYERS, HEADS, INNER, POSITIONS = 32, 2, 4, 64, 64
SPARE = 27  # rows of the vocabulary without a piece, as the real one has: sizes are multiples of the block


def content(seed: int = 1) -> bytes:
    """Return the file's bytes."""
    chance = np.random.default_rng(seed)
    vocabulary = len(PIECES) + SPARE
    sizes = (HIDDEN, LAYERS, HEADS, INNER, vocabulary, POSITIONS, 2)
    head = struct.pack("<4sI7ifi", b"E5S1", 1, *sizes, 1e-12, 32)
    texts = [one.encode() for one in PIECES]
    offsets = np.cumsum([0, *(len(one) for one in texts)]).astype("<u4")
    scores = np.array([0, 0, 0, 0, *(-float(at) for at in range(1, len(PIECES) - 3))], dtype="<f4")
    blob = b"".join(texts)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, len(blob)) + offsets.tobytes() + scores.tobytes() + blob
    head += struct.pack("<iI", 5, 3) + b"xyz"
    matrices = {name: quantised(chance.normal(size=size) / 4) for name, size in _matrices(vocabulary).items()}
    vectors = {
        name: (chance.normal(size=size) / 10 + name.endswith(("ln.w",))).astype("<f4")
        for name, size in _vectors().items()
    }
    entries = [(name, 1, size, matrices[name]) for name, size in _matrices(vocabulary).items()]
    entries += [(name, 0, size, vectors[name].tobytes()) for name, size in _vectors().items()]
    length = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name, *_ in entries)
    directory, body = struct.pack("<i", len(entries)), b""
    for name, kind, size, data in entries:
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", kind, size, length + len(body), len(data))
        body += data
    return head + directory + body


def written(folder: Path) -> tuple[Path, Path]:
    """Write the base with all its pieces as it would be trained, and as ONNX; return both folders."""
    base = read_base(content())
    trained, small = folder / "trained", folder / "small"
    write_base(base, range(len(base.pieces)), trained)
    write_onnx(trained, small)
    return trained, small


def quantised(values: np.ndarray) -> bytes:
    """Return values in blocks of 32 as Q4_0."""
    found = b""
    for block in values.reshape(-1, 32):
        scale = np.float16(np.abs(block).max() / 7)
        halves = np.clip(np.round(block / float(scale)), -8, 7).astype(int) + 8
        found += scale.tobytes() + bytes(
            int(low | high << 4) for low, high in zip(halves[:16], halves[16:], strict=True)
        )
    return found


def _matrices(vocabulary: int) -> dict[str, int]:
    sizes = {"emb.word": vocabulary * HIDDEN}
    for layer in range(LAYERS):
        sizes |= {f"l{layer}.{one}.w": HIDDEN * HIDDEN for one in ("q", "k", "v", "ao")}
        sizes |= {f"l{layer}.{one}.w": HIDDEN * INNER for one in ("fi", "fo")}
    return sizes


def _vectors() -> dict[str, int]:
    sizes = {"emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for layer in range(LAYERS):
        sizes |= {f"l{layer}.{one}.b": HIDDEN for one in ("q", "k", "v", "ao", "fo")} | {f"l{layer}.fi.b": INNER}
        sizes |= {f"l{layer}.{norm}.{part}": HIDDEN for norm in ("aln", "oln") for part in "wb"}
    return sizes

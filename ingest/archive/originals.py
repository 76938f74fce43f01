"""The original files, byte for byte, under ``originals/ab/<sha256>`` in the archive's folder.

A file is there whole or not at all: it is written beside its place, synced, and moved there in one step. What a crash
leaves behind (``*.part``, files no document points to) is removed by ``sweep``.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

FOLDER = "originals"
_PART = ".part"
_CHUNK = 1 << 20


class OriginalChangedError(Exception):
    """The file's bytes are not the ones that were read: it changed meanwhile."""


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file's bytes as 64 hex digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def place_of(folder: Path, sha256: str) -> Path:
    """Return where the original with this hash stands or would stand."""
    return folder / FOLDER / sha256[:2] / sha256


def store(folder: Path, source: Path, sha256: str) -> Path:
    """Keep a copy of ``source``; raises OriginalChangedError, storing nothing, when its hash is not ``sha256``."""
    place = place_of(folder, sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f"{sha256}.{os.getpid()}{_PART}")
    try:
        with source.open("rb") as read, beside.open("wb") as written:
            digest = hashlib.sha256()
            while chunk := read.read(_CHUNK):
                digest.update(chunk)
                written.write(chunk)
            if digest.hexdigest() != sha256:
                raise OriginalChangedError(source.name)
            written.flush()
            os.fsync(written.fileno())
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
    _sync_folder(place.parent)
    _sync_folder(place.parent.parent)
    return place


def discard(folder: Path, sha256: str) -> None:
    """Remove the original with this hash, if it is there."""
    place_of(folder, sha256).unlink(missing_ok=True)


def sweep(folder: Path, wanted: Callable[[str], bool]) -> int:
    """Remove half-written files and originals whose hash is not ``wanted``; return how many."""
    removed = 0
    for path in (folder / FOLDER).glob("??/*"):
        if not wanted(path.name):
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The files of a tantivy folder: what its ``meta.json`` names, whether that is whole, and what lies there besides."""

from __future__ import annotations

import fcntl
import json
import zlib
from dataclasses import dataclass
from pathlib import Path

_META = "meta.json"
_KEPT = frozenset({_META, ".managed.json", ".tantivy-meta.lock", ".tantivy-writer.lock"})
_ALWAYS = ("term", "idx", "pos", "fast", "fieldnorm", "store")
"""Parts that each segment has."""
_MAGIC = 1337
"""The last four bytes of each file; before them stand the length of a JSON footer and the footer, with the CRC-32."""
_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class SegmentFiles:
    """One segment as ``meta.json`` has it: how many passages were written, and how many of them are deleted."""

    name: str
    written: int
    deleted: int
    deletions: str | None
    """The name of the file that tells which."""


def segments_in(folder: Path) -> tuple[SegmentFiles, ...]:
    """Return the segments in the order of their numbers; ``ValueError`` when ``meta.json`` is damaged or absent."""
    try:
        told = json.loads((folder / _META).read_text(encoding="utf-8"))["segments"]
        return tuple(_segment(one["segment_id"].replace("-", ""), one["max_doc"], one["deletes"]) for one in told)
    except (OSError, KeyError, TypeError, AttributeError, UnicodeDecodeError) as error:
        raise ValueError(f"{folder / _META}: {error}") from error


def strays_in(folder: Path) -> list[Path]:
    """Return the files that nothing names: what a kill left, and what merging or deleting has made needless."""
    segments = segments_in(folder)
    names = {one.name for one in segments}
    deletions = {one.deletions for one in segments}
    return sorted(
        file
        for file in folder.iterdir()
        if file.name not in _KEPT
        and (
            file.name.split(".")[0] not in names
            or file.suffix == ".temp"
            or (file.suffix == ".del" and file.name not in deletions)
        )
    )


def sweep(folder: Path) -> None:
    """Remove what nothing names; only for who holds the writer's lock. ``ValueError`` as ``segments_in``."""
    with (folder / ".tantivy-meta.lock").open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)  # held by readers while they open what meta.json named a moment ago
        for file in strays_in(folder):
            file.unlink(missing_ok=True)


def damaged_in(folder: Path, new: Path) -> list[str]:
    """Return the names of the files that are missing or not what their checksum says; reads every byte.

    ``new`` holds an empty index of the same schema: ``meta.json`` has no checksum, but says the same of its fields.
    """
    try:
        segments = segments_in(folder)
        if _beside_segments(folder) != _beside_segments(new):
            return [_META]
    except ValueError:
        return [_META]
    wanted = [f"{one.name}.{part}" for one in segments for part in _ALWAYS]
    wanted += [one.deletions for one in segments if one.deletions]
    return [name for name in wanted if not _whole(folder / name)]


def _segment(name: str, written: int, deletes: dict[str, int] | None) -> SegmentFiles:
    if deletes is None:
        return SegmentFiles(name, written, 0, None)
    return SegmentFiles(name, written, deletes["num_deleted_docs"], f"{name}.{deletes['opstamp']}.del")


def _beside_segments(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / _META).read_text(encoding="utf-8"))
    return {name: value for name, value in told.items() if name not in ("segments", "opstamp")}


def _whole(file: Path) -> bool:
    try:
        with file.open("rb") as content:
            size = file.stat().st_size
            content.seek(max(0, size - 8))
            tail = content.read(8)
            length, magic = int.from_bytes(tail[:4], "little"), int.from_bytes(tail[4:], "little")
            body = size - 8 - length
            if magic != _MAGIC or body < 0:
                return False
            content.seek(body)
            wanted = json.loads(content.read(length))["crc"]
            content.seek(0)
            found = 0
            while body > 0 and (part := content.read(min(body, _AT_ONCE))):
                found = zlib.crc32(part, found)
                body -= len(part)
            return bool(found == wanted)
    except (OSError, ValueError, KeyError, TypeError):
        return False

"""Checksums of a model's files: what was damaged on its way or on the disk is noticed before it gives wrong answers."""

from __future__ import annotations

import json
from pathlib import Path

from index.errors import EncoderError
from ingest.archive.originals import sha256_of

CHECKSUMS = "checksums.json"
_UNCHECKED = frozenset({CHECKSUMS, "README.md"})


def write_checksums(folder: Path) -> None:
    """Write the SHA-256 of every file of the model but its card into ``checksums.json``."""
    sums = {path.relative_to(folder).as_posix(): sha256_of(path) for path in _files(folder)}
    (folder / CHECKSUMS).write_text(json.dumps(sums, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def verify(folder: Path) -> None:
    """Raise ``EncoderError`` ``encoder_damaged``, naming the file, when one is not what its checksum says.

    A folder without checksums (a model of another make) is taken as it is. Costs some 30 ms for 25 MB.
    """
    listed = folder / CHECKSUMS
    if not listed.is_file():
        return
    try:
        sums = json.loads(listed.read_text(encoding="utf-8"))
        wrong = [name for name, wanted in sums.items() if sha256_of(folder / name) != wanted]
    except (OSError, ValueError, AttributeError) as error:
        raise EncoderError("encoder_damaged", str(listed)) from error
    if wrong:
        raise EncoderError("encoder_damaged", str(folder / wrong[0]))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in _UNCHECKED)

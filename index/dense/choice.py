"""Which encoder an archive is read with: remembered beside it, so that nobody has to name it with every command."""

from __future__ import annotations

import json
import os
from pathlib import Path

from index.errors import EncoderError

INDEX_FOLDER = "index"
CHOICE_FILE = "encoder.json"
DEFAULT_NAME = "default"
FAST_NAME = "fast"
SHIPPED = (DEFAULT_NAME, FAST_NAME)
_KEPT = 5


def remembered(archive: Path) -> str | None:
    """Return the encoder chosen for this archive: one that ships, a folder or a hub name; ``None``: none was chosen.

    Raises ``EncoderError`` ``encoder_missing`` when a folder was chosen that is no longer there: another encoder in its
    place would quietly cost a new encoding of everything.
    """
    choices = _choices(archive)
    if not choices:
        return None
    if choices[-1] in SHIPPED:
        return choices[-1]
    inside = archive / choices[-1]
    if inside.is_dir():
        return str(inside)
    if Path(choices[-1]).is_absolute() and not Path(choices[-1]).is_dir():
        raise EncoderError("encoder_missing", choices[-1])
    return choices[-1]


def remember(archive: Path, name: str) -> None:
    """Make ``name`` the encoder of this archive.

    A folder inside the archive moves with it; another is kept as an absolute path, and ``default`` and ``fast`` are those that ship.
    """
    chosen = name
    if name not in SHIPPED and Path(name).is_dir():
        whole = Path(name).resolve()
        own = archive.resolve()
        chosen = whole.relative_to(own).as_posix() if whole.is_relative_to(own) else str(whole)
    choices = _choices(archive)
    if choices[-1:] != [chosen]:
        _write(archive, [*choices, chosen][-_KEPT:])


def take_back(archive: Path) -> str | None:
    """Go back to the encoder before the last choice and return it as ``remembered`` does; ``ValueError`` when there was none."""
    choices = _choices(archive)
    if not choices:
        raise ValueError(f"{archive}: no encoder was chosen, nothing to go back to")
    _write(archive, choices[:-1])
    return remembered(archive)


def _choices(archive: Path) -> list[str]:
    try:
        found = json.loads((archive / CHOICE_FILE).read_text(encoding="utf-8"))["chosen"]
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise EncoderError("encoder_broken", str(archive / CHOICE_FILE)) from error
    return [str(name) for name in found]


def _write(archive: Path, choices: list[str]) -> None:
    beside = archive / f"{CHOICE_FILE}.part"
    with beside.open("w", encoding="utf-8") as out:
        json.dump({"chosen": choices}, out, ensure_ascii=False)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(archive / CHOICE_FILE)

"""An archive of documents that lie elsewhere, read once into a working folder and read again only when something changed."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

from rag.library import Library

PARTS = ("seeds", "real/files")
"""Where originals stand in a folder that holds more than these; a folder without them is taken whole."""

_NOTE = "originals.json"
READING = Path(__file__).parents[2] / "ingest"
"""The code that reads documents."""

Progress = Callable[[str, int, int], None]


def folders_of(documents: Path) -> tuple[Path, ...]:
    """Return the folders of originals in ``documents``; raises ``FileNotFoundError``."""
    if not documents.is_dir():
        raise FileNotFoundError(documents)
    return tuple(documents / part for part in PARTS if (documents / part).is_dir()) or (documents,)


def library_of(
    documents: Path,
    work: Path,
    encoder: str | None,
    progress: Progress | None = None,
    as_read: bool = False,
    reading: Path = READING,
) -> Library:
    """Return the open library of all originals in ``documents``, kept in ``work``.

    It is read anew when a file or the code that reads files (``reading``) changed since; ``as_read`` keeps an old reading of the same
    files. An interrupted reading goes on where it was.
    """
    folders = folders_of(documents)
    wanted = {"files": _digest(folders), "reading": _digest((reading,), {".py", ".csv", ".tsv", ".txt", ".json"})}
    note, archive = work / _NOTE, work / "archive"
    known = json.loads(note.read_text(encoding="utf-8")) if note.is_file() else {}
    begun = known.get("files") == wanted["files"] and (as_read or known.get("reading") == wanted["reading"])
    if begun and known.get("done"):
        return Library.open(archive, encoder=encoder)
    if not begun:
        shutil.rmtree(archive, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps({**wanted, "done": False}), encoding="utf-8")
    library = Library.open(archive, encoder=encoder, create=True)
    try:
        report = library.ingest(folders, progress)
    except BaseException:
        library.close()
        raise
    note.write_text(json.dumps({**wanted, "done": not report.interrupted}), encoding="utf-8")
    return library


def _digest(folders: tuple[Path, ...], kinds: set[str] | None = None) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            if kinds is None or file.suffix in kinds:
                digest.update(file.relative_to(folder).as_posix().encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()

"""Folders for files that must not outlive their work: uploads, conversions, copies. One place makes and clears them.

A folder is its owner's alone (mode 0700) and holds a mark that the owner keeps locked; the lock falls with the process,
however it ends, so the next start can tell what nobody works with any more (``sweep``).
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ingest.errors import ArchiveError

MARK = ".tracuu-in-use"
_PREFIX = "tracuu-"
# "tracuu-upload-k3_x91ab": the purpose, then what ``mkdtemp`` adds
_OWN_NAME = re.compile(r"tracuu-[a-z]+-[a-z0-9_]{8}")


@contextmanager
def scratch(purpose: str) -> Iterator[Path]:
    """Lend an empty folder in the system's temporary folder; it goes with all it holds at the end of the block.

    ``purpose`` is a word of ASCII letters that stands in the folder's name. Raises ArchiveError ``no_space`` or
    ``no_temporary_folder``.
    """
    folder, lock = _made(purpose)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def scratch_for_good(purpose: str) -> Path:
    """Return such a folder for as long as this process lives; the next start sweeps it where the owner does not."""
    folder, _ = _made(purpose)
    return folder


def sweep() -> int:
    """Remove the folders of this user whose owners are gone; return how many. Others', and links, are left alone."""
    removed = 0
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if _OWN_NAME.fullmatch(entry.name) and _is_ours(entry):
                removed += _removed(Path(entry.path))
    return removed


def is_scratch(folder: Path, purpose: str) -> bool:
    """Tell whether a folder was made here for this purpose."""
    return _OWN_NAME.fullmatch(folder.name) is not None and folder.name.startswith(f"{_PREFIX}{purpose}-")


def _made(purpose: str) -> tuple[Path, int]:
    while True:
        try:
            folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{purpose}-"))
        except OSError as error:
            raise ArchiveError("no_temporary_folder", str(error.filename or "")) from error
        with suppress(FileNotFoundError):  # a sweep took the folder before it was marked
            lock = os.open(folder / MARK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if _is_at(folder / MARK, lock):
                return folder, lock
            os.close(lock)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()


def _removed(folder: Path) -> bool:
    try:
        lock = os.open(folder / MARK, os.O_RDWR | os.O_NOFOLLOW)
    except FileNotFoundError:
        try:
            folder.rmdir()  # killed between the folder and its mark; what holds anything is not ours
        except OSError:
            return False
        return True
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not _is_at(folder / MARK, lock):
            return False
        shutil.rmtree(folder, ignore_errors=True)
        return not folder.exists()
    except OSError:
        return False
    finally:
        os.close(lock)


def _is_at(path: Path, handle: int) -> bool:
    """Tell whether the open file is still the one at ``path``."""
    try:
        here = path.lstat()
    except OSError:
        return False
    there = os.fstat(handle)
    return (here.st_dev, here.st_ino) == (there.st_dev, there.st_ino)

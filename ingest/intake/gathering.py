"""Which files an import is about: paths given by a person, folders opened up."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ingest.archive.schema import is_archive

# Left beside documents by office programs and desktops: "~$ke hoach.docx", ".~lock.a.odt#", "Thumbs.db".
_SKIPPED_STARTS = (".", "~$")
_SKIPPED_NAMES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """``files`` in a stable order, each once; ``refused`` are paths with the reason why nothing can be read there.

    Reasons: ``missing_path`` (a link to nowhere too), ``empty_folder``, ``no_permission``, ``not_a_file`` (a device, a
    pipe, a socket: never opened), ``link_outside``.
    """

    files: tuple[Path, ...]
    refused: tuple[tuple[Path, str], ...]


def gather(paths: Collection[Path]) -> Gathered:
    """Return the regular files named or found below the folders named.

    Inside folders hidden files, lock files and archives of this program are passed over. A folder or file reached twice,
    through links too, counts once, so a loop of links ends. A link named by a person is followed; one met inside a folder
    only where it stays inside the folders named, else it is refused.
    """
    inside = tuple(os.path.realpath(path) for path in paths if "\0" not in str(path))
    files: dict[tuple[int, int], Path] = {}
    refused: list[tuple[Path, str]] = []
    seen: set[tuple[int, int]] = set()
    for path in dict.fromkeys(paths):
        try:
            found = path.stat()
        except PermissionError:
            refused.append((path, "no_permission"))
            continue
        except (OSError, ValueError):  # ValueError: a NUL in the name
            refused.append((path, "missing_path"))
            continue
        if stat.S_ISREG(found.st_mode):
            files.setdefault((found.st_dev, found.st_ino), path)
        elif not stat.S_ISDIR(found.st_mode):
            refused.append((path, "not_a_file"))
        else:
            empty = True
            for child, key in _below(path, inside, seen, refused):
                empty = False
                files.setdefault(key, child)
            if empty and not any(where == path for where, _ in refused):
                refused.append((path, "empty_folder"))
    return Gathered(tuple(files.values()), tuple(refused))


def _below(
    folder: Path, inside: tuple[str, ...], seen: set[tuple[int, int]], refused: list[tuple[Path, str]]
) -> Iterator[tuple[Path, tuple[int, int]]]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            found = here.stat()
            key = (found.st_dev, found.st_ino)
            if key in seen or is_archive(here):
                continue
            seen.add(key)
            with os.scandir(here) as entries:
                children = sorted(entries, key=lambda entry: entry.name)
        except OSError:
            refused.append((here, "no_permission"))
            continue
        folders = []
        for entry in children:
            if entry.name.startswith(_SKIPPED_STARTS) or entry.name.lower() in _SKIPPED_NAMES:
                continue
            try:
                if entry.is_symlink() and _leaves(entry, inside):
                    refused.append((Path(entry.path), "link_outside"))
                elif entry.is_dir():
                    folders.append(Path(entry.path))
                elif entry.is_file():
                    of = entry.stat()
                    yield Path(entry.path), (of.st_dev, of.st_ino)
                else:
                    entry.stat()  # raises for a link to nowhere
                    refused.append((Path(entry.path), "not_a_file"))
            except PermissionError:
                refused.append((Path(entry.path), "no_permission"))
            except OSError:  # a link that leads back to itself, a file that has just gone
                refused.append((Path(entry.path), "missing_path"))
        waiting.extend(reversed(folders))


def _leaves(link: os.DirEntry[str], inside: tuple[str, ...]) -> bool:
    """Tell whether a link leads out of the folders named; raises OSError for one that leads nowhere or round."""
    link.stat()
    target = Path(os.path.realpath(link.path))
    return not any(target.is_relative_to(folder) for folder in inside)

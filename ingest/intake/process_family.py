"""A process and all that it started, ended together: LibreOffice outlives the reader that called it otherwise."""

from __future__ import annotations

import ctypes
import os
import signal
from contextlib import suppress
from pathlib import Path

_SET_CHILD_SUBREAPER = 36  # linux/prctl.h


def adopt_orphans() -> None:
    """Let what a child of this process started become this process's own when the child dies (Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def kill_family(pid: int) -> None:
    """Kill the process and its descendants; it is stopped first, so that it starts no other meanwhile.

    Where there is no ``/proc`` the process alone is killed. Processes that are gone already are no error.
    """
    _send(pid, signal.SIGSTOP)
    kill_descendants(pid)
    _send(pid, signal.SIGKILL)


def kill_descendants(pid: int) -> None:
    """Kill all that the process has started and all that these have, but not the process itself."""
    family = _descendants(pid)
    for child in family:
        _send(child, signal.SIGSTOP)
    for child in dict.fromkeys((*family, *_descendants(pid))):
        _send(child, signal.SIGKILL)


def _send(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def _descendants(pid: int) -> list[int]:
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            # "4711 (name with spaces or brackets) S 1 ...": the fields after the last bracket are state and parent
            parent = int(entry.read_text(errors="replace").rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(entry.parent.name))
    found: list[int] = []
    waiting = [pid]
    while waiting:
        below = children.get(waiting.pop(), [])
        found += below
        waiting += below
    return found

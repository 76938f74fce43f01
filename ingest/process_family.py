"""A process and all that it started, ended together: LibreOffice outlives the reader that called it otherwise."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path


def kill_family(pid: int) -> None:
    """Kill the process and its descendants; they are stopped first, so that none starts another meanwhile.

    Where there is no ``/proc`` the process alone is killed. Processes that are gone already are no error.
    """
    if pid != os.getpid():
        _send(pid, signal.SIGSTOP)
    family = _descendants(pid)
    for child in family:
        _send(child, signal.SIGSTOP)
    for child in dict.fromkeys((*family, *_descendants(pid))):
        _send(child, signal.SIGKILL)
    _send(pid, signal.SIGKILL)


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

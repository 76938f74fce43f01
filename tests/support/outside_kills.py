"""kill -9 from outside, aimed by what the victim does to its files rather than by its own calls."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import select
import signal
import struct
from collections.abc import Callable
from pathlib import Path

_CHANGES = 0x2 | 0x8 | 0x40 | 0x80 | 0x100 | 0x200  # modified, written and closed, moved from or to, created, deleted
_HEAD = struct.Struct("iIII")
_PATIENCE_MS = 60_000


def changes_of(folder: Path, work: Callable[[], None]) -> int:
    """Return how many changes ``work`` makes to files in ``folder``; neighbours may be seen as one."""
    return _watched(folder, work, None)[1]


def killed_at(change: int, folder: Path, work: Callable[[], None]) -> bool:
    """Run ``work`` in a process of its own and kill it as soon as it makes its ``change``-th change to files in ``folder``.

    Changes are counted from 1, in ``folder`` and in the folders that are there below it. The signal comes from another
    process while the victim runs on, so it falls at any instruction behind that change. False when it was done before.
    """
    return _watched(folder, work, change)[0]


def _watched(folder: Path, work: Callable[[], None], last: int | None) -> tuple[bool, int]:
    libc = ctypes.CDLL(None)
    watched = libc.inotify_init1(os.O_CLOEXEC)
    for place in (folder, *(one for one in folder.rglob("*") if one.is_dir())):
        assert libc.inotify_add_watch(watched, os.fsencode(place), _CHANGES) >= 0
    victim = multiprocessing.get_context("fork").Process(target=_work, args=(work,))
    victim.start()
    assert victim.pid is not None
    seen = 0
    poll = select.poll()
    poll.register(watched, select.POLLIN)
    poll.register(victim.sentinel, select.POLLIN)
    try:
        while True:
            ready = dict(poll.poll(_PATIENCE_MS))
            assert ready, "the victim neither works nor ends"
            if watched in ready:
                seen += _count(os.read(watched, 1 << 16))
                if last is not None and seen >= last:
                    os.kill(victim.pid, signal.SIGKILL)
                    break
            elif victim.sentinel in ready:
                break
        victim.join(60)
        assert victim.exitcode in (0, -signal.SIGKILL), "the victim failed by itself"
        return victim.exitcode != 0, seen
    finally:
        os.close(watched)


def _work(work: Callable[[], None]) -> None:
    # A forked process must not run what the tests left to be done at the end.
    try:
        work()
    except BaseException:
        os._exit(1)
    os._exit(0)


def _count(events: bytes) -> int:
    count, at = 0, 0
    while at < len(events):
        at += _HEAD.size + _HEAD.unpack_from(events, at)[3]
        count += 1
    return count

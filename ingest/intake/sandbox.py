"""What a process that reads strangers' files may use: so much memory, no core dumps, no file without end, no network.

Each limit is set where the system offers it; programs started by the reader (LibreOffice, Tesseract) inherit them all.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
from contextlib import suppress
from pathlib import Path

MAX_WRITTEN_BYTES = 1 << 30  # a bomb unpacked by a converter fills the disk otherwise
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000  # linux/sched.h


def confine(memory: int) -> None:
    """Limit this process for good to ``memory`` bytes of address space and cut it off from every network.

    A larger demand for memory then fails as MemoryError in Python. No limit is ever raised above what the process had.
    """
    _lower(resource.RLIMIT_AS, memory)
    _lower(resource.RLIMIT_CORE, 0)  # a core dump would hold the text of the file
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _lower(resource.RLIMIT_FSIZE, MAX_WRITTEN_BYTES)
    with suppress(OSError):  # when the machine's memory runs out this process goes first, not the importer
        Path("/proc/self/oom_score_adj").write_text("500")
    _leave_networks()


def _lower(limit: int, to: int) -> None:
    soft, hard = resource.getrlimit(limit)
    bounds = [bound for bound in (soft, hard, to) if bound != resource.RLIM_INFINITY]
    with suppress(OSError, ValueError):  # macOS knows the limit on address space but refuses to set it
        resource.setrlimit(limit, (min(bounds), min(bounds)))


def _leave_networks() -> None:
    """Move into a network of its own without any interface, where Linux lets us (root, or user namespaces)."""
    user, group = os.getuid(), os.getgid()
    with suppress(OSError, AttributeError):
        unshare = ctypes.CDLL(None, use_errno=True).unshare
        if unshare(_CLONE_NEWNET) == 0 or unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
            return
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")

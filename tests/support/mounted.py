"""File systems that are full or cannot be written, for tests that run as root; others skip."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """Mount something at ``folder``; skips where that is not allowed."""
    folder.mkdir(exist_ok=True)
    if (
        os.geteuid() != 0
        or subprocess.run(["mount", *options, str(folder)], capture_output=True, check=False).returncode
    ):
        pytest.skip("mounting a file system needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def read_only(folder: Path, at: Path) -> Iterator[Path]:
    """Show ``folder`` a second time at ``at``, where nobody can write, as on a disc."""
    with mounted(at, "--bind", str(folder)):
        subprocess.run(["mount", "-o", "remount,ro,bind", str(at)], check=True)
        yield at

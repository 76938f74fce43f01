"""Directives that may or do bear a secrecy mark, written as files with the hash a clerk releases them by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from served import PLAN

DOUBTFUL = PLAN.replace("Số: 21/KH-UBND", "Số: 21/KH-UBND\nMÂT")
SECRET = PLAN.replace("Số: 21/KH-UBND", "Số: 21/KH-UBND\nMẬT")


def written(folder: Path, name: str, text: str) -> tuple[Path, str]:
    """Write a file; return its path and SHA-256."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path, hashlib.sha256(path.read_bytes()).hexdigest()

"""Names of files and other words from outside as they may be shown: on one line, with nothing that commands a terminal."""

from __future__ import annotations

import unicodedata

# Line ends and other controls, and signs that turn the direction of what follows ("exe.fdp" shown as "pdf.exe").
_MISLEADING = ("Cc", "Cs", "Zl", "Zp")


_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(name: str) -> str:
    """Return a name or path as it may be shown: one line in NFC (macOS stores NFD), read in the order it is written.

    Bytes that are no UTF-8, controls (they command terminals) and direction marks are question marks.
    """
    name = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    return "".join("?" if sign in _DIRECTIONS or unicodedata.category(sign) in _MISLEADING else sign for sign in name)

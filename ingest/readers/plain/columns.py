"""Plain text whose letterhead or signature is set in two columns with runs of spaces, as layout converters write it."""

from __future__ import annotations

import re

from ingest.layout.columns import regions
from ingest.layout.lines import visual_lines
from ingest.layout.words import Word
from ingest.text.folding import fold

# Letters as if set in a font of fixed width, so that the rules for columns on a page hold for columns of spaces.
# Two spaces stay below the width of a gutter, three are one.
_LETTER, _SIZE, _LEADING = 2.9, 12.0, 14.0
_ANCHOR = re.compile(r"(?m)\S {3,}(?:cong hoa xa hoi|dang cong san)|^\s*noi nhan\s*:?(?: {3,}\S|\s*$)")
_WORD = re.compile(r"\S+")


def apart(lines: list[str]) -> list[str]:
    """Return the lines with two-column stretches unrolled: the left column, a blank line, then the right one.

    Lines outside such stretches are returned as they are; every word is kept.
    """
    lines = [line.expandtabs() for line in lines]
    if not _ANCHOR.search(fold("\n".join(lines))):
        return lines
    words = [
        Word(found.group(), found.start() * _LETTER, found.end() * _LETTER, at * _LEADING, _SIZE)
        for at, line in enumerate(lines)
        for found in _WORD.finditer(line)
    ]
    rows = visual_lines(words)
    out: list[str] = []
    done = 0
    for start, stop, gutter in regions(rows):
        first, last = (round(rows[at].y / _LEADING) for at in (start, stop - 1))
        at = round(gutter / _LETTER)
        out += lines[done:first]
        out += [line[:at].rstrip() for line in lines[first : last + 1] if line[:at].strip()]
        out += ["", *(line[at:].rstrip() for line in lines[first : last + 1] if line[at:].strip()), ""]
        done = last + 1
    return out + lines[done:]

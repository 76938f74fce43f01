"""Markdown residue in plain text: emphasis, headings, pipe tables, note marks; the signs go, what they meant stays."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import TO_SUPERSCRIPTS

# "# Title", "### 1. Title"; not "#1" nor "####" alone.
_HEADING = re.compile(r"#{1,6}\s+(?=\S)(?P<title>.*?)\s*#*$")
# "| Đơn vị | Đã gửi |"; not "a | b", which may be a sentence.
_TABLE_ROW = re.compile(r"\s*\|.*\|\s*$")
# "|--|:---:|"
_TABLE_RULE = re.compile(r"\s*\|(?:\s*:?-+:?\s*\|)+\s*$")
# "quyết định<sup>3</sup>", "quyết định[^3]"; the sign of a note itself: "[^3]: Công văn ..."
_SUP = re.compile(r"<sup>\s*\(?(\d{1,3})\)?\s*</sup>|\[\^(\d{1,3})\](:?)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|br|sub|sup|span|div|p|center)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = {"&nbsp;": " ", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_ENTITIES = re.compile("|".join(_ENTITY))
# "1\. ", "\- ", "\*": the backslash was put there by a converter. Not "C:\tep".
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_RUN_OF_STARS = re.compile(r"(?<!\\)\*{1,3}")


@dataclass(frozen=True, slots=True)
class Emphasised:
    """Lines of one block without emphasis signs, and per line whether all of its words were bold or italic."""

    texts: tuple[str, ...]
    bold: tuple[bool, ...]
    italic: tuple[bool, ...]


def heading(line: str) -> str | None:
    """Return the title of a ``#`` heading, or ``None`` for any other line."""
    found = _HEADING.match(line)
    return found["title"] if found else None


def is_table_row(line: str) -> bool:
    """Tell whether the line is a row of a pipe table, the ruling line included."""
    return bool(_TABLE_ROW.match(line)) and line.count("|") >= 2 and line.strip() not in ("|", "||")


def is_table_rule(line: str) -> bool:
    """Tell whether the line is the ``|---|---|`` under a table's header."""
    return bool(_TABLE_RULE.match(line))


def cells(line: str) -> tuple[str, ...]:
    """Return the cell texts of a pipe table row, without emphasis signs; empty cells are kept."""
    inner = line.strip()[1:-1].replace(r"\|", "\0")
    return tuple(
        " ".join(without_emphasis([cell.strip().replace("\0", "|")]).texts).strip() for cell in inner.split("|")
    )


def plain(text: str) -> str:
    """Return ``text`` with note marks as superscripts, and without inline tags, entities and escapes."""
    if "<" in text or "[^" in text:
        text = _SUP.sub(_superscript, text)
        text = _TAG.sub(lambda tag: " " if tag.group().lower().startswith("<br") else "", text)
    if "&" in text:
        text = _ENTITIES.sub(lambda entity: _ENTITY[entity.group()], text)
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def _superscript(found: re.Match[str]) -> str:
    mark = (found[1] or found[2]).translate(TO_SUPERSCRIPTS)
    return f"{mark} " if found[3] else mark


def without_emphasis(lines: list[str]) -> Emphasised:
    """Remove paired ``*``, ``**`` and ``***`` of one block; pairs may span lines, lone stars stay.

    A star at a line's start followed by a space is a bullet: ``** Nội dung*`` is an italic line with a bullet.
    """
    block = "\n".join(lines)
    drop: set[int] = set()
    bold = [False] * len(block)
    italic = [False] * len(block)
    for start, end, width in _pairs(block):
        drop.update(range(start, start + width), range(end, end + width))
        for flags in (bold,) if width == 2 else (italic,) if width == 1 else (bold, italic):
            flags[start:end] = [True] * (end - start)
    texts: list[str] = []
    line_bold: list[bool] = []
    line_italic: list[bool] = []
    at = 0
    for line in lines:
        kept = [place for place in range(at, at + len(line)) if place not in drop]
        words = [place for place in kept if block[place].isalnum()]
        texts.append(plain("".join(block[place] for place in kept)))
        line_bold.append(bool(words) and all(bold[place] for place in words))
        line_italic.append(bool(words) and all(italic[place] for place in words))
        at += len(line) + 1
    return Emphasised(tuple(texts), tuple(line_bold), tuple(line_italic))


def _pairs(block: str) -> list[tuple[int, int, int]]:
    """Find (start, end, width) of emphasis pairs: an opener touches the text after it, a closer the text before it."""
    pairs: list[tuple[int, int, int]] = []
    open_runs: list[tuple[int, int]] = []  # (position, stars left)
    for found in _RUN_OF_STARS.finditer(block):
        at, width = found.start(), len(found.group())
        after = block[found.end() : found.end() + 1]
        before = block[at - 1 : at] if at else "\n"
        line_start = before == "\n"
        if line_start and width == 2 and after == " " and open_runs == []:
            open_runs.append((at, 1))  # "** Nội dung ...*": emphasis around a bullet
            continue
        closes = not before.isspace()
        opens = bool(after) and not after.isspace()
        while closes and width and open_runs:
            start, left = open_runs.pop()
            if left != width and left not in (3, width) and width != 3:
                open_runs.append((start, left))
                break
            taken = min(left, width)
            pairs.append((start + left - taken, at, taken))
            at, width = at + taken, width - taken
            if left > taken:
                open_runs.append((start, left - taken))
        if width and opens and (not closes or not before.isalnum() or not after.isalnum()):
            open_runs.append((at, width))
    return [pair for pair in pairs if pair[1] > pair[0] + pair[2]]

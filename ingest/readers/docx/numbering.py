"""The list numbers Word generates, written out as it prints them: ``1. ``, ``a) ``, ``II. ``, ``1.2. ``, ``- ``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx.parts import w, whole

_LEVELS = 9
_LONGEST_PATTERN = 100  # "Điều %1." is long; a pattern of a megabyte on every paragraph is a bomb
_ROMAN: tuple[tuple[int, str], ...] = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    form: str
    pattern: str  # "%1.%2."
    restart: int | None  # the level whose step restarts this one; 0 for never
    legal: bool  # numbers of the levels above are printed in digits


class Numbering:
    """Counts through the lists of one document; ``label`` must be called once per list paragraph, in order."""

    def __init__(self, tree: etree._Element | None) -> None:
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, tuple[str, dict[int, int], dict[int, _Level]]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._overridden: set[str] = set()
        if tree is None:
            return
        self._abstract = {a.get(w("abstractNumId"), ""): a for a in tree.findall(w("abstractNum"))}
        linked = {_value(a, "styleLink"): key for key, a in self._abstract.items() if _value(a, "styleLink")}
        for number in tree.findall(w("num")):
            key = _value(number, "abstractNumId") or ""
            link = _value(self._abstract[key], "numStyleLink") if key in self._abstract else None
            key = linked.get(link, key) if link else key
            levels = _levels(self._abstract.get(key))
            starts: dict[int, int] = {}
            for override in number.findall(w("lvlOverride")):
                level = whole(override.get(w("ilvl")))
                if (start := _value(override, "startOverride")) is not None and 0 <= level < _LEVELS:
                    starts[level] = whole(start)
                levels |= _levels(override)
            self._lists[number.get(w("numId"), "")] = (key, starts, levels)

    def label(self, list_id: str, level: int) -> str:
        """Step the list and return the printed number with one space behind it, or ``""`` for an unnumbered level."""
        if list_id not in self._lists or not 0 <= level < _LEVELS:
            return ""
        key, starts, levels = self._lists[list_id]
        here = levels.get(level)
        if here is None:
            return ""
        counters = self._counters.setdefault(key, [None] * _LEVELS)
        if starts and list_id not in self._overridden:
            # A list that restarts another one does so at its first paragraph.
            self._overridden.add(list_id)
            for overridden in starts:
                counters[overridden] = None
        current = counters[level]
        counters[level] = starts.get(level, here.start) if current is None else current + 1
        for below in range(level + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and level < restart):
                counters[below] = None
        if here.form == "bullet":
            return f"{here.pattern.strip() or '-'} "
        if here.form == "none" and "%" in here.pattern:
            return ""

        def number(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, here)
            count = counters[at] if counters[at] is not None else other.start
            return written(count or 0, "decimal" if here.legal else other.form)

        text = _PLACEHOLDER.sub(number, here.pattern).strip()
        return f"{text} " if text else ""


def written(count: int, form: str) -> str:
    """Write a number in one of Word's formats; a format that is not known is written in digits.

    >>> [written(4, form) for form in ("decimal", "upperRoman", "lowerLetter", "decimalZero")], written(28, "lowerLetter")
    (['4', 'IV', 'd', '04'], 'bb')
    """
    if form in ("upperRoman", "lowerRoman") and 0 < count < 4000:
        text = ""
        for value, sign in _ROMAN:
            text += sign * (count // value)
            count %= value
        return text.upper() if form == "upperRoman" else text
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 780:
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return text.upper() if form == "upperLetter" else text
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)


def _levels(tree: etree._Element | None) -> dict[int, _Level]:
    if tree is None:
        return {}
    return {
        whole(level.get(w("ilvl"))): _Level(
            whole(_value(level, "start") or "1"),
            _value(level, "numFmt") or "decimal",
            (_value(level, "lvlText") or "")[:_LONGEST_PATTERN],
            None if _value(level, "lvlRestart") is None else whole(_value(level, "lvlRestart")),
            level.find(w("isLgl")) is not None,
        )
        for level in tree.findall(w("lvl"))
    }


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(w(name))
    return None if child is None else child.get(w("val"))

"""Names of agencies as a word tree: joints (dash, comma, ``&``, ``và``) count as one, the longest name wins.

``Sở Lao động - Thương binh và Xã hội``, ``Sở Lao động, Thương binh & Xã hội`` and ``SỞ LAO ĐỘNG THƯƠNG BINH VÀ XÃ HỘI``
are one path in the tree. A joint is accepted only where the name itself has one, so ``Sở Y, tế`` is no match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, product
from typing import Generic, TypeVar

from ingest.text.agency_heads import short_forms
from ingest.text.folding import fold, lowered

T = TypeVar("T")

# What may stand between two words of one name: " ", " - ", ", ", "&", " và ", ", và ". Never a line end.
_JOINT = r"(?P<joint>[ \u00a0]*(?:[-–—‑,&]|[ \u00a0]và(?=[ \u00a0]))[ \u00a0]*(?:và[ \u00a0]+)?)"
_STEP = re.compile(rf"(?:{_JOINT}|[ \u00a0]+)(?P<word>[^\W_]+)")
_STEP_FOLDED = re.compile(_STEP.pattern.replace("và", "va"))
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Node(Generic[T]):
    children: dict[str, _Node[T]] = field(default_factory=dict)
    joint: bool = False
    value: T | None = None


class NameTree(Generic[T]):
    """Finds names in lower-cased text (``lowered``), or in folded text when built with ``folded=True``."""

    def __init__(self, names: Iterator[tuple[str, T]] | list[tuple[str, T]], *, folded: bool = False) -> None:
        self._root: _Node[T] = _Node()
        self._fold = fold if folded else lowered
        self._step = _STEP_FOLDED if folded else _STEP
        for name, value in names:
            self._add(name, value)
        roots = sorted(self._root.children, key=len, reverse=True)
        self._start = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, roots)) or '(?!)'})(?![^\W_])")

    def _add(self, name: str, value: T) -> None:
        text = self._fold(name)
        first = _WORD.match(text)
        if first is None:
            return
        node = self._root.children.setdefault(first.group(), _Node())
        at = first.end()
        while step := self._step.match(text, at):
            node = node.children.setdefault(step["word"], _Node())
            node.joint = node.joint or step["joint"] is not None
            at = step.end()
        if node.value is None:
            node.value = value

    def match(self, text: str, position: int) -> tuple[int, T] | None:
        """Return the end of the longest name that begins at ``position`` and its value."""
        first = _WORD.match(text, position)
        node = self._root.children.get(first.group()) if first else None
        if first is None or node is None:
            return None
        at = first.end()
        best = (at, node.value) if node.value is not None else None
        while step := self._step.match(text, at):
            node = node.children.get(step["word"])
            if node is None or (step["joint"] is not None and not node.joint):
                break
            at = step.end()
            if node.value is not None:
                best = (at, node.value)
        return best if best is None or best[1] is None else (best[0], best[1])

    def finditer(self, text: str) -> Iterator[tuple[int, int, T]]:
        """Yield (start, end, value) of the names in ``text``, left to right, without overlaps."""
        at = 0
        while start := self._start.search(text, at):
            found = self.match(text, start.start())
            if found is None:
                at = start.end()
                continue
            yield start.start(), found[0], found[1]
            at = found[0]


def spellings(name: str) -> set[str]:
    """Return ``name`` with its short and long forms, and abbreviations with their joints left out.

    >>> sorted(spellings("Sở KH&ĐT"))
    ['Sở KH&ĐT', 'Sở KHĐT']
    """
    found = {name}
    for long, short in short_forms():
        for known in tuple(found):
            found |= {known.replace(long, short), known.replace(short, long)}
    for known in tuple(found):
        found.add(re.sub(r"(?<=[A-ZĐ])\s?[&,-]\s?(?=[A-ZĐ]{2}|[A-ZĐ]\b)", "", known))
    return found


def mixed_forms(name: str) -> set[str]:
    """Return the ways of shortening some parts of a department's or ministry's name to their first letters.

    >>> sorted(mixed_forms("Sở Giáo dục và Đào tạo"))
    ['Sở GD & Đào tạo', 'Sở GD & ĐT', 'Sở GDĐT', 'Sở Giáo dục & ĐT']
    """
    kind, _, rest = name.partition(" ")
    parts = re.split(r"\s*,\s*|\s+[-–&]\s+|\s+và\s+", rest)
    if kind not in ("Sở", "Bộ") or len(parts) < 2:
        return set()
    found: set[str] = set()
    for shortened in product((False, True), repeat=len(parts)):
        words = [_initials(part) if short else part for part, short in zip(parts, shortened, strict=True)]
        # Two short parts beside each other also stand together: "TB&XH", "TBXH".
        gaps = [(" & ", "") if one and other else (" & ",) for one, other in pairwise(shortened)]
        if any(shortened):
            for joints in product(*gaps):
                found.add(
                    f"{kind} {words[0]}" + "".join(f"{gap}{word}" for gap, word in zip(joints, words[1:], strict=True))
                )
    return found


def _initials(part: str) -> str:
    return "".join(word[0].upper() for word in _WORD.findall(part))


def compact(name: str) -> str:
    """Reduce a name to what is left of it in careless typing: folded letters and digits, no ``và``, no joints.

    >>> compact("Sở LĐ-TB&XH") == compact("so ldtbxh")
    True
    """
    return "".join(word for word in _WORD.findall(fold(name)) if word != "va")

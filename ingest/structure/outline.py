"""The open path of sections while a document is read from top to bottom, and where a new marker goes on it.

Depth comes from nesting order within the document, never from the shape of a marker: a style that is open already is
continued (what was opened below it is closed); a style not on the open path starts one level deeper.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingest.document import Section, Span
from ingest.structure.headings import heading_of, shortened
from ingest.structure.markers import ALPHABET, BRACKETED, LISTS, Marker, roman

_TOP = ("part", "annex", "capitals")
_RANK = {"annex": 0, "part": 0, "chapter": 1, "mục": 2, "tiểu mục": 3, "dieu": 4}
_GAP = 6  # numbers that may be missing from a series (lost by a scanner) before its marker is not believed
_HIGHEST = 20  # where a series may start when its beginning was lost


@dataclass(slots=True)
class _Open:
    """A section still growing."""

    style: str
    value: int
    label: str | None
    heading: str
    start: int
    end: int
    values: tuple[int, ...] = ()
    children: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The open path from the outermost section to the innermost, and the sections that are finished."""

    path: list[_Open] = field(default_factory=list)
    roots: list[Section] = field(default_factory=list)

    def believe(self, marker: Marker, length: int) -> Marker | None:
        """Return the marker as it is to be read here, or ``None`` when its place in the series is not believable.

        ``length`` is that of its paragraph: a scanner loses numbers, but a long paragraph that opens a series at 57 is
        running text.
        """
        marker = self._disambiguated(marker)
        if marker.style in LISTS or marker.style in _RANK:
            return marker
        at = self._find(marker)
        if at is None:
            if marker.style.startswith("decimal"):
                return marker if marker.values[0] <= 30 else None
            return marker if marker.value <= _HIGHEST or length < 200 else None
        gap = marker.value - self.path[at].value
        if marker.value == 1 or 0 <= gap <= _GAP:
            return marker
        # backwards or far ahead: a new series only if its style is open higher up no more
        return marker if gap < 0 and marker.value <= 3 else None

    def open(self, marker: Marker, content: str, span: Span) -> None:
        """Open a section at ``span`` under the right parent."""
        at = self._find(marker)
        keep = self._parent(marker) if at is None else at
        self._close_to(keep)
        unnumbered = marker.style in ("capitals", "head", "bullet")
        heading = shortened(content) if marker.style in ("capitals", "head") else heading_of(content)
        self.path.append(
            _Open(
                marker.style,
                marker.value,
                None if unnumbered else marker.label,
                heading,
                span.start,
                span.end,
                marker.values,
            )
        )

    def extend(self, span: Span) -> None:
        """Let everything that is open reach to the end of ``span``."""
        for section in self.path:
            section.end = span.end

    def entitle(self, text: str, span: Span) -> None:
        """Add a line to the heading of the innermost section."""
        top = self.path[-1]
        top.heading = shortened(f"{top.heading} {text}".strip())
        self.extend(span)

    def in_list(self) -> bool:
        """Tell whether the innermost section is a list item."""
        return bool(self.path) and self.path[-1].style in LISTS

    def leave_lists(self) -> None:
        """Close the open list items."""
        while self.in_list():
            self._close_to(len(self.path) - 1)

    def close(self) -> None:
        """Close everything."""
        self._close_to(0)

    def _disambiguated(self, marker: Marker) -> Marker:
        """Settle what a shape alone leaves open: ``i)`` the letter or the Roman one, ``C.`` the letter or a hundred."""
        if marker.style.startswith("letter") and marker.label in "iv":
            letters = next((o for o in reversed(self.path) if o.style == marker.style), None)
            if letters is None or letters.value + _GAP < marker.value:
                value = roman(marker.label) or 1
                if value == 1 or any(o.style == "low)" for o in self.path):
                    return replace(marker, style="low)", value=value)
        if marker.style == "roman" and len(marker.label) == 1 and any(o.style == "alpha" for o in self.path):
            letter = ALPHABET.index(marker.label.lower()) + 1 if marker.label.lower() in ALPHABET else 0
            opened = next(o for o in self.path if o.style == "alpha")
            if letter == opened.value + 1 and not any(o.style == "roman" for o in self.path):
                return replace(marker, style="alpha", value=letter)
        return marker

    def _find(self, marker: Marker) -> int | None:
        """Return the position on the path of the open series that ``marker`` continues."""
        for at in range(len(self.path) - 1, -1, -1):
            opened = self.path[at]
            if opened.style != marker.style:
                continue
            if marker.style.startswith("decimal") and opened.values[:-1] != marker.values[:-1]:
                return self._decimal_sibling(at, marker)
            return at
        return None

    def _decimal_sibling(self, at: int, marker: Marker) -> int | None:
        """``2.1`` after ``1.3`` continues beside it only if no section ``2`` is open to hold it."""
        return None if self._holder(marker) is not None else at

    def _holder(self, marker: Marker) -> int | None:
        for at in range(len(self.path) - 1, -1, -1):
            values = self.path[at].values or (self.path[at].value,)
            numeric = self.path[at].style.startswith(("arabic", "decimal"))
            if numeric and values == marker.values[: len(values)] and len(values) < len(marker.values):
                return at
        return None

    def _parent(self, marker: Marker) -> int:
        """Return how much of the path stays open above a style that is not on it."""
        if marker.style in _TOP:
            return 0
        if marker.style == "head":
            keep = len(self.path)
            while keep and self.path[keep - 1].style not in ("capitals", "annex", "part", "roman", "chapter"):
                keep -= 1
            return keep
        if marker.style in _RANK:
            keep = len(self.path)
            while (
                keep
                and _RANK.get(self.path[keep - 1].style, 0 if self.path[keep - 1].style == "capitals" else 9)
                >= _RANK[marker.style]
            ):
                keep -= 1
            return keep
        if marker.style.startswith("decimal"):
            holder = self._holder(marker)
            if holder is not None:
                return holder + 1
        keep = len(self.path)
        if marker.style not in LISTS and marker.style not in BRACKETED:
            while keep and self.path[keep - 1].style in LISTS:
                keep -= 1
        return keep

    def _close_to(self, depth: int) -> None:
        while len(self.path) > depth:
            done = self.path.pop()
            level = len(self.path) + 1
            section = Section(done.label, done.heading, level, Span(done.start, done.end), tuple(done.children))
            if self.path:
                self.path[-1].children.append(section)
                self.path[-1].end = max(self.path[-1].end, done.end)
            else:
                self.roots.append(section)

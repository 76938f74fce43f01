"""The tree of sections. Depth comes from nesting order within the document, never from the shape of a marker.

Which marker may stand inside which is learnt while reading: a style that is open already is continued (what was opened
below it is closed); a style not seen on the open path starts one level deeper.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest import shapes
from ingest.document import Section, Span
from ingest.folding import fold
from ingest.headings import heading_of, shortened
from ingest.markers import ALPHABET, Marker, parse_marker, roman
from ingest.pieces import Paragraph

_TOP = ("part", "annex", "capitals")
_RANK = {"annex": 0, "part": 0, "chapter": 1, "mục": 2, "tiểu mục": 3, "dieu": 4}
_LISTS = ("plus", "dash", "bullet")
_GAP = 6  # numbers that may be missing from a series (lost by a scanner) before its marker is not believed
_FORMULAS = {"quyet dinh", "quyet nghi", "chi thi", "nghi quyet", "thong bao", "ke hoach", "muc luc", "kinh trinh"}
# A subject of its own: the paragraph starts a new assignment and does not go on with the list item above.
_OWN_SUBJECT = re.compile(
    r"^(?:giao |de nghi |yeu cau )?(?:cac )?(?:so|ban|ubnd|uy ban|van phong|cong an|bo chi huy|bo|cuc|chi cuc|trung tam|thanh tra|"
    r"kho bac|bao hiem|ngan hang|dai|bao|truong|vien|toa an|hoi|lien doan|tinh doan|mat tran|giam doc|chu tich|thu truong)\b"
)
_LEADS = re.compile(r"\bchu tri\b")
# The last words to everybody: "Nhận được Công văn này, yêu cầu …", "Trên đây là …", "Căn cứ chương trình này, các cấp …"
_CLOSING = re.compile(
    r"^(?:nhan duoc|tren day la|trong qua trinh (?:trien khai|thuc hien)|can cu (?:noi dung |mot so |cac )?\w+ \w+.{0,60}(?:\bnay\b|cua uy ban nhan dan)|"
    r"yeu cau (?:giam doc|cac|thu truong|chu tich)|de nghi (?:giam doc|cac|thu truong)|van phong .{0,60}thong bao|"
    r"(?:uy ban nhan dan|ubnd|chu tich|so|ban|thuong truc) .{0,80}(?:thong bao|bao cao|de nghi|yeu cau)|"
    r"(?:cong van|chi thi|ke hoach|quyet dinh|thong bao|cong dien|nghi quyet) nay (?:co hieu luc|thay the|duoc)|giao van phong .{0,60}(?:theo doi|don doc)|"
    r"noi dung .{0,40}thong bao|kinh (?:trinh|de nghi|bao cao|mong))"
)


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


def find_sections(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Section, ...]:
    """Return the section tree over the body and the appendices; spans as ``Document`` promises them."""
    outline = _Outline()
    marked = [
        parse_marker(p.text) if p.part in ("body", "appendix") and p.first.role != "row" else None for p in paragraphs
    ]
    closing = _closing(paragraphs, marked)
    part = ""
    titled = -2  # index of the paragraph that may still lend the open heading its words
    for i, (paragraph, span) in enumerate(zip(paragraphs, spans, strict=True)):
        if paragraph.part not in ("body", "appendix"):
            outline.close()
            continue
        if paragraph.part != part:
            outline.close()
            part = paragraph.part
        if i == closing:
            outline.close()
            continue
        text, marker = paragraph.text, marked[i]
        if paragraph.first.role == "row":
            outline.extend(span)
        elif marker is not None and (believed := outline.believe(marker, paragraph)) is not None:
            outline.open(believed, text[marker.end :], span)
            titled = i if not text[marker.end :].strip() or marker.style in ("annex", "chapter", "part") else -2
        elif titled == i - 1 and _lends_title(paragraph, outline):
            outline.entitle(text, span)
            titled = i if shapes.is_capitals(text) and len(text) < 200 else -2
        elif is_unnumbered_heading(paragraph):
            style = "capitals" if shapes.is_capitals(text) else "head"
            outline.open(Marker(style, "", 0, 0), text, span)
            titled = i
        else:
            if outline.in_list() and _has_own_subject(text):
                outline.leave_lists()
            outline.extend(span)
    outline.close()
    return tuple(outline.roots)


def is_unnumbered_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph without a marker is a heading: all capitals, or marked as a heading by its format."""
    text = paragraph.text.strip()
    if len(text) > 250 or (shapes.is_terminal(text) and not text.endswith((":", "?"))):
        return False
    if paragraph.first.role == "heading":
        return fold(text).strip(" :.") not in _FORMULAS
    letters = sum(sign.isalpha() for sign in text)
    return (
        shapes.is_capitals(text)
        and letters >= 6
        and len(text.split()) >= 2
        and fold(text).strip(" :.") not in _FORMULAS
    )


def _lends_title(paragraph: Paragraph, outline: _Outline) -> bool:
    """Tell whether the paragraph right below a heading is part of it: more capitals, or an annex's subtitle."""
    text = paragraph.text
    if paragraph.first.role == "row" or not outline.path:
        return False
    if shapes.is_capitals(text):
        return len(text) < 250
    top = outline.path[-1]
    if top.label is None and not _ANNEX_TITLE.match(fold(top.heading)):
        return False
    if top.style in ("dieu",):
        return False
    return (len(text) < 160 and not shapes.is_terminal(text)) or bool(re.fullmatch(r"\(.{3,300}\)", text))


_ANNEX_TITLE = re.compile(r"^(?:danh sach|phu luc|bieu|bang|danh muc|lich|mau|tong hop|ke hoach|noi dung)\b")


def _closing(paragraphs: Sequence[Paragraph], marked: Sequence[Marker | None]) -> int | None:
    """Return the body's last paragraph where it speaks to everybody and belongs to no item."""
    last = next((i for i in range(len(paragraphs) - 1, -1, -1) if paragraphs[i].part == "body"), None)
    if last is None or marked[last] is not None or last == 0:
        return None
    return last if _CLOSING.match(fold(paragraphs[last].text)) else None


def _has_own_subject(text: str) -> bool:
    head = fold(text[:200])
    return bool(_OWN_SUBJECT.match(head) and _LEADS.search(head))


@dataclass(slots=True)
class _Outline:
    """The open path from the outermost section to the innermost, and the sections that are finished."""

    path: list[_Open] = field(default_factory=list)
    roots: list[Section] = field(default_factory=list)

    def believe(self, marker: Marker, paragraph: Paragraph) -> Marker | None:
        """Return the marker as it is to be read here, or ``None`` when its place in the series is not believable."""
        marker = self._disambiguated(marker)
        if marker.style in _LISTS or marker.style in _RANK:
            return marker
        at = self._find(marker)
        if at is None:
            if marker.style.startswith("decimal"):
                return marker if marker.values[0] <= 30 else None
            return marker if marker.value <= 20 or len(paragraph.text) < 200 else None
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
        return bool(self.path) and self.path[-1].style in _LISTS

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
        if marker.style not in _LISTS and marker.style not in ("(i)", "(1)", "(a)"):
            while keep and self.path[keep - 1].style in _LISTS:
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

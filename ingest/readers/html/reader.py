"""HTML pages and files saved as HTML: blocks to lines, tables to rows, raised digits to superscripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from ingest.document import TO_SUPERSCRIPTS, ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.lines import Line, Reading
from ingest.readers.active_content import active_content
from ingest.readers.html.active import active_in_page
from ingest.readers.html.look import HtmlLook, Rules, rules_of
from ingest.readers.layout_tables import lays_out
from ingest.readers.plain.decoding import text_of
from ingest.text.encoding_warnings import encoding_warnings
from ingest.text.legacy_encodings import from_fonts
from ingest.text.repair import repaired

_LEFT_OUT = {
    "script",
    "style",
    "head",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "select",
    "textarea",
    "button",
}
_BLOCKS = {
    *("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "section", "article", "main", "header", "footer", "blockquote"),
    *("pre", "center", "form", "fieldset", "address", "aside", "nav", "figure", "figcaption", "hr", "body", "html"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "caption", "table", "tr", "tbody", "thead", "tfoot"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BOLD, _ITALIC = {"b", "strong", *_HEADINGS}, {"i", "em"}
_MARK = re.compile(r"[\[(]?(\d{1,3})[\])]?")  # "<sup>3</sup>", "<sup>[3]</sup>"
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
# Western pages hold any Vietnamese encoding, whatever they declare; codecs such as idna and punycode are traps.
_FOREIGN = re.compile(r"windows-125[013-7]|koi8-[ru]|gb18030|gbk|gb2312|big5|shift_jis|euc-(?:jp|kr)")
_FONT = re.compile(r"font-family\s*:\s*['\"]?\s*([^;,'\"]+)", re.IGNORECASE)
_CENTERED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_MAX_DEPTH = 200


def read_html(data: bytes) -> Reading:
    """Read an HTML file. Raises ``UnreadableFileError``: ``no_text`` when nothing is shown, ``broken_file``.

    Warnings: ``hidden_text`` (how many words nobody sees; they stand last, in the role ``hidden``), ``legacy_encoding`` (detail: its name), ``mojibake_mended``, ``nested_too_deep``, ``active_content``, and those
    of ``decoding.text_of``.

    Tables that lay out a letterhead or signature, or hold other tables, are read as text, column by column.
    """
    text, warnings = _decoded(data)
    # lxml refuses text that declares an encoding of its own.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError("no_text") from error
    walk = _Walk(rules=rules_of(root))
    walk.visit(root, depth=0)
    walk.flush()
    cut = any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log)
    if not walk.lines:
        raise UnreadableFileError("broken_file", "html") if cut else UnreadableFileError("no_text")
    found = [*encoding_warnings(walk.encodings), *active_content(active_in_page(root))]
    if cut:
        found.append(ReadingWarning("nested_too_deep", "1"))  # the parser gives up at 2,048 elements in elements
    if walk.hidden:
        found.append(ReadingWarning("hidden_text", str(sum(len(line.text.split()) for line in walk.hidden))))
    return Reading((*walk.lines, *walk.hidden), warnings=(*warnings, *found))


def _decoded(data: bytes) -> tuple[str, tuple[ReadingWarning, ...]]:
    """Decode by what the bytes show, and by what the page declares only where they show nothing of Vietnamese."""
    declared = _DECLARED.search(data[:4096])
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if _FOREIGN.fullmatch(name):
        try:
            return data.decode(name), ()
        except (LookupError, UnicodeDecodeError):
            pass
    found = text_of(data, legacy=False)
    if found is None:
        raise UnreadableFileError("broken_file")
    return found


@dataclass(slots=True)
class _Walk:
    lines: list[Line] = field(default_factory=list)
    parts: list[tuple[str, bool, bool, str]] = field(default_factory=list)  # text, bold, italic, font
    encodings: set[str] = field(default_factory=set)
    rules: Rules = field(default_factory=dict)
    hidden: list[Line] = field(default_factory=list)
    look: HtmlLook = field(default_factory=HtmlLook)
    gap: bool = True
    role: str = "body"
    centered: bool = False

    def visit(
        self, element: etree._Element, depth: int, bold: bool = False, italic: bool = False, font: str = ""
    ) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        style = element.get("style") or ""
        if tag in _LEFT_OUT:
            return
        around, self.look = self.look, self.look.of(element, self.rules)
        self._visit(element, tag, style, depth, bold, italic, font)
        self.look = around

    def _visit(
        self, element: etree._Element, tag: str, style: str, depth: int, bold: bool, italic: bool, font: str
    ) -> None:
        if self.look.gone:
            self._hide(" ".join(_shown(element)))
            return
        if depth > _MAX_DEPTH:  # no page that people made: its text counts, not its form
            self._text(" ".join(_shown(element)), bold, italic, font)
            return
        named = _FONT.search(style)
        font = named[1].strip() if named else element.get("face") or font
        if tag == "table" and self._table(element):
            return
        if tag in _BLOCKS:
            self.flush()
            self.role = "heading" if tag in _HEADINGS else "body"
            self.centered = bool(_CENTERED.search(style)) or element.get("align") == "center" or tag == "center"
        elif tag == "br":
            self.flush(whole=False)
        elif tag == "sup" and (mark := _MARK.fullmatch("".join(element.itertext()).strip())):
            self.parts.append((mark[1].translate(TO_SUPERSCRIPTS), bold, italic, ""))
            return
        bold, italic = bold or tag in _BOLD, italic or tag in _ITALIC
        self._text(element.text, bold, italic, font)
        for child in element:
            self.visit(child, depth + 1, bold, italic, font)
            self._text(child.tail, bold, italic, font)
        if tag in _BLOCKS:
            self.flush()

    def _text(self, text: str | None, bold: bool, italic: bool, font: str) -> None:
        if text and text.strip() and not self.look.seen:
            self._hide(text)
        elif text:
            self.parts.append((re.sub(r"\s+", " ", text), bold, italic, font))

    def _hide(self, text: str) -> None:
        if text := " ".join(repaired(text).split()):
            self.hidden.append(Line(text, whole=True, role="hidden"))

    def flush(self, whole: bool = True) -> None:
        """Close the line that is being gathered; empty ones leave a gap."""
        text, encoding = from_fonts([(part, font) for part, _, _, font in self.parts])
        self.encodings |= {encoding} if encoding else set()
        text = repaired(text).replace("\n", " ")
        printed = [part for part in self.parts if any(sign.isalnum() for sign in part[0])]
        self.parts = []
        if not text:
            self.gap = self.gap or not whole
            return
        self.lines.append(
            Line(
                text,
                bold=bool(printed) and all(bold for _, bold, _, _ in printed),
                italic=bool(printed) and all(italic for _, _, italic, _ in printed),
                centered=self.centered,
                gap_before=self.gap,
                whole=whole,
                role=self.role,
            )
        )
        self.gap = False

    def _table(self, table: etree._Element) -> bool:
        """Read a table of data as rows or one of layout by columns; return false for one that holds other tables."""
        known = len(self.hidden)
        rows = [tuple(self._cells(row)) for row in table.iter("tr")]
        if next(table.iterdescendants("table"), None) is not None or not rows:
            del self.hidden[known:]  # read again, cell by cell
            return False
        filled = {at for row in rows for at, cell in enumerate(row) if cell}
        # HTML tables of one row are rarely data; several rows are, unless their words say otherwise.
        if lays_out("\n".join(cell for row in rows for cell in row), len(rows), len(filled), len(rows) > 1):
            del self.hidden[known:]
            self._columns(table, len(rows[0]))
            return True
        self.flush()
        first = True
        for cells in rows:
            if any(cells):
                text = " | ".join(cells)
                self.lines.append(Line(text, gap_before=first, whole=True, role="row", cells=cells))
                first = False
        self.gap = True
        return True

    def _cells(self, row: etree._Element) -> Iterator[str]:
        look = self.look.of(row, self.rules)
        for cell in row.iterchildren("td", "th"):
            inner = _Walk(encodings=self.encodings, rules=self.rules, look=look)
            inner.visit(cell, depth=1)
            inner.flush()
            self.hidden += inner.hidden
            yield " ".join(line.text for line in inner.lines)
            for _ in range(_span(cell) - 1):
                yield ""

    def _columns(self, table: etree._Element, columns: int) -> None:
        """Read a letterhead or signature table: the whole left column first, then the next."""
        for column in range(max(columns, 1)):
            self.flush()
            self.gap = True
            for row in table.iter("tr"):
                cells = list(row.iterchildren("td", "th"))
                if column < len(cells):
                    around, self.look = self.look, self.look.of(row, self.rules)
                    self.visit(cells[column], depth=1)
                    self.look = around
        self.gap = True


def _shown(element: etree._Element) -> Iterator[str]:
    """Yield the text at and below ``element`` without what is never shown, however deep it goes."""
    skipped = set(element.iter(*_LEFT_OUT))
    for inner in element.iter():
        if inner not in skipped and isinstance(inner.tag, str) and inner.text:
            yield inner.text
        if inner is not element and inner.tail:
            yield inner.tail


def _span(cell: etree._Element) -> int:
    span = cell.get("colspan") or "1"
    return min(int(span), 63) if span.isdecimal() and len(span) < 4 else 1

"""The words of a DOCX paragraph as finally printed: insertions in, deletions out, marks raised, breaks seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import SUPERSCRIPTS
from ingest.readers.docx.ground import Ground
from ingest.readers.docx.parts import w
from ingest.readers.docx.styles import RunLook, Styles
from ingest.text.legacy_encodings import from_fonts
from ingest.text.repair import repaired

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_LEFT_OUT = {w(name) for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "sdtPr", "fldChar")}
_COUNTED = {w("del"), w("ins"), w("moveFrom"), w("moveTo")}

# Raised digits stand as private signs until legacy letters are decoded: TCVN3 writes ạ with the sign ¹.
_RAISED = {digit: chr(0xE000 + int(digit)) for digit in "0123456789"}
_TO_RAISED = str.maketrans(_RAISED)
_TO_SUPERSCRIPT = str.maketrans({sign: SUPERSCRIPTS[int(digit)] for digit, sign in _RAISED.items()})
_SIGNS_OF_A_MARK = set("0123456789,;()[] *")
LINE_BREAK = "\n"


@dataclass(slots=True)
class Marks:
    """Notes in the order in which the text marks them, with the number given to each."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, kind: str, note_id: str) -> int:
        """Return the number of a note, the next free one at its first mark."""
        return self.numbers.setdefault((kind, note_id), len(self.numbers) + 1)


@dataclass(frozen=True, slots=True)
class ParagraphWords:
    r"""A paragraph's repaired text (soft line breaks are ``\n``) and how most of it looks.

    ``breaks`` lists the page breaks in it as (explicit, text seen before it); ``boxes`` are the contents of text boxes
    anchored in it; ``changes`` counts tracked changes, ``hidden`` is what nobody sees; ``encoding`` names the legacy encodings it was in.
    """

    text: str
    bold: bool
    italic: bool
    size: float | None
    breaks: tuple[tuple[bool, bool], ...]
    boxes: tuple[etree._Element, ...]
    changes: int
    hidden: str
    encoding: str | None


@dataclass(slots=True)
class _Gathered:
    ground: Ground
    pieces: list[tuple[str, RunLook]] = field(default_factory=list)
    unseen: list[tuple[str, str]] = field(default_factory=list)  # with its font
    breaks: list[tuple[bool, bool]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)  # instructions of the open fields, outermost first
    in_result: list[bool] = field(default_factory=list)
    changes: int = 0

    @property
    def skips(self) -> bool:
        """True inside a field's instruction and inside the result of a page number field."""
        return any(
            not shown or _is_page_number(instruction)
            for instruction, shown in zip(self.fields, self.in_result, strict=True)
        )


def _is_page_number(instruction: str) -> bool:
    r"""Tell whether a field prints a page number (``PAGE \* MERGEFORMAT``): artifacts that is no text of the document."""
    return instruction.split()[:1] in (["PAGE"], ["NUMPAGES"], ["SECTIONPAGES"])


def words_of(paragraph: etree._Element, styles: Styles, marks: Marks, ground: Ground) -> ParagraphWords:
    """Read one ``w:p`` that stands on ``ground``; the notes it marks are numbered through ``marks``."""
    gathered = _Gathered(ground)
    _gather(paragraph, paragraph, styles, marks, gathered)
    text, encoding = from_fonts([(piece, look.font) for piece, look in gathered.pieces])
    printed = [(piece, look) for piece, look in gathered.pieces if any(sign.isalnum() for sign in piece)]
    sizes: dict[float, int] = {}
    for piece, look in printed:
        if look.size:
            sizes[look.size] = sizes.get(look.size, 0) + len(piece)
    return ParagraphWords(
        repaired(text.translate(_TO_SUPERSCRIPT)).strip("\n"),
        bool(printed) and all(look.bold for _, look in printed),
        bool(printed) and all(look.italic for _, look in printed),
        max(sizes, key=lambda size: sizes[size]) if sizes else None,
        tuple(gathered.breaks),
        tuple(gathered.boxes),
        gathered.changes,
        repaired(from_fonts(gathered.unseen)[0]).replace(LINE_BREAK, " ").strip(),
        encoding,
    )


def _gather(element: etree._Element, paragraph: etree._Element, styles: Styles, marks: Marks, into: _Gathered) -> None:
    for child in element:
        tag = child.tag
        if tag in _COUNTED:
            into.changes += 1
        if tag == w("r"):
            _gather_run(child, paragraph, styles, marks, into)
        elif tag == w("txbxContent"):
            into.boxes.append(child)
        elif tag == _ALTERNATE:
            _gather(_chosen(child), paragraph, styles, marks, into)
        elif tag == _MATH_TEXT:
            into.pieces.append((child.text or "", RunLook(False, False, False, False, False, None, "")))
        elif tag == w("fldSimple") and _is_page_number(child.get(w("instr")) or ""):
            continue
        elif tag not in _LEFT_OUT and isinstance(tag, str):
            _gather(child, paragraph, styles, marks, into)


def _chosen(alternate: etree._Element) -> etree._Element:
    """Return the first alternative that holds a text box, else the first: the others repeat it for old programs."""
    options = list(alternate) or [alternate]
    return next((option for option in options if next(option.iter(w("txbxContent")), None) is not None), options[0])


def _gather_run(run: etree._Element, paragraph: etree._Element, styles: Styles, marks: Marks, into: _Gathered) -> None:
    look = styles.run(run, paragraph)
    seen = look.is_seen(into.ground)
    custom = False
    for child in run:
        kind = etree.QName(child).localname if isinstance(child.tag, str) else ""
        if kind == "fldChar":
            _step_field(child.get(w("fldCharType")) or "", into)
        elif kind == "instrText" and into.fields:
            into.fields[-1] += child.text or ""
        elif kind == "lastRenderedPageBreak" or (kind == "br" and child.get(w("type")) == "page"):
            into.breaks.append((kind == "br", any(piece.strip() for piece, _ in into.pieces)))
        elif kind in ("footnoteReference", "endnoteReference"):
            custom = child.get(w("customMarkFollows")) in ("1", "true")
            if not seen:
                continue
            number = marks.number(kind.removesuffix("Reference"), child.get(w("id")) or "")
            into.pieces.append((str(number).translate(_TO_RAISED), look))
        elif child.tag == _ALTERNATE:
            _gather(_chosen(child), paragraph, styles, marks, into)
        elif kind in ("drawing", "pict", "object"):
            into.boxes.extend(child.iter(w("txbxContent")))
        elif not into.skips and not custom:  # a custom mark ("*") is replaced by the number of its note
            text = _signs(child, kind)
            if not seen and text.strip():
                into.unseen.append((_as_printed(text, look).translate(_TO_SUPERSCRIPT), look.font))
            elif text:
                into.pieces.append((_as_printed(text, look), look))


def _step_field(step: str, into: _Gathered) -> None:
    if step == "begin":
        into.fields.append("")
        into.in_result.append(False)
    elif step == "separate" and into.in_result:
        into.in_result[-1] = True
    elif step == "end" and into.fields:
        into.fields.pop()
        into.in_result.pop()


def _signs(child: etree._Element, kind: str) -> str:
    if kind == "t":
        # A comment or an entity (never resolved) inside takes nothing of what stands behind it.
        whole = (child.text or "") + "".join(inner.tail or "" for inner in child)
        return whole.replace("\n", " ").replace("\r", " ")
    if kind in ("tab", "ptab"):
        return " "
    if kind in ("br", "cr"):
        return LINE_BREAK
    if kind == "noBreakHyphen":
        return "-"
    if kind == "sym":
        try:
            return chr(int(child.get(w("char")) or "", 16))
        except (ValueError, OverflowError):
            return ""
    return ""


def _as_printed(text: str, look: RunLook) -> str:
    if look.raised and any(sign.isdigit() for sign in text) and set(text) <= _SIGNS_OF_A_MARK:
        return "".join(sign for sign in text if sign not in "()[] ").translate(_TO_RAISED)
    return text.upper() if look.capitals else text


def paragraphs_in(container: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, tables and chunks directly in a body, cell, note or text box, looking through content controls."""
    for child in container:
        if child.tag in (w("p"), w("tbl"), w("sectPr"), w("altChunk")):
            yield child
        elif child.tag == _ALTERNATE:
            yield from paragraphs_in(_chosen(child))
        elif isinstance(child.tag, str) and child.tag in (
            w("sdt"),
            w("sdtContent"),
            w("customXml"),
            w("ins"),
            w("moveTo"),
            w("smartTag"),
        ):
            yield from paragraphs_in(child)

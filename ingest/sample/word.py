"""Renders a sample document as DOCX with a letterhead table, real footnotes and generated list numbers."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell

from ingest.sample.footnotes_part import add_footnotes_part
from ingest.sample.letterhead import MOTTO, PARTY_MOTTO, RECIPIENTS, addressees, left_column
from ingest.sample.source import Block, Grid, Run, Source, SourceParagraph

FONT = "Times New Roman"
_FIXED = datetime(2025, 1, 1)
_ZIP_TIME = (2025, 1, 1, 0, 0, 0)
_TYPED_NUMBER = re.compile(r"^\d+\. ")  # "1. " at the start of a paragraph; not "1.2 " and not "2019. "
_NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">
<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>"""
_NUM = '<w:num {ns} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'


def word_file(source: Source) -> bytes:
    """Return the bytes of the file; nothing in them depends on the time or the machine."""
    document = docx.Document()
    _page_and_style(document)
    if source.laid_out("autonumber"):
        _add_numbering(document)
    _letterhead(document, source)
    _blocks(document, source, source.body)
    _signature(document, source)
    if source.appendix:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _blocks(document, source, source.appendix)
    add_footnotes_part(document, source.notes)
    properties = document.core_properties
    properties.created = properties.modified = _FIXED
    properties.author = properties.last_modified_by = properties.comments = ""
    raw = io.BytesIO()
    document.save(raw)
    return _with_fixed_times(raw.getvalue())


def _with_fixed_times(raw: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


def _page_and_style(document: Document) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin, page.right_margin, page.top_margin, page.bottom_margin = Cm(3), Cm(1.5), Cm(2), Cm(2)
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    field.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>2</w:t></w:r>"))
    number._p.append(field)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _add_numbering(document: Document) -> None:
    numbering = document.part.numbering_part.element
    namespaces = nsdecls("w")
    numbering.insert(0, parse_xml(_NUMBERING.format(ns=namespaces)))
    numbering.append(parse_xml(_NUM.format(ns=namespaces)))


def _letterhead(document: Document, source: Source) -> None:
    left = left_column(source)
    names = 3 if source.party else 2
    table = document.add_table(rows=2, cols=2)
    _lines(table.cell(0, 0), left[:names], bold_from=1)
    _lines(table.cell(0, 1), PARTY_MOTTO if source.party else MOTTO, bold_from=0)
    _lines(table.cell(1, 0), left[names:])
    _lines(table.cell(1, 1), (source.first("place"),), italic=True)
    if source.first("urgency"):
        _centred(document, source.first("urgency"))
    if source.first("title"):
        _centred(document, source.first("title"))
        _centred(document, source.first("subject"))
    for line in addressees(source):
        document.add_paragraph(line)


def _lines(cell: _Cell, lines: tuple[str, ...], bold_from: int | None = None, italic: bool = False) -> None:
    for number, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(line)
        run.bold = bold_from is not None and number >= bold_from
        run.italic = italic


def _centred(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).bold = True


def _blocks(document: Document, source: Source, blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        if isinstance(block, Grid):
            _grid(document, block)
        else:
            _paragraph(document, source, block)


def _grid(document: Document, grid: Grid) -> None:
    table = document.add_table(rows=len(grid.rows), cols=len(grid.rows[0]))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, grid.rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = row is grid.rows[0]


def _paragraph(document: Document, source: Source, block: SourceParagraph) -> None:
    paragraph = document.add_paragraph()
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
    runs = block.runs
    if source.laid_out("autonumber") and _TYPED_NUMBER.match(runs[0].text):
        runs = (Run(_TYPED_NUMBER.sub("", runs[0].text), runs[0].bold, runs[0].italic), *runs[1:])
        marker = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(marker))
    for part in runs:
        if part.note is not None:
            mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{part.note}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        elif part.text:
            run = paragraph.add_run(part.text)
            run.bold, run.italic = part.bold, part.italic


def _signature(document: Document, source: Source) -> None:
    table = document.add_table(rows=1, cols=2)
    left, right = table.cell(0, 0), table.cell(0, 1)
    left.paragraphs[0].add_run(RECIPIENTS).bold = True
    for name in source.every("recipient"):
        left.add_paragraph().add_run(f"- {name}").font.size = Pt(11)
    _lines(right, (*source.every("authority"), "", "", "", source.first("signer")), bold_from=0)

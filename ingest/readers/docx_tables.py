"""DOCX tables: a grid of cells, and whether it carries data or only lays out the page."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from ingest.folding import fold
from ingest.readers.docx_parts import w
from ingest.readers.docx_text import paragraphs_in

# What stands in the tables that lay out a letterhead or a signature block; compared folded, without diacritics.
# "CỘNG HÒA XÃ HỘI ...", "ĐẢNG CỘNG SẢN ...", "Nơi nhận:", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "T/M BAN THƯỜNG VỤ".
_LETTERHEAD = re.compile(r"cong hoa xa hoi chu nghia viet nam|dang cong san viet nam|doc lap\s*[-–—]\s*tu do")
# "Bình Lạc, ngày 05 tháng 3 năm 2024", in a table of a few rows only.
_PLACE_AND_DATE = re.compile(r"(?m)^.{2,30}, ngay .{0,8}thang .{0,8}nam")
_RECIPIENTS = re.compile(r"(?m)^\s*noi nhan\s*(?::|$)")
_SIGNATURE = re.compile(
    r"(?m)^\s*(?:tm|kt|tl|tuq|t/m|k/t|t/l)\.? ?[a-z]"
    r"|^\s*(?:quyen |pho )?(?:chu tich|giam doc|bi thu|chanh van phong|truong ban)"
)
_MAX_LAYOUT_COLUMNS = 3
_MAX_SIGNATURE_ROWS = 6
_MAX_LETTERHEAD_ROWS = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the grid; ``content`` is ``None`` where a merged cell only continues."""

    content: etree._Element | None


def grid_of(table: etree._Element) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows of a table, merged cells once: where they continue to the right or below stands an empty cell."""
    rows = []
    for row in _rows(table):
        if row.find(f"{w('trPr')}/{w('del')}") is not None:
            continue
        cells: list[Cell] = []
        for cell in _cells(row):
            properties = cell.find(w("tcPr"))
            merge = None if properties is None else properties.find(w("vMerge"))
            continues = merge is not None and merge.get(w("val")) != "restart"
            span = None if properties is None else properties.find(w("gridSpan"))
            width = span.get(w("val"), "1") if span is not None else "1"
            cells.append(Cell(None if continues else cell))
            cells.extend(Cell(None) for _ in range(min(int(width), 63) - 1 if width.isdigit() else 0))
        if cells:
            rows.append(tuple(cells))
    return tuple(rows)


def lays_out_page(table: etree._Element, grid: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether the table only places text on the page: letterhead, signature block, or a frame around text."""
    columns = max((len(row) for row in grid), default=0)
    filled = {
        at for row in grid for at, cell in enumerate(row) if cell.content is not None and _text(cell.content).strip()
    }
    if columns <= 1 or (len(filled) <= 1 and len(grid) <= _MAX_SIGNATURE_ROWS):
        return True
    if columns > _MAX_LAYOUT_COLUMNS + 2 or len(filled) > _MAX_LAYOUT_COLUMNS:
        return False
    text = fold("\n".join(_text(cell.content) for row in grid for cell in row if cell.content is not None))
    if _LETTERHEAD.search(text) or (len(grid) <= _MAX_LETTERHEAD_ROWS and _PLACE_AND_DATE.search(text)):
        return True
    few_rows = len(grid) <= _MAX_SIGNATURE_ROWS
    if few_rows and _RECIPIENTS.search(text):
        return True
    return not _is_bordered(table) and (len(grid) == 1 or (few_rows and bool(_SIGNATURE.search(text))))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [
        row
        for child in table
        for row in (
            [child]
            if child.tag == w("tr")
            else child.findall(f".//{w('tr')}")
            if child.tag in (w("sdt"), w("ins"), w("customXml"))
            else []
        )
    ]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [
        cell
        for child in row
        for cell in (
            [child]
            if child.tag == w("tc")
            else child.findall(f".//{w('tc')}")
            if child.tag in (w("sdt"), w("customXml"))
            else []
        )
    ]


def _text(cell: etree._Element) -> str:
    return "\n".join(
        "".join(sign.text or "" for sign in paragraph.iter(w("t")))
        for paragraph in paragraphs_in(cell)
        if paragraph.tag == w("p")
    )


def _is_bordered(table: etree._Element) -> bool:
    """Tell whether lines are drawn around the cells, by the table itself or by most of its cells."""
    borders = table.find(f"{w('tblPr')}/{w('tblBorders')}")
    if borders is not None:
        return any(_drawn(side) for side in borders.findall(w("insideV")))
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    cells = list(table.iter(w("tcBorders")))
    if cells:
        return sum(any(_drawn(side) for side in cell) for cell in cells) * 2 > len(cells)
    return style is not None and "grid" in (style.get(w("val")) or "").lower()


def _drawn(side: etree._Element) -> bool:
    return (side.get(w("val")) or "none") not in ("none", "nil")

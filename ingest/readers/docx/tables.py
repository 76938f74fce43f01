"""DOCX tables: a grid of cells, and whether it carries data or only lays out the page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from ingest.readers.docx.parts import w, whole
from ingest.readers.docx.text import paragraphs_in
from ingest.readers.layout_tables import lays_out

_WIDEST = 63  # columns: what Word allows


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
            width = whole(span.get(w("val"))) if span is not None else 1
            cells.append(Cell(None if continues else cell))
            cells.extend(Cell(None) for _ in range(min(width, _WIDEST) - 1))
        if cells:
            rows.append(tuple(cells))
    return tuple(rows)


def lays_out_page(table: etree._Element, grid: tuple[tuple[Cell, ...], ...]) -> bool:
    """Tell whether the table only places text on the page: letterhead, signature block, or a frame around text."""
    columns = max((len(row) for row in grid), default=0)
    contents = [(at, _text(cell.content)) for row in grid for at, cell in enumerate(row) if cell.content is not None]
    filled = {at for at, text in contents if text.strip()}
    text = "\n".join(text for _, text in contents)
    return columns <= 1 or lays_out(text, len(grid), len(filled), _is_bordered(table))


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

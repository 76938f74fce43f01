"""References as files for a spreadsheet, without cells that act as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from rag.wording.naming import due_day
from ui.exports.csv_file import harmless
from ui.shapes.answers import Shape
from ui.texts.references import AT_ODDS_ABOUT, CERTAINTY, CONFLICT_COLUMNS, EDGE_COLUMNS, MISSING_COLUMNS, edge_text

Cells = Sequence[str | int | None]


def csv_of_references(shape: Shape) -> bytes:
    """Return what the shape lists (edges, missing acts or conflicts) as UTF-8 with a byte order mark."""
    if "missing" in shape:
        return _csv(MISSING_COLUMNS, map(_missing_cells, shape["missing"]))
    if "conflicts" in shape:
        return _csv(CONFLICT_COLUMNS, map(_conflict_cells, shape["conflicts"]))
    return _csv(EDGE_COLUMNS, map(_edge_cells, shape["edges"]))


def _csv(columns: Sequence[str], rows: Iterable[Cells]) -> bytes:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(harmless(cell) if isinstance(cell, str) else cell for cell in row)
    return lines.getvalue().encode("utf-8-sig")


def _edge_cells(edge: Shape) -> Cells:
    actor, target = edge["actor"], edge["target"]
    act = target or actor
    kind = edge_text(edge["relation"], edge["part"])
    return (
        actor["printed"] if actor and target else edge["number"] or edge["file"],
        due_day(edge["issued_on"]),
        kind if target else f"← {kind}",
        act["printed"],
        due_day(act["date"]) or act["year"],
        CERTAINTY[act["certainty"]],
        " ".join(edge["quote"].split()),
        edge["page"] if edge["paged"] else None,
        edge["file"],
        edge["document_id"],
    )


def _missing_cells(one: Shape) -> Cells:
    documents = "; ".join(each["number"] or each["file"] for each in one["documents"])
    return one["printed"], one["year"], one["title"], one["times"], len(one["documents"]), documents


def _conflict_cells(one: Shape) -> Cells:
    cells: list[str | int | None] = [one["normal"], AT_ODDS_ABOUT[one["about"]]]
    for place in one["places"]:
        cells += [
            place["number"] or place["file"],
            place["title"] if one["about"] == "title" else due_day(place["date"]),
        ]
    return cells

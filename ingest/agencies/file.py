"""A CSV file of agencies as an office writes it: rows and what is wrong with the file itself.

Comma, semicolon or tab between cells, a byte order mark, UTF-16 as Excel's "Unicode text", Vietnamese column names and
days as 01/3/2025 are all read. Lists in a cell are separated by ``|``.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingest.text.folding import fold

# The columns with the names that an office may give them, folded.
COLUMNS = {
    "canonical": ("ten", "ten co quan", "ten chinh thuc"),
    "kind": ("loai",),
    "abbreviations": ("viet tat", "chu viet tat"),
    "variants": ("ten khac", "cach viet khac"),
    "symbols": ("ky hieu",),
    "valid_from": ("tu ngay", "hoat dong tu"),
    "valid_to": ("den ngay", "hoat dong den", "den het ngay"),
    "predecessors": ("tien than", "co quan tien than"),
    "successors": ("ke thua", "nay la", "co quan ke thua"),
    "parts": ("chuyen mot phan", "phan viec chuyen di"),
    "confidence": ("do tin cay",),
    "note": ("ghi chu",),
}
LISTS = ("abbreviations", "variants", "symbols", "predecessors", "successors", "parts")
DAYS = ("valid_from", "valid_to")
# What agencies are, with the words an office may use for it, folded.
KINDS = {
    "department": ("so", "so, ban, nganh", "co quan chuyen mon"),
    "centre": ("don vi su nghiep", "trung tam"),
    "government": ("uy ban nhan dan", "ubnd"),
    "office": ("chuc danh",),
    "council": ("hoi dong nhan dan", "hdnd"),
    "military": ("quan doi", "bien phong"),
    "police": ("cong an",),
    "central branch": ("nganh doc", "co quan trung uong tai tinh"),
    "procuracy": ("vien kiem sat",),
    "court": ("toa an",),
    "party": ("dang",),
    "front": ("doan the", "mat tran"),
    "ministry": ("bo", "bo, nganh"),
    "central": ("trung uong",),
    "collective": ("nhom",),
}
_DAY = re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})")
# A cell that Excel would compute; a name never begins so. A single "-" empties a cell of the shipped file.
_FORMULA = re.compile(r"[=+@\t\r]|-(?=\s*[^\s|])")
EMPTIED = "-"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in the file: line and column count from 1, 0 means the whole file or the whole line.

    ``column`` counts cells. ``code`` is the stable name of what is wrong, ``detail`` the words it is about, ``guess`` what
    may have been meant. A fault that is not ``grave`` only wants a look: the row is used.
    """

    line: int
    column: int
    field: str
    code: str
    detail: str = ""
    guess: str = ""
    grave: bool = True


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """A row with the line it begins on; every column of ``COLUMNS`` is there, days as ``YYYY-MM-DD``."""

    line: int
    cells: dict[str, str]
    places: dict[str, int]

    def listed(self, column: str) -> tuple[str, ...]:
        """Return the parts of a list cell."""
        return tuple(part.strip() for part in self.cells[column].split("|") if part.strip())

    def fault(self, column: str, code: str, detail: str = "", guess: str = "", *, grave: bool = True) -> Fault:
        """Return a fault of one cell."""
        return Fault(self.line, self.places.get(column, 0), column, code, detail, guess, grave)


def read_rows(path: Path) -> tuple[list[AgencyRow], list[Fault]]:
    """Return the rows of a file and the faults of their form.

    Cells that mean nothing are empty in the rows, so that the rest can be checked; rows without a name are left out. Raises ``OSError`` where the file cannot be read.
    """
    text, encoding_fault = _decoded(path.read_bytes())
    if text is None:
        return [], [Fault(0, 0, "", "encoding", encoding_fault)]
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    rows: list[AgencyRow] = []
    faults: list[Fault] = []
    columns: list[str | None] = []
    seen: dict[str, int] = {}
    before = 0
    try:
        for cells in lines:
            line, before = before + 1, lines.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not columns:
                columns, found = _header(cells, line)
                faults += found
                if any(fault.grave for fault in found):
                    return [], faults
                continue
            row, found = _row(cells, columns, line)
            name = row.cells["canonical"]
            if not found and name in seen:
                found.append(row.fault("canonical", "name_twice", str(seen[name])))
            seen.setdefault(name, line)
            faults += found
            if name:
                rows.append(row)
    except csv.Error as error:
        faults.append(Fault(before + 1, 0, "", "broken_csv", str(error)))
    if not columns:
        faults.append(Fault(0, 0, "", "no_header"))
    return rows, faults


def _decoded(data: bytes) -> tuple[str | None, str]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return _text(data.decode("utf-16")), ""
        except UnicodeDecodeError:
            return None, "UTF-16"
    try:
        return _text(data.decode("utf-8-sig")), ""
    except UnicodeDecodeError as error:
        return None, str(data.count(b"\n", 0, error.start) + 1)


def _text(decoded: str) -> str:
    """Return the text in NFC, as documents are; Excel's own hint about the separator ("sep=;") makes an empty line."""
    return unicodedata.normalize("NFC", re.sub(r"\Asep=.[ ]*(?=\r?\n)", "", decoded))


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that is not empty."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max((",", ";", "\t"), key=first.count)


def _header(cells: list[str], line: int) -> tuple[list[str | None], list[Fault]]:
    names = {alias: column for column, aliases in COLUMNS.items() for alias in (column, *aliases)}
    columns: list[str | None] = []
    faults: list[Fault] = []
    for place, cell in enumerate(cells, 1):
        column = names.get(fold(cell).strip())
        if cell.strip() and column is None:
            faults.append(Fault(line, place, cell.strip(), "unknown_column", cell.strip(), grave=False))
        elif column is not None and column in columns:
            faults.append(Fault(line, place, column, "column_twice", cell.strip()))
        columns.append(column)
    if "canonical" not in columns:
        faults.append(Fault(line, 0, "canonical", "missing_column"))
    return columns, faults


def _row(cells: list[str], columns: list[str | None], line: int) -> tuple[AgencyRow, list[Fault]]:
    faults: list[Fault] = []
    values = dict.fromkeys(COLUMNS, "")
    places: dict[str, int] = {}
    for place, cell in enumerate(cells, 1):
        column = columns[place - 1] if place <= len(columns) else None
        if column is None:
            if place > len(columns) and cell.strip():
                faults.append(Fault(line, place, "", "cell_too_many", cell.strip()))
            continue
        values[column], places[column] = re.sub(r"\s+", " ", cell).strip(), place
        if _FORMULA.match(cell.strip(" ")):
            faults.append(Fault(line, place, column, "formula", cell.strip()))
    row = AgencyRow(line, values, places)
    if not values["canonical"]:
        faults.append(row.fault("canonical", "no_name"))
    for column in DAYS:
        day, wrong = _day(values[column])
        if wrong:
            faults.append(row.fault(column, "bad_day", day))
        values[column] = "" if wrong else day
    kind = _kind(values["kind"])
    if kind is None:
        faults.append(row.fault("kind", "unknown_kind", values["kind"]))
    values["kind"] = kind or ""
    return row, faults


def _day(value: str) -> tuple[str, bool]:
    found = _DAY.fullmatch(value)
    written = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else value
    if not value or value == EMPTIED:
        return value, False
    try:
        return date.fromisoformat(written).isoformat(), not re.fullmatch(r"\d{4}-\d\d-\d\d", written)
    except ValueError:
        return value, True


def _kind(value: str) -> str | None:
    if not value:
        return ""
    names = {alias: kind for kind, aliases in KINDS.items() for alias in (kind, *aliases)}
    return names.get(fold(value))

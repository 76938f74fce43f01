"""Speed of reading: ``python -m eval.speed.reading [--files DIR] [--json]``; figures are printed, never asserted.

PDFs are read beside plain pypdf text extraction, DOCX files beside python-docx, in one run and on the same files: the
ratio is what to trust. Every reader runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import process_time

from eval import texts
from eval.baselines import Table
from eval.sample import SAMPLE_FILES
from ingest.errors import IngestError

ROUNDS = 3


def main(arguments: list[str] | None = None) -> int:
    """Read the PDF and DOCX files of a folder; print pages per second of processor time, milliseconds a page, MiB."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed.reading", description=texts.READING_SPEED)
    parser.add_argument("--files", type=Path, default=SAMPLE_FILES, help=texts.READING_FILES)
    parser.add_argument("--json", action="store_true", help=texts.JSON)
    options = parser.parse_args(arguments)
    table = measure_reading(options.files)
    if not table:
        print(texts.FAILED.format(problem=options.files), file=sys.stderr)
        return 1
    print(json.dumps(table) if options.json else texts.table("reading", table))
    return 0


def measure_reading(folder: Path) -> Table:
    """Return one row for each reader of the born-digital PDFs and of the DOCX files under ``folder``.

    A PDF without a text layer is left out: there recognition is measured, not reading. ``pages_s`` is pages per second
    of processor time (the best of three rounds), ``page_ms`` its inverse, ``ratio`` the time against the plain reader
    of the same files, ``peak_mib`` the peak memory of the process.
    """
    pdfs, pages = _born_digital(sorted(folder.rglob("*.pdf")))
    words = sorted(folder.rglob("*.docx"))
    table: Table = {}
    if pdfs:
        plain = _alone(plain_pypdf, pdfs)
        table["pdf pypdf"] = _row(pages, plain, plain)
        table["pdf lines"] = _row(pages, _alone(lines_of, pdfs), plain)
        table["pdf document"] = _row(pages, _alone(document_of, pdfs), plain)
    if words:
        count = _pages_of(words)
        plain = _alone(plain_python_docx, words)
        table["docx python-docx"] = _row(count, plain, plain)
        table["docx lines"] = _row(count, _alone(lines_of, words), plain)
        table["docx document"] = _row(count, _alone(document_of, words), plain)
    return table


def plain_pypdf(path: Path) -> int:
    """Extract the text of a PDF as pypdf does by itself; the floor."""
    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return sum(len(page.extract_text()) for page in pypdf.PdfReader(path).pages)


def plain_python_docx(path: Path) -> int:
    """Extract the text of paragraphs and tables as python-docx gives it; the floor."""
    import docx

    opened = docx.Document(str(path))
    cells = (cell.text for table in opened.tables for row in table.rows for cell in row.cells)
    return sum(len(paragraph.text) for paragraph in opened.paragraphs) + sum(map(len, cells))


def lines_of(path: Path) -> int:
    """Read a file to lines with layout."""
    from ingest.readers.dispatch import read_file

    return len(read_file(path).lines)


def document_of(path: Path) -> int:
    """Read a file to a document with outline, notes, tables, references and assignments."""
    from ingest.reading import read_document

    return len(read_document(path).text)


def _alone(read: Callable[[Path], int], files: Sequence[Path]) -> tuple[float, float]:
    """Return seconds of processor time and peak MiB of reading the files in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_timed, read, files).result()


def _timed(read: Callable[[Path], int], files: Sequence[Path]) -> tuple[float, float]:
    taken: list[float] = []
    read(files[0])  # what is loaded once is no part of reading
    for _ in range(ROUNDS):
        started = process_time()
        for path in files:
            read(path)
        taken.append(process_time() - started)
    return min(taken), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _row(pages: int, taken: tuple[float, float], plain: tuple[float, float]) -> dict[str, float]:
    seconds, peak = taken
    return {
        "pages": float(pages),
        "pages_s": pages / seconds,
        "page_ms": 1000 * seconds / pages,
        "ratio": seconds / plain[0],
        "peak_mib": peak,
    }


def _born_digital(files: Sequence[Path]) -> tuple[list[Path], int]:
    """Return the PDFs whose pages all have a text that is a language, and how many pages these have."""
    from ingest.readers.dispatch import read_file

    found, pages = [], 0
    for path in files:
        try:
            reading = read_file(path)
        except IngestError:
            continue
        if not {warning.code for warning in reading.warnings} & {"page_without_text", "garbled_text", "broken_page"}:
            found.append(path)
            pages += reading.page_count
    return found, pages


def _pages_of(files: Sequence[Path]) -> int:
    from ingest.readers.dispatch import read_file

    return sum(read_file(path).page_count for path in files)


if __name__ == "__main__":
    sys.exit(main())

"""Whether recognised words stand in the order of the page: ``python -m eval.ocr.order PATH... [--work DIR] [--moves]``.

Plain Tesseract reads the same picture and says block, paragraph, line and place of each word. Of the words that both
have (letters and digits compared, marks and case left out), those outside a longest common subsequence are *moved*; the
figure is moved words per thousand common ones. Where a moved word and another of its own Tesseract line have changed
sides (``line``) the reading is at fault: no page asks for it. Moves within a block and further (``block``, ``page``) are to
be looked at: columns, tables, notes and page numbers are rightly read in another order than Tesseract's. Figures are
printed, never asserted: they depend on the engine.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np

from eval import texts
from eval.baselines import Table
from ingest.document import Document, without_marks
from ingest.intake.ocr_reading import read_recognised
from ingest.layout.pdfium import open_second
from ingest.ocr.image import drawn
from ingest.ocr.recognised import DPI
from ingest.ocr.tesseract import LANGUAGE, Tesseract
from ingest.text.folding import fold

LINE, BLOCK, PAGE = "line", "block", "page"
_AROUND = 4  # words of context
_WORD_LEVEL = "5"  # of Tesseract's TSV


@dataclass(frozen=True, slots=True)
class Plain:
    """A word as plain Tesseract has it: its letters, and (block, paragraph, line) it stands in."""

    text: str
    place: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Move:
    """A moved word: how far (``line``, ``block``, ``page``), the words around it here and there."""

    reach: str
    here: str
    there: str


def moves(read: Sequence[str], plain: Sequence[Plain]) -> tuple[list[Move], int]:
    """Return the moved words of a page and the number of words both have."""
    kept = dict(_common([_bare(word) for word in read], [word.text for word in plain]))
    moved = _elsewhere(read, plain, kept)
    known, sure = kept | moved, sorted(kept)
    lines: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
    for at, to in known.items():
        lines.setdefault(plain[to].place, []).append((at, to))
    found = []
    for at, to in moved.items():
        behind = bisect(sure, at)
        beside = {plain[kept[near]].place[0] for near in sure[max(0, behind - 1) : behind + 1]}
        swapped = any((at - other) * (to - there) < 0 for other, there in lines[plain[to].place])
        reach = LINE if swapped else BLOCK if plain[to].place[0] in beside else PAGE
        around = " ".join(word.text for word in plain[max(0, to - _AROUND) : to + _AROUND + 1])
        found.append(Move(reach, " ".join(read[max(0, at - _AROUND) : at + _AROUND + 1]), around))
    return found, len(known)


def _elsewhere(read: Sequence[str], plain: Sequence[Plain], kept: dict[int, int]) -> dict[int, int]:
    """Pair the other words with equal ones that are free, such as follow the match of the word before first."""
    free = set(range(len(plain))) - set(kept.values())
    found: dict[int, int] = {}
    for at in range(len(read)):
        if at in kept:
            continue
        same = [to for to in sorted(free) if plain[to].text == _bare(read[at])]
        if same:
            last = found.get(at - 1, kept.get(at - 1, -1))
            found[at] = last + 1 if last + 1 in same else same[0]
            free.remove(found[at])
    return found


def _common(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the positions of a longest common subsequence, in order."""
    best = np.zeros((len(a) + 1, len(b) + 1), np.int32)
    codes = {word: at for at, word in enumerate(dict.fromkeys([*a, *b]))}
    other = np.array([codes[word] for word in b], np.int32)
    for at in range(len(a) - 1, -1, -1):
        row = np.maximum(best[at + 1, :-1], (best[at + 1, 1:] + 1) * (other == codes[a[at]]))
        best[at, :-1] = np.maximum.accumulate(row[::-1])[::-1]
    at = to = 0
    while at < len(a) and to < len(b):
        if a[at] == b[to]:
            yield at, to
            at, to = at + 1, to + 1
        elif best[at + 1, to] >= best[at, to + 1]:
            at += 1
        else:
            to += 1


def _bare(word: str) -> str:
    return "".join(sign for sign in fold(without_marks(word)) if sign.isalnum())


def plain_words(tsv: str) -> list[Plain]:
    """Return the words of Tesseract's TSV in its order; those without a letter or digit are left out."""
    rows = [line.split("\t") for line in tsv.splitlines()]
    return [
        Plain(_bare(row[11]), (int(row[2]), int(row[3]), int(row[4])))
        for row in rows
        if len(row) == 12 and row[0] == _WORD_LEVEL and _bare(row[11])
    ]


def page_texts(document: Document) -> dict[int, list[str]]:
    """Return the words of each page in the order of the document's text; notes and artifacts are its last runs."""
    words: dict[int, list[str]] = {}
    for page in document.pages:
        run = document.text[page.span.start : page.span.end].split()
        words.setdefault(page.number, []).extend(word for word in run if _bare(word))
    return words


def measure(paths: Sequence[Path], work: Path, first: int | None) -> Iterator[tuple[str, list[Move], int]]:
    """Yield (file and page, moved words, common words) for the ``first`` recognised pages of each file, or for all.

    ``work`` keeps what was recognised, so that a second run compares the laying-out alone.
    """
    for path in paths:
        document = read_recognised(path, cache=str(work))
        recognised = [one.detail or "" for one in document.warnings if one.code == "read_by_ocr"]
        words = page_texts(document)
        for number in [number for listed in recognised for number in _numbers(listed)][:first]:
            moved, common = moves(words.get(number, []), plain_words(_plain(path, number, work)))
            yield f"{path.name} {number}", moved, common


def _numbers(listed: str) -> list[int]:
    """Undo ``page_list``."""
    runs = [[int(number) for number in run.split("-")] for run in listed.split(", ")]
    return [number for run in runs for number in range(run[0], run[-1] + 1)]


def _plain(path: Path, number: int, work: Path) -> str:
    """Return plain Tesseract's TSV of a page of a PDF."""
    data = path.read_bytes()
    kept = work / f"{sha256(data).hexdigest()}-{number}.tsv"
    if not kept.exists():
        with open_second(data) as document:
            picture = drawn(document, number - 1)
        height, width = picture.shape
        command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "tsv"]
        given = b"P5 %d %d 255\n" % (width, height) + picture.tobytes()
        one_thread = os.environ | {"OMP_THREAD_LIMIT": "1"}
        done = subprocess.run(command, input=given, capture_output=True, check=True, env=one_thread)
        kept.write_bytes(done.stdout)
    return kept.read_text("utf-8")


def figures(pages: Sequence[tuple[str, list[Move], int]]) -> Table:
    """Return one row a page and one for all: common words, moved words per thousand of them, the same by reach."""
    rows = {name: (Counter(move.reach for move in moved), common) for name, moved, common in pages}
    every = sum((reaches for reaches, _ in rows.values()), Counter[str]()), sum(common for _, common in rows.values())
    return {
        name: {"words": float(common), "moved": 1000 * reaches.total() / max(1, common)}
        | {reach: 1000 * reaches[reach] / max(1, common) for reach in (LINE, BLOCK, PAGE)}
        for name, (reaches, common) in [*rows.items(), ("all", every)]
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; status 1 when Tesseract is missing."""
    parser = argparse.ArgumentParser(prog="python -m eval.ocr.order", description=texts.ORDER_DESCRIPTION)
    parser.add_argument("paths", type=Path, nargs="+", help=texts.ORDER_PATHS)
    parser.add_argument("--pages", type=int, help=texts.ORDER_PAGES)
    parser.add_argument("--work", type=Path, help=texts.ORDER_WORK)
    parser.add_argument("--moves", action="store_true", help=texts.ORDER_MOVES)
    parser.add_argument("--json", action="store_true", help=texts.JSON)
    options = parser.parse_args(arguments)
    if Tesseract.installed() is None:
        print(texts.OCR_MISSING, file=sys.stderr)
        return 1
    paths = [file for path in options.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    with tempfile.TemporaryDirectory() as own:
        work = options.work or Path(own)
        work.mkdir(parents=True, exist_ok=True)
        pages = list(measure(paths, work, options.pages))
    table = figures(pages)
    print(json.dumps(table, ensure_ascii=False) if options.json else texts.table("ocr order", table))
    for name, moved, _ in pages if options.moves and not options.json else ():
        for move in moved:
            print(f"{name} {move.reach}: {move.here}  <  {move.there}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Speed on this machine: ``python -m eval.speed [--files DIR] [--passages N ...] [--json]``; figures are never asserted."""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from eval import texts
from eval.baselines import BASELINES, Table, save
from eval.gold.questions import read_gold
from eval.retrieval import texts as said
from eval.sample import SAMPLE_FILES, SAMPLE_QUESTIONS, TODAY, sample_library
from eval.speed.search import clauses_of, measure_search
from index.dense.encoder import load_encoder
from rag.ask import ask
from rag.library import Library

ROUNDS = 3


def main(arguments: list[str] | None = None) -> int:
    """Import a folder, search and ask; print seconds, milliseconds and mebibytes."""
    parser = argparse.ArgumentParser(prog="python -m eval.speed", description=texts.SPEED)
    parser.add_argument("--files", type=Path, default=SAMPLE_FILES, help=texts.SPEED_FILES)
    parser.add_argument("--json", action="store_true", help=texts.JSON)
    parser.add_argument("--passages", type=int, nargs="+", default=[], help=said.SPEED_PASSAGES)
    parser.add_argument("--encoder", help=texts.ENCODER)
    parser.add_argument("--save", action="store_true", help=texts.SAVE)
    options = parser.parse_args(arguments)
    if options.passages:
        return _search_stages(options)
    with tempfile.TemporaryDirectory() as scratch:
        figures = measure_speed(options.files, Path(scratch) / "archive")
    if options.json:
        print(json.dumps(figures))
    else:
        print("\n".join(f"{name.ljust(24)} {value:12.2f}" for name, value in figures.items()))
    return 0


def _search_stages(options: argparse.Namespace) -> int:
    """Measure the stages of a search in made archives of each size asked for."""
    questions = [gold.question for gold in read_gold(SAMPLE_QUESTIONS)]
    encoder = None if options.encoder == "" else load_encoder(options.encoder)
    with tempfile.TemporaryDirectory() as scratch, sample_library(Path(scratch), "") as library:
        clauses = clauses_of(one for name in sorted(library.archive.ids()) for one in library.passages(name))
    tables: dict[int, Table] = {}
    for count in options.passages:
        with tempfile.TemporaryDirectory() as scratch:
            tables[count] = measure_search(Path(scratch), clauses, count, questions, encoder)
        if not options.json:
            print(texts.table(str(count), tables[count]))
        if options.save:
            save(tables[count], BASELINES / f"speed-{count}.json")
    if options.json:
        print(json.dumps(tables))
    return 0


def measure_speed(files: Path, folder: Path) -> dict[str, float]:
    """Return the figures by name; the unit is the end of the name (``_s``, ``_ms``, ``_mib``)."""
    questions = [gold.question for gold in read_gold(SAMPLE_QUESTIONS)]
    started = perf_counter()
    with Library.open(folder, create=True) as library:
        report = library.ingest([files])
        imported = perf_counter() - started
        pages = sum(library.archive.get(document_id).page_count for document_id in library.archive.ids())
        figures = {
            "documents": float(len(report.added)),
            "pages": float(pages),
            "import_s": imported,
            "import_page_ms": 1000 * imported / max(1, pages),
        }
        for mode in ("lexical", "vectors", "hybrid", "bm25"):
            figures[f"search_{mode}_ms"] = _median_ms(questions, partial(library.index.search, mode=mode))
        figures["ask_ms"] = _median_ms(questions, lambda question: ask(question, library, TODAY))
    figures["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return figures


def _median_ms(questions: Iterable[str], call: Callable[[str], object]) -> float:
    """Return the median time of a call in milliseconds, the first round being warm-up."""
    taken: list[float] = []
    for turn in range(ROUNDS):
        for question in questions:
            started = perf_counter()
            call(question)
            if turn:
                taken.append(1000 * (perf_counter() - started))
    return median(taken)


if __name__ == "__main__":
    sys.exit(main())

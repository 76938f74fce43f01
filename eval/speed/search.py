"""How long each stage of a search takes on one core, in archives of any size, beside rank-bm25 in the same run.

Processor time is what to compare: on a machine that others use, the clock on the wall measures them.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import perf_counter, process_time

import numpy as np
from rank_bm25 import BM25Okapi

from eval.baselines import Table
from eval.speed.made_passages import SECTIONS, made_documents
from index.dense.encoder import Encoder
from index.passages import Passage
from index.ranking.fusion import fused
from index.store.search_index import SearchIndex
from index.store.stores import Stores
from index.text.tokens import tokenise
from ingest.document import Document

DEPTH = 100
QUESTIONS = 100
BASELINE_QUESTIONS = 30
"""Questions put to rank-bm25, which takes a third of a second for each at 100,000 passages."""
CHANGES = 7
"""Documents added and removed one by one."""

_WARM_UP = 5
_CLAUSE = re.compile(r"[^.;:\n]{60,200}")


def clauses_of(passages: Iterable[Passage]) -> list[str]:
    """Return stretches of 60 to 200 letters between points, each once, in order."""
    found = (" ".join(one.split()) for passage in passages for one in _CLAUSE.findall(passage.text))
    return list(dict.fromkeys(found))


def measure_search(
    folder: Path, clauses: Sequence[str], passages: int, questions: Sequence[str], encoder: Encoder | None
) -> Table:
    """Return stage → p50 and p95 in milliseconds (of the clock, and of the processor) in an archive of ``passages``."""
    with _one_core():
        table = _archive_stages(folder, clauses, passages, questions, encoder)
        asked = _asked(questions)
        texts = (
            one for document in made_documents(clauses, passages // SECTIONS) for one in document.text.splitlines()
        )
        model = BM25Okapi([list(tokenise(text).syllables) for text in texts])

        def best(question: str) -> object:
            return np.argsort(-model.get_scores(tokenise(question).syllables))[:DEPTH]

        table["rank-bm25"] = _spread(_timed(best, asked[:BASELINE_QUESTIONS]))
    return table


def _asked(questions: Sequence[str]) -> list[str]:
    return random.Random(6).sample(list(questions), min(len(questions), QUESTIONS))


def _archive_stages(
    folder: Path, clauses: Sequence[str], passages: int, questions: Sequence[str], encoder: Encoder | None
) -> Table:
    with SearchIndex.open(folder, encoder) as index:
        index.add(made_documents(clauses, passages // SECTIONS))
        held = index.status().passages
        table: Table = {"passages": {"count": float(held)}}
        asked = _asked(questions)
        stores = Stores(folder, encoder)
        stores.refresh()
        try:
            table |= _stages(stores, asked, held)
        finally:
            stores.close()
        fused_only = _timed(lambda question: index.search(question, limit=10, rerank=False), asked)
        whole = _timed(lambda question: index.search(question, limit=10), asked)
        table["search without re-ranker"] = _spread(fused_only)
        table["search with re-ranker"] = _spread(whole)
        table["re-rank"] = _spread(
            [(late[0] - early[0], late[1] - early[1]) for early, late in zip(fused_only, whole, strict=True)]
        )
        table |= _changes(index, clauses, passages // SECTIONS)
    return table


def _stages(stores: Stores, questions: Sequence[str], held: int) -> Table:
    lexical = stores.lexical
    table: Table = {"lexical": _spread(_timed(lambda question: lexical.search(question, DEPTH), questions))}
    retriever = stores.vectors.retriever()
    if retriever is None:
        return table
    table["encode"] = _spread(_timed(retriever.row, questions))
    rows = {question: retriever.row(question) for question in questions}
    table["vectors"] = _spread(_timed(lambda question: retriever.nearest(rows[question], DEPTH), questions))
    retrievers = {
        one: (dict(lexical.search(one, DEPTH)), dict(retriever.nearest(rows[one], DEPTH))) for one in questions
    }
    table["fusion"] = _spread(_timed(lambda question: fused(question, *retrievers[question], held, DEPTH), questions))
    return table


def _changes(index: SearchIndex, clauses: Sequence[str], after: int) -> Table:
    """Time until a new document is found by its own words, and until a removed one is not."""
    added: list[tuple[float, float]] = []
    removed: list[tuple[float, float]] = []
    for document in made_documents(clauses, CHANGES, seed=after + 7):
        words = document.text.splitlines()[0]

        def there(document: Document = document, words: str = words) -> bool:
            return any(hit.passage.document_id == document.id for hit in index.search(words, limit=10))

        started = perf_counter(), process_time()
        index.add([document])
        seen = there()
        added.append((1000 * (perf_counter() - started[0]), 1000 * (process_time() - started[1])))
        started = perf_counter(), process_time()
        index.remove([document.id])
        gone = not there()
        removed.append((1000 * (perf_counter() - started[0]), 1000 * (process_time() - started[1])))
        if not seen or not gone:
            raise RuntimeError(f"a change is not visible: {document.file_name}")
    return {"add and find": _spread(added), "remove and miss": _spread(removed)}


def _timed(call: Callable[[str], object], questions: Sequence[str]) -> list[tuple[float, float]]:
    """Return milliseconds of the clock and of the processor for every question, after a warm-up."""
    for question in questions[:_WARM_UP]:
        call(question)
    taken: list[tuple[float, float]] = []
    for question in questions:
        started = perf_counter(), process_time()
        call(question)
        taken.append((1000 * (perf_counter() - started[0]), 1000 * (process_time() - started[1])))
    return taken


def _spread(times: Sequence[tuple[float, float]]) -> dict[str, float]:
    clock, processor = zip(*times, strict=True)
    row: dict[str, float] = {}
    for name, values in (("", clock), ("cpu ", processor)):
        for share in (50, 95):
            row[f"{name}p{share}"] = round(float(np.percentile(values, share)), 3)
    return row


@contextmanager
def _one_core() -> Iterator[None]:
    """Keep this process on one core where the system lets it."""
    before = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    with suppress(OSError, AttributeError):
        os.sched_setaffinity(0, {min(before)} if before else set())
    try:
        yield
    finally:
        with suppress(OSError, AttributeError):
            os.sched_setaffinity(0, before)

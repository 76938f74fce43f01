"""Measuring retrieval: the same questions put to every engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter

from eval.beir import Collection, Qrels
from eval.gold import Gold, evidence_spans
from eval.metrics import measure
from eval.trec import Run, write_run
from index.chunks import passages_of
from index.corpus import CorpusIndex
from index.encoder import Encoder
from ingest.document import Document
from rag.library import Library

SYSTEMS = {"rank-bm25": "bm25", "lexical": "lexical", "vectors": "vectors", "hybrid": "hybrid"}
DEPTH = 100

Table = dict[str, dict[str, float]]


def measure_collection(
    collection: Collection, encoder: Encoder, systems: Sequence[str], runs: Path | None = None
) -> Table:
    """Return system → measure → value on a test collection; ``runs`` is a folder for TREC run files, if wanted."""
    index = CorpusIndex(collection.passages, encoder)
    table: Table = {}
    for system in systems:
        started = perf_counter()
        run: Run = {
            query: index.search(text, limit=DEPTH, mode=SYSTEMS[system]) for query, text in collection.queries.items()
        }
        table[system] = _row(collection.qrels, run, perf_counter() - started)
        if runs is not None:
            write_run(runs / f"{collection.name}.{system}.run", run, system)
    return table


def measure_library(golds: Iterable[Gold], library: Library, systems: Sequence[str], runs: Path | None = None) -> Table:
    """Return system → measure → value for the answerable gold questions on an archive.

    A passage is relevant when it overlaps a gold quote in a gold document. Questions whose quotes are found in no
    passage are left out (and counted by ``questions``).
    """
    documents = {document_id: library.archive.get(document_id) for document_id in sorted(library.archive.ids())}
    asked: dict[str, str] = {}
    qrels: Qrels = {}
    for gold in golds:
        relevant = _relevant(gold, documents)
        if gold.status != "not_found" and relevant:
            asked[gold.id] = gold.question
            qrels[gold.id] = dict.fromkeys(relevant, 1)
    table: Table = {}
    for system in systems:
        started = perf_counter()
        run: Run = {}
        for query, text in asked.items():
            hits = library.index.search(text, limit=DEPTH, mode=SYSTEMS[system])
            run[query] = [(_name(hit.passage.document_id, hit.passage.span.start), hit.score) for hit in hits]
        table[system] = _row(qrels, run, perf_counter() - started)
        if runs is not None:
            write_run(runs / f"sample.{system}.run", run, system)
    return table


def _relevant(gold: Gold, documents: dict[str, Document]) -> set[str]:
    names: set[str] = set()
    for document in documents.values():
        if document.file_name not in gold.documents:
            continue
        for span in evidence_spans(document, gold.quotes):
            names |= {
                _name(document.id, passage.span.start)
                for passage in passages_of(document)
                if passage.span.overlaps(span)
            }
    return names


def _name(document_id: str, start: int) -> str:
    return f"{document_id}:{start}"


def _row(qrels: Qrels, run: Run, seconds: float) -> dict[str, float]:
    return {
        **{name: round(value, 4) for name, value in measure(qrels, run).items()},
        "questions": float(len(qrels)),
        "ms": round(1000 * seconds / max(1, len(qrels)), 2),
    }

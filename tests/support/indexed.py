"""One small corpus in an index, and what it answers when nothing ever happened to it."""

from __future__ import annotations

from pathlib import Path

from directives import HashingEncoder, numbered_directives
from index.store.search_index import SearchIndex

Answers = list[list[tuple[str, str, float]]]

CORPUS = numbered_directives()
BY_ID = {document.id: document for document in CORPUS}
QUERIES = ("thủy lợi", "bao cao giao thong", "3/KH-UBND", "việc y tế hằng tháng", "du lịch")


def opened(folder: Path, encoder: HashingEncoder | None = None) -> SearchIndex:
    return SearchIndex.open(folder, encoder or HashingEncoder())


def answers(index: SearchIndex) -> Answers:
    return [
        [(hit.passage.document_id, hit.passage.text, round(hit.score, 5)) for hit in index.search(query)]
        for query in QUERIES
    ]


def calm_answers(folder: Path) -> Answers:
    """Return what an index answers that was filled once and left alone."""
    with opened(folder) as calm:
        calm.add(CORPUS)
        return answers(calm)

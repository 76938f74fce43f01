"""What is retrieved for a question: every wording of it searched, documents of its time first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.passages import Hit
from index.store.search_index import SearchIndex
from ingest.document import Span
from ingest.filters import Filters

DEPTH = 80
"""Passages looked at for a question."""


def retrieved(
    index: SearchIndex, queries: Sequence[str], allowed: Filters, first: frozenset[str], besides: Iterable[Hit]
) -> tuple[Hit, ...]:
    """Return the passages found within ``allowed``, best first and each once.

    Those of the documents ``first`` come before all others, those of ``besides`` behind.
    """
    restrictions = [Filters(documents=first), allowed] if first else [allowed]
    found: dict[tuple[str, Span], Hit] = {}
    for restriction in restrictions:
        for query in queries:
            for hit in index.search(query, restriction, DEPTH):
                found.setdefault((hit.passage.document_id, hit.passage.span), hit)
    for hit in besides:
        found.setdefault((hit.passage.document_id, hit.passage.span), hit)
    return tuple(found.values())

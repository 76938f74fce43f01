"""What an index says of itself: how much it holds, with which versions, and whether its stores agree."""

from __future__ import annotations

from dataclasses import dataclass

from index.store.stores import LEXICAL_VERSIONS, SHELF_VERSIONS, Stores


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """Counts and versions; ``consistent`` is true when all stores hold exactly the same passages."""

    documents: int
    passages: int
    vectors: int
    engine: str
    encoder: str | None
    fingerprint: str | None
    versions: str
    consistent: bool


def status_of(stores: Stores, engine: str) -> IndexStatus:
    """Return the status of fresh ``stores``; looks at every passage number."""
    return IndexStatus(
        documents=len(stores.passage_store.documents()),
        passages=stores.passage_store.count(),
        vectors=len(stores.vectors),
        engine=engine,
        encoder=stores.encoder.name if stores.encoder else None,
        fingerprint=stores.passage_store.fact("encoder"),
        versions=f"{SHELF_VERSIONS}, {LEXICAL_VERSIONS}",
        consistent=stores.agree(),
    )

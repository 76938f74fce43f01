"""What is measured: an archive's own index, a test collection, and the same passages indexed with less."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from eval.gold.beir import Collection
from eval.gold.judged import passage_name
from eval.retrieval.systems import Found, System
from index.dense.encoder import Encoder
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import Fields, fields_of, meaning_of
from index.lexical.rank_bm25_index import ReferenceIndex
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.query.read import EXPANSIONS
from index.ranking.hybrid import HybridRetriever
from index.ranking.reranker import Reranking, load_reranker
from index.retriever import MODES, Retriever
from index.store.corpus import CorpusIndex
from index.text.tokens import Tokens, tokenise
from ingest.document import Span
from rag.library import Library

SYLLABLES = "syllables"
RERANKED = "reranked"
_NOTHING = tokenise("")
_BATCH = 512


def _without_pairs(fields: Fields) -> Fields:
    def single(tokens: Tokens) -> Tokens:
        return replace(tokens, bigrams=(), folded_bigrams=())

    return Fields(single(fields.text), single(fields.near), single(fields.far))


def _unmarked(tokens: Tokens) -> Tokens:
    return replace(tokens, folded=(), folded_bigrams=())


LESS: dict[str, Callable[[Fields], Fields]] = {
    "pairs": _without_pairs,
    "near": lambda fields: replace(fields, near=_NOTHING),
    "far": lambda fields: replace(fields, far=_NOTHING),
    "folded": lambda fields: Fields(_unmarked(fields.text), _unmarked(fields.near), _unmarked(fields.far)),
}
"""Parts of the lexical fields by name, and what is left of a passage without them."""


class PassageIndex:
    """Named passages under the project's retrievers, in memory; ``less`` takes tokens away before they are indexed."""

    def __init__(
        self,
        passages: Sequence[tuple[str, Passage]],
        encoder: Encoder | None,
        less: Callable[[Fields], Fields] = lambda fields: fields,
    ) -> None:
        self._names = [name for name, _ in passages]
        self._fields = [less(fields_of(passage)) for _, passage in passages]
        self._lexical = LexicalIndex()
        self._lexical.apply((), ((number, "", fields) for number, fields in enumerate(self._fields, 1)))
        self._vectors = _encoded([passage for _, passage in passages], encoder, self._lexical) if encoder else None
        held = dict(enumerate((passage for _, passage in passages), 1))
        reranker = load_reranker()
        self._look = (
            Reranking(reranker, lambda numbers: {n: held[n] for n in numbers}, self._lexical) if reranker else None
        )
        self._reference: ReferenceIndex | None = None

    def search(self, question: str, limit: int, mode: str) -> Found:
        """Return (name, score), best first; ``mode`` is one of ``index.retriever.MODES``, or ``RERANKED``."""
        retriever = self._retriever(mode)
        found = retriever.search(question, limit) if retriever else []
        return [(self._names[number - 1], score) for number, score in found]

    def _retriever(self, mode: str) -> Retriever | None:
        if mode == "bm25":
            if self._reference is None:
                self._reference = ReferenceIndex(enumerate(self._fields, 1))
            return self._reference
        if mode in ("hybrid", RERANKED):
            return HybridRetriever(self._lexical, self._vectors, self._look if mode == RERANKED else None)
        if mode == "vectors":
            return self._vectors
        return self._lexical.widened(()) if mode == "lexical" else self._lexical


def _encoded(passages: Sequence[Passage], encoder: Encoder, lexical: LexicalIndex) -> VectorRetriever:
    index = VectorIndex(encoder.dimensions)
    for start in range(0, len(passages), _BATCH):
        part = passages[start : start + _BATCH]
        rows = encoder.encode_passages([meaning_of(passage) for passage in part])
        index.put(np.arange(start + 1, start + 1 + len(part)), rows)
    return VectorRetriever(encoder, index, lexical.meant)


class _Lessened:
    """The same passages indexed with less, made at the first need."""

    def __init__(self, passages: Callable[[], Sequence[tuple[str, Passage]]], encoder: Encoder | None) -> None:
        self._passages = passages
        self._encoder = encoder
        self._made: dict[tuple[str, bool], PassageIndex] = {}

    def search(self, question: str, limit: int, system: System) -> Found | None:
        """Return what is found with less; ``None`` where the system leaves nothing out of the fields."""
        mode, part = ("lexical", "pairs") if system.mode == SYLLABLES else (system.mode, "".join(system.without[:1]))
        if part not in LESS:
            return None
        key = (part, mode != "lexical")
        if key not in self._made:
            self._made[key] = PassageIndex(self._passages(), self._encoder if key[1] else None, LESS[part])
        return self._made[key].search(question, limit, mode)


def _modes(offered: Iterable[str], encoder: Encoder | None) -> frozenset[str]:
    return frozenset({*offered, SYLLABLES, RERANKED} - (set() if encoder else {"vectors"}))


def _mode(system: System) -> tuple[str, bool]:
    """Return what the index is asked for: its mode, and whether the best are ordered anew."""
    return ("hybrid", True) if system.mode == RERANKED else (system.mode, False)


class ArchiveEngine:
    """The index of an open archive; see ``Engine``."""

    def __init__(self, library: Library, encoder: Encoder | None) -> None:
        self.modes = _modes(MODES, encoder)
        self.parts: tuple[str, ...] = (*LESS, *EXPANSIONS)
        self._index = library.index
        self._lessened = _Lessened(self._passages, encoder)

    def alarms(self) -> tuple[str, ...]:
        """See ``Engine``."""
        return self._index.alarms()

    def search(self, question: str, limit: int, system: System) -> Found:
        """See ``Engine``."""
        if (less := self._lessened.search(question, limit, system)) is not None:
            return less
        mode, rerank = _mode(system)
        hits = self._index.search(question, limit=limit, mode=mode, without=system.without, rerank=rerank)
        return [(passage_name(hit.passage), hit.score) for hit in hits]

    def _passages(self) -> list[tuple[str, Passage]]:
        return [
            (passage_name(passage), passage)
            for document_id in sorted(self._index.documents())
            for passage in self._index.passages(document_id)
        ]


class CollectionEngine:
    """A test collection in memory; see ``Engine``."""

    def __init__(self, collection: Collection, encoder: Encoder | None) -> None:
        self.modes = _modes(MODES, encoder)
        self.parts: tuple[str, ...] = ("pairs", "folded", *EXPANSIONS)  # plain texts have nothing near or far
        self._collection = collection
        self._index = CorpusIndex(collection.passages, encoder)
        self._lessened = _Lessened(self._passages, encoder)

    def alarms(self) -> tuple[str, ...]:
        """See ``Engine``."""
        return self._index.alarms()

    def search(self, question: str, limit: int, system: System) -> Found:
        """See ``Engine``."""
        if (less := self._lessened.search(question, limit, system)) is not None:
            return less
        mode, rerank = _mode(system)
        return self._index.search(question, limit, mode, system.without, rerank)

    def _passages(self) -> list[tuple[str, Passage]]:
        texts = ((name, f"{title}\n{text}" if title else text) for name, title, text in self._collection.passages)
        return [(name, Passage(name, Span(0, len(text)), text, "section", 1)) for name, text in texts]

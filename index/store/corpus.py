"""A collection of plain texts under the same engines as the archive: for measuring on public benchmarks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property

import numpy as np

from index.dense.encoder import Encoder
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import fields_of, meaning_of
from index.lexical.rank_bm25_index import ReferenceIndex
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.query.read import EXPANSIONS
from index.ranking.hybrid import HybridRetriever
from index.ranking.reranker import Reranking, load_reranker
from index.retriever import Retriever
from index.store.alarms import lexical_alarms, sample, vector_alarms
from ingest.document import Span

_BATCH = 512


class CorpusIndex:
    """Texts given as (id, title, text), one passage each, held in memory; the title counts as part of the text."""

    def __init__(self, texts: Iterable[tuple[str, str, str]], encoder: Encoder | None = None) -> None:
        self._ids: list[str] = []
        passages: list[Passage] = []
        for identity, title, text in texts:
            whole = f"{title}\n{text}" if title else text
            self._ids.append(identity)
            passages.append(Passage(identity, Span(0, len(whole)), whole, "section", 1))
        self._entries = [(number, passage, fields_of(passage)) for number, passage in enumerate(passages, 1)]
        self._lexical = LexicalIndex()
        self._lexical.apply((), ((number, passage.document_id, fields) for number, passage, fields in self._entries))
        self._vectors: VectorRetriever | None = None
        if encoder is not None:
            index = VectorIndex(encoder.dimensions)
            for start in range(0, len(passages), _BATCH):
                part = passages[start : start + _BATCH]
                rows = encoder.encode_passages([meaning_of(passage) for passage in part])
                index.put(np.arange(start + 1, start + 1 + len(part)), rows)
            self._vectors = VectorRetriever(encoder, index, self._lexical.meant)
        self._reference: ReferenceIndex | None = None
        self._encoder = encoder

    def search(
        self,
        question: str,
        limit: int = 10,
        mode: str = "hybrid",
        without: Collection[str] = (),
        rerank: bool = True,
    ) -> list[tuple[str, float]]:
        """Return (id, score), best first; ``mode`` is one of ``index.retriever.MODES``. Without an encoder ``vectors`` finds nothing.

        ``without`` names expansions (``index.query.read.EXPANSIONS``) that are left out; ``rerank=False`` keeps
        the order of the fusion.
        """
        retriever = self._retriever(mode, without, rerank)
        if retriever is None:
            return []
        return [(self._ids[number - 1], score) for number, score in retriever.search(question, limit)]

    def alarms(self) -> tuple[str, ...]:
        """Return what is wrong with the retrievers, as codes; see ``index.store.alarms``."""
        count = len(self._entries)
        passages = {number: self._entries[number - 1][1] for number in sample(range(1, count + 1))}
        found = lexical_alarms(self._lexical, len(self._lexical), passages, count, self._passages)
        return found + (vector_alarms(self._vectors, passages, count) if self._vectors else ())

    @cached_property
    def _look(self) -> Reranking | None:
        # Only when it is asked for: an encoder is trained, and a re-ranker made, by what the fusion alone finds.
        reranker = load_reranker()
        return Reranking(reranker, self._passages, self._lexical) if reranker else None

    def _passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        return {number: self._entries[number - 1][1] for number in numbers}

    def _retriever(self, mode: str, without: Collection[str], rerank: bool) -> Retriever | None:
        expansions = [one for one in EXPANSIONS if one not in without]
        widened = self._lexical.widened(expansions)
        if mode == "hybrid":
            look = replace(self._look, expansions=expansions) if rerank and self._look else None
            return HybridRetriever(widened, self._vectors, look)
        if mode == "expanded":
            return widened
        if mode == "lexical":
            return self._lexical.widened(())
        if mode == "vectors":
            return self._vectors
        if mode == "bm25":
            if self._reference is None:
                self._reference = ReferenceIndex((number, fields) for number, _, fields in self._entries)
            return self._reference
        raise ValueError(f"no such mode: {mode}")

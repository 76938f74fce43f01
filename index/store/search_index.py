"""The index of an archive: what is added is found, what is removed is not, whatever happened in between."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from threading import RLock
from typing import Self

from index.chunking.cut import passages_of
from index.chunking.surroundings import Surroundings, surroundings
from index.dense.encoder import Encoder
from index.lexical.fields import meaning_of
from index.passages import Hit, Passage
from index.query.read import EXPANSIONS, ReadQuestion
from index.ranking.reranker import Reranker, load_reranker
from index.retriever import MODES, Allowed
from index.store.alarms import lexical_alarms, sample, vector_alarms
from index.store.mending import mended, told
from index.store.opening import opened_stores
from index.store.purging import purge
from index.store.retrievers import Retrievers
from index.store.status import IndexStatus, status_of
from index.store.stores import Encoded, Stores
from index.store.write_lock import PATIENCE_SECONDS
from ingest.document import Document
from ingest.filters import Filters

ENGINES = ("tantivy", "rank-bm25")
_SPARE = 32  # looked at beyond the limit, so that equal scores are cut by document and place
_BATCH = 64  # documents in one commit: a kill loses at most this much work, and memory stays small


@dataclass(frozen=True, slots=True)
class Changes:
    """What ``synchronise`` did: ids of documents added and removed."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class SearchIndex:
    """Searches the passages of documents; safe to use from several threads, and beside other processes.

    What is not on the passage store is never returned, whatever the other stores still hold.
    """

    def __init__(self, stores: Stores, engine: str, reranker: Reranker | None = None) -> None:
        self._stores = stores
        self._engine = engine
        self._retrievers = Retrievers(stores, engine, reranker)
        self._writing = RLock()  # taken before the other: who writes must not keep others from searching
        self._lock = RLock()
        self._synchronised = 0
        self.rebuilt = False
        """Whether damaged files were thrown away: the index fills again from the archive with ``synchronise``."""

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: Encoder | None,
        engine: str = "tantivy",
        reranker: Reranker | None = None,
        encoded: Encoded | None = None,
    ) -> SearchIndex:
        """Open the index in ``folder`` (made when absent) and finish what a kill left undone.

        An index of other versions, or one whose passage store is damaged, is emptied (``synchronise`` fills it again) or its part rebuilt; vectors of another
        encoder are made anew, never mixed. With no encoder there is no vector retriever. ``engine`` chooses the lexical retriever;
        ``ValueError`` for an unknown one. ``reranker`` is the learned one unless given (``index.ranking.reranker``);
        ``encoded`` is told how far an encoding anew has come, which goes on where it was stopped.
        """
        if engine not in ENGINES:
            raise ValueError(f"no such engine: {engine}")
        stores, emptied = opened_stores(folder, encoder, encoded)
        opened = cls(stores, engine, reranker or load_reranker())
        opened.rebuilt = emptied
        opened._purge(patience=0.0)
        return opened

    def close(self) -> None:
        """Release the files."""
        with self._lock:
            self._stores.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    @mended
    def documents(self) -> frozenset[str]:
        """Return the ids of the documents that can be found."""
        with self._lock:
            return self._stores.passage_store.documents()

    @mended
    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of one document in text order, its notes last; empty for an unknown id."""
        with self._lock:
            return tuple(
                stored_passage.passage for stored_passage in self._stores.passage_store.passages_of(document_id)
            )

    @told
    def add(self, documents: Iterable[Document]) -> None:
        """Index these documents, replacing what was known under their ids. All or nothing for each document."""
        encoder = self._stores.encoder
        source = iter(documents)
        while batch := list(islice(source, _BATCH)):
            made = {document.id: passages_of(document) for document in batch}
            flat = [passage for passages in made.values() for passage in passages]
            # Encoding takes the longest and changes nothing: others may search meanwhile.
            rows = encoder.encode_passages([meaning_of(one) for one in flat]) if encoder and flat else None
            with self._writing, self._lock, self._stores.changing():
                if not self._stores.knows_encoder():
                    rows = None
                taken = 0
                for document_id, passages in made.items():
                    own = None if rows is None else rows[taken : taken + len(passages)]
                    self._stores.passage_store.put(document_id, passages, own)
                    taken += len(passages)

    @told
    def remove(self, document_ids: Iterable[str]) -> None:
        """Forget these documents: from the moment this returns nothing of them is found. Unknown ids are ignored.

        Their words are in the files until ``purge``.
        """
        with self._writing, self._lock:
            wanted = sorted(self._stores.passage_store.documents().intersection(document_ids))
            if wanted:
                with self._stores.changing():
                    self._stores.passage_store.drop(wanted)

    @told
    def synchronise(self, archive_ids: Iterable[str], load: Callable[[str], Document]) -> Changes:
        """Bring the index to hold exactly ``archive_ids``, loading what is missing; cheap when it does already."""
        wanted = frozenset(archive_ids)
        with self._writing, self._lock:
            self._stores.mend()
            self._synchronised = self._stores.passage_store.number_on_disk()
        known = self.documents()
        extra, missing = sorted(known - wanted), sorted(wanted - known)
        self.remove(extra)
        self.add(load(document_id) for document_id in missing)
        return Changes(tuple(missing), tuple(extra))

    @told
    def purge(self) -> None:
        """Leave nothing of removed documents in the files of the index: no word, no vector; one look when all is done.

        To be called once behind a batch of removals: it writes all passages anew that share a segment with removed ones,
        up to all there are (see ``index.store.purging``). Others may search meanwhile.
        """
        self._purge(PATIENCE_SECONDS)

    def replaced(self) -> bool:
        """Tell whether another file stands in the place of the one last synchronised, or none: ``synchronise`` fills it."""
        return self._stores.passage_store.number_on_disk() != self._synchronised

    def start_anew(self) -> None:
        """Throw damaged files away and open an empty index, which ``synchronise`` fills."""
        with self._writing, self._lock:
            self._stores.start_anew()
            self.rebuilt = True

    def mend_lexical(self) -> None:
        """Take over the lexical index that another process made anew, or make it anew from the passage store."""
        with self._writing, self._lock, self._stores.only_writer():
            if not self._stores.take_place():
                self._stores.restart_lexical()

    def _purge(self, patience: float) -> None:
        with self._writing:
            purge(self._stores, self._lock, patience)

    @mended
    def search(
        self,
        query: str,
        filters: Filters | None = None,
        limit: int = 10,
        mode: str = "hybrid",
        without: Collection[str] = (),
        rerank: bool = True,
    ) -> tuple[Hit, ...]:
        """Return the passages that fit ``query`` best, at most ``limit``, all of documents that meet ``filters``.

        Conditions are applied before ranking, so a filtered search is not an emptied one; ``filters.agency`` is the
        archive's to resolve (into ``filters.documents``). Any text is a valid query; one without a known word finds
        nothing. ``without`` names expansions (``index.query.read.EXPANSIONS``) that are left out; ``rerank=False``
        keeps the order of the fusion. ``ValueError`` for an unknown mode; ``vectors`` without an encoder finds nothing.
        """
        if mode not in MODES:
            raise ValueError(f"no such mode: {mode}")
        with self._lock:
            self._stores.refresh()
            allowed = None if filters is None or filters.empty else self._allowed(filters)
            if limit < 1 or not query.strip() or (allowed is not None and not len(allowed.numbers)):
                return ()
            passages: dict[int, Passage] = {}
            look = self._retrievers.reranking(without, passages) if rerank else None
            found = self._retrievers.found(query, mode, limit + _SPARE, allowed, without, look)
            passages |= self._stores.passage_store.passages(
                [number for number, _, _ in found if number not in passages]
            )
        hits = [
            Hit(passages[number], score, tuple(retrievers.items()))
            for number, score, retrievers in found
            if number in passages
        ]
        # Numbers tell in which order documents came in; equal scores must not, or a rebuilt index would answer otherwise.
        hits.sort(key=lambda hit: (-hit.score, hit.passage.document_id, hit.passage.span))
        return tuple(hits[:limit])

    @mended
    def read(self, question: str, without: Collection[str] = ()) -> ReadQuestion:
        """Return how ``search`` reads a question: what its words were meant to be, and other wordings for them."""
        with self._lock:
            self._stores.refresh()
            return self._stores.lexical.read(question, [one for one in EXPANSIONS if one not in without])

    @mended
    def naming(self, words: str) -> frozenset[str]:
        """Return the documents that have ``words`` in a row somewhere: in their text, heads and recipients included.

        Without diacritics any marks fit. Three words and more need only stand pair by pair in one passage.
        """
        with self._lock:
            self._stores.refresh()
            return self._stores.roster.documents_of(self._stores.lexical.holding(words))

    @mended
    def surroundings(self, passages: Sequence[Passage]) -> tuple[Surroundings, ...]:
        """Return what stands around each of ``passages``, in their order."""
        with self._lock:
            return surroundings(passages, self._stores.passage_store)

    @mended
    def status(self) -> IndexStatus:
        """Return counts and versions, and whether the stores agree."""
        with self._lock:
            self._stores.refresh()
            return status_of(self._stores, self._engine)

    @mended
    def alarms(self) -> tuple[str, ...]:
        """Return what is wrong with the retrievers, as codes (``index.store.alarms``); asks for some passages in their own words."""
        with self._lock:
            stores = self._stores
            stores.refresh()
            numbers = stores.roster.numbers.tolist()
            passages = stores.passage_store.passages(sample(numbers))
            found = lexical_alarms(
                stores.lexical, len(stores.lexical), passages, len(numbers), stores.passage_store.passages
            )
            if stores.encoder is not None:
                found += vector_alarms(stores.vectors.retriever(), passages, len(numbers))
            return found

    def _allowed(self, filters: Filters) -> Allowed:
        documents = self._stores.passage_store.fitting(filters)
        return Allowed(documents, self._stores.roster.numbers_of(documents))

"""An archive with its index, opened together: everything a question is answered from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from threading import RLock
from types import TracebackType
from typing import Self

from index.hinted_places import place_words
from index.passages import Hit, Passage
from index.store import Changes, SearchIndex
from ingest.agencies import Agencies
from ingest.agency_documents import resolved
from ingest.archive import Archive
from ingest.document import Document
from ingest.filters import Filters
from ingest.intake import IntakeReport, PageProgress, Progress
from ingest.listing import Summary
from ingest.mentions import known_agencies
from ingest.releases import Release
from ingest.told_edges import ToldEdge

INDEX_FOLDER = "index"
_KEPT_DOCUMENTS = 64


class Library:
    """An open archive and its index, kept in step; use ``Library.open`` in a ``with`` statement.

    May be shared between threads. The index is derived: what the archive holds is what can be found.
    """

    def __init__(self, archive: Archive, index: SearchIndex, agencies: Agencies) -> None:
        self.archive = archive
        self.index = index
        self.agencies = agencies
        self._lock = RLock()
        self._revision = -1
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._changes: dict[str, tuple[ToldEdge, ...]] = {}

    @classmethod
    def open(
        cls,
        folder: Path,
        encoder: str | None = None,
        create: bool = False,
        engine: str = "tantivy",
        reranker: str | None = None,
    ) -> Library:
        """Open the archive in ``folder`` and bring its index up to date.

        ``encoder`` names a sentence-transformers model, which the archive remembers (``None``: the one it remembers, or
        the one that ships; ``""``: no vectors this time). ``engine`` is ``tantivy`` or ``rank-bm25``. ``reranker``
        names a cross-encoder of sentence-transformers instead of the learned re-ranker that ships. Raises ArchiveError
        and ``index.encoder.EncoderError``.
        """
        from index.choice import remember, remembered
        from index.encoder import DEFAULT_MODEL, load_encoder
        from index.rerank import load_reranker

        archive = Archive.open(Path(folder), create)
        try:
            chosen = remembered(Path(folder)) if encoder is None else encoder
            absent = chosen == "" or (chosen is None and not DEFAULT_MODEL.is_dir())
            loaded = None if absent else load_encoder(chosen)
            index = SearchIndex.open(Path(folder) / INDEX_FOLDER, loaded, engine, load_reranker(loaded, reranker))
        except BaseException:
            archive.close()
            raise
        library = cls(archive, index, known_agencies(Path(folder)).agencies)
        library.refresh()
        if encoder:
            remember(Path(folder), encoder)
        return library

    def close(self) -> None:
        """Close index and archive."""
        self.index.close()
        self.archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def refresh(self) -> Changes:
        """Bring the index in step with the archive; one cheap look when nothing changed."""
        with self._lock:
            revision = self.archive.revision()
            if revision == self._revision:
                return Changes()
            changes = self.index.synchronise(self.archive.ids(), self.archive.get)
            self._documents.clear()
            self._changes.clear()
            self._revision = revision
            return changes

    def ingest(
        self,
        paths: Collection[Path],
        progress: Progress | None = None,
        on_page: PageProgress | None = None,
        release: Release | None = None,
    ) -> IntakeReport:
        """Read files and folders into the archive, then into the index; see ``ingest.intake.ingest``."""
        from ingest.intake import ingest

        report = ingest(paths, self.archive, progress, on_page=on_page, release=release)
        self.refresh()
        return report

    def read_waiting(
        self, document_ids: Sequence[str], progress: Progress | None = None, on_page: PageProgress | None = None
    ) -> IntakeReport:
        """Read documents again with recognition; see ``ingest.ocr_waiting.read_waiting``.

        Each leaves the index just before it changes and comes back with its new text: what is found is never the old one.
        """
        from ingest.ocr_waiting import read_waiting

        report = read_waiting(
            self.archive, document_ids, progress, on_page, lambda changed: self.index.remove([changed])
        )
        self.refresh()
        return report

    def renew_bodies(self, progress: Progress | None = None) -> int:
        """Find the bodies of all documents with today's authority file; return how many documents changed.

        Each leaves the index just before it changes; see ``ingest.agency_renewal.renew``.
        """
        from ingest.agency_renewal import renew

        changed = renew(self.archive, lambda document_id: self.index.remove([document_id]), progress)
        self.refresh()
        return changed

    def remove(self, document_id: str) -> None:
        """Remove a document from archive and index; raises ArchiveError ``not_found``."""
        self.archive.remove(document_id)
        self.refresh()

    def document(self, document_id: str) -> Document:
        """Return a document; the most recently used are kept at hand. Raises ArchiveError ``not_found``."""
        with self._lock:
            if document_id in self._documents:
                self._documents.move_to_end(document_id)
                return self._documents[document_id]
        document = self.archive.get(document_id)
        with self._lock:
            self._documents[document_id] = document
            while len(self._documents) > _KEPT_DOCUMENTS:
                self._documents.popitem(last=False)
        return document

    def search(
        self, query: str, filters: Filters | None = None, limit: int = 10, mode: str = "hybrid"
    ) -> tuple[Hit, ...]:
        """Return the best passages for ``query`` among the documents that meet ``filters``."""
        self.refresh()
        meant = self.resolved(filters or Filters())
        if meant.documents is not None and not meant.documents:
            return ()
        return self.index.search(query, meant, limit, mode)

    def changes(self, document_ids: Iterable[str]) -> Mapping[str, tuple[ToldEdge, ...]]:
        """Return what replaced, repealed or amended these documents, those that were changed; see ``ReferenceGraph.replaced``.

        Each document is looked up once as long as the archive stays as it is.
        """
        wanted = tuple(dict.fromkeys(document_ids))
        with self._lock:
            unknown = [one for one in wanted if one not in self._changes]
            if unknown:
                found = self.archive.graph.replaced(unknown)
                self._changes |= {one: found.get(one, ()) for one in unknown}
            return {one: self._changes[one] for one in wanted if self._changes[one]}

    def resolved(self, filters: Filters) -> Filters:
        """Return ``filters`` with ``agency`` and ``place`` turned into documents; see ``ingest.agency_documents.resolved``."""
        found = resolved(self.archive, self.agencies, filters)
        if not found.place:
            return found
        named = self.index.naming(place_words(found.place))
        return replace(found, place=None, documents=named if found.documents is None else named & found.documents)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document in text order."""
        return self.index.passages(document_id)

    def summaries(self, filters: Filters | None = None) -> tuple[Summary, ...]:
        """List the documents that meet ``filters``, newest first; ``agency`` as ``resolved`` reads it."""
        return self.archive.documents(self.resolved(filters) if filters else None)

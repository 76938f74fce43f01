"""An archive with its index, opened together: everything a question is answered from."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Self, TypeVar

from index.dense.choice import INDEX_FOLDER
from index.errors import DamagedIndexError
from index.hints.places import place_words
from index.passages import Hit, Passage
from index.reader.onnx_reader import READER_FOLDER, OnnxReader
from index.reader.reader import Reader
from index.store.lent_copy import lent_copy
from index.store.search_index import Changes, SearchIndex
from index.store.stores import Encoded
from index.store.write_lock import only_writer
from ingest.agencies.find import Agencies
from ingest.agencies.known import known_agencies
from ingest.archive.agency_documents import resolved
from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.citations.told_edges import ToldEdge
from ingest.archive.releases import Release
from ingest.document import Document
from ingest.filters import Filters
from ingest.intake.intake import IntakeReport, PageProgress, Progress
from ingest.scratch import sweep

if TYPE_CHECKING:
    from index.dense.encoder import Encoder

_KEPT_DOCUMENTS = 64
_OPENING_LOCK = "opening.lock"
_ATTEMPTS = 4
Composed = TypeVar("Composed")


class Library:
    """An open archive and its index, kept in step; use ``Library.open`` in a ``with`` statement.

    May be shared between threads. The index is derived: what the archive holds is what can be found. ``reader`` reads the best
    passages of a question; ``None`` where none is installed.
    """

    def __init__(self, archive: Archive, index: SearchIndex, agencies: Agencies, lent: ExitStack | None = None) -> None:
        self._lent = lent or ExitStack()
        self.archive = archive
        self.index = index
        self.agencies = agencies
        self.reader: Reader | None = None
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
        encoded: Encoded | None = None,
    ) -> Library:
        """Open the archive in ``folder`` and bring its index up to date.

        ``encoder`` names a sentence-transformers model, which the archive remembers (``None``: the one it remembers, else
        the shipped one that its vectors are of, else the default; ``""``: no vectors this time). ``engine`` is ``tantivy`` or ``rank-bm25``. ``reranker``
        names a cross-encoder of sentence-transformers instead of the learned re-ranker that ships. ``encoded`` is told how
        far an encoding with another model has come. What killed programs
        left in the temporary folder, or of a document they were removing, is swept. Of an archive that cannot be written the index is a copy, made where there
        is none. Raises ArchiveError and ``index.dense.encoder.EncoderError``.
        """
        from index.dense.choice import remember
        from index.ranking.reranker import load_reranker

        sweep()
        archive = Archive.open(Path(folder), create)
        lent = ExitStack()
        try:
            archive.erase(earlier=False)
            loaded = loaded_encoder(Path(folder), encoder)
            own = Path(folder) / INDEX_FOLDER
            place = lent.enter_context(lent_copy(own)) if archive.read_only else own
            place.mkdir(parents=True, exist_ok=True)
            with only_writer(place / _OPENING_LOCK):  # two programs that make a new index do it one after the other
                index = SearchIndex.open(place, loaded, engine, load_reranker(reranker), encoded)
        except BaseException:
            archive.close()
            lent.close()
            raise
        library = cls(archive, index, known_agencies(Path(folder)).agencies, lent)
        if READER_FOLDER.is_dir():
            library.reader = OnnxReader()
        library.refresh()
        library.index.purge()
        if encoder and not archive.read_only:
            remember(Path(folder), encoder)
        return library

    def close(self) -> None:
        """Close index and archive."""
        self.index.close()
        self.archive.close()
        self._lent.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def refresh(self) -> Changes:
        """Bring the index in step with the archive; one cheap look when nothing changed."""
        with self._lock:
            revision = self.archive.revision()
            if revision == self._revision and not self.index.replaced():
                return Changes()
            try:
                changes = self.index.synchronise(self.archive.ids(), self.archive.get)
            except DamagedIndexError:  # everything there is derived
                self.index.start_anew()
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
        """Read files and folders into the archive, then into the index; see ``ingest.intake.intake.ingest``."""
        from ingest.intake.intake import ingest

        report = ingest(paths, self.archive, progress, on_page=on_page, release=release)
        self.refresh()
        self.index.purge()
        return report

    def read_waiting(
        self, document_ids: Sequence[str], progress: Progress | None = None, on_page: PageProgress | None = None
    ) -> IntakeReport:
        """Read documents again with recognition; see ``ingest.intake.ocr_waiting.read_waiting``.

        Each leaves the index just before it changes and comes back with its new text: what is found is never the old one.
        """
        from ingest.intake.ocr_waiting import read_waiting

        report = read_waiting(
            self.archive, document_ids, progress, on_page, lambda changed: self.index.remove([changed])
        )
        self.refresh()
        self.index.purge()
        return report

    def renew_agencies(self, progress: Progress | None) -> int:
        """Find the agencies of all documents with today's authority file; return how many documents changed.

        Each leaves the index just before it changes; see ``ingest.intake.agency_renewal.renew``.
        """
        from ingest.intake.agency_renewal import renew

        changed = renew(self.archive, lambda document_id: self.index.remove([document_id]), progress)
        self.refresh()
        self.index.purge()
        return changed

    def remove(self, document_id: str) -> None:
        """Remove a document from archive and index, its words in their files included; raises ArchiveError ``not_found``."""
        self.archive.remove(document_id)
        self.refresh()
        self.index.purge()

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

    def composed(self, compose: Callable[[], Composed]) -> Composed:
        """Return what ``compose`` makes of the library, though documents come and go meanwhile.

        What it stumbles over while the archive changes, such as a document that it had found and that is gone, is no
        answer to what was asked: it is called again on the new state, at last with changes held off.
        """
        for _ in range(_ATTEMPTS):
            revision = self.archive.revision()
            try:
                return compose()
            except Exception:
                if self.archive.revision() == revision:
                    raise
        with self._lock, self.archive.still():
            return compose()

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
        """Return ``filters`` with ``agency`` and ``place`` turned into documents; see ``ingest.archive.agency_documents.resolved``."""
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


def loaded_encoder(folder: Path, name: str | None) -> Encoder | None:
    """Return the encoder that ``Library.open`` takes for the archive in ``folder`` when ``name`` was asked for."""
    from index.dense.choice import SHIPPED, remembered
    from index.dense.encoder import DEFAULT_MODEL, load_encoder
    from index.store.opening import encoded_with

    chosen = remembered(folder) if name is None else name
    absent = chosen == "" or (chosen is None and not DEFAULT_MODEL.is_dir())
    if absent:
        return None
    if chosen is None:
        # Another default in a newer version must not cost an office hours of encoding unasked.
        made = encoded_with(folder / INDEX_FOLDER)
        chosen = next((one for one in SHIPPED if load_encoder(one).fingerprint == made), None)
    return load_encoder(chosen)

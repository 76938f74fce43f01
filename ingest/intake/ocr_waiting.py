"""Documents that wait for recognition: which they are, and reading them once Tesseract is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace

from ingest.archive.archive import Archive
from ingest.archive.releases import QUARANTINED, reader_releasing
from ingest.archive.serialization import to_json
from ingest.errors import UnreadableFileError
from ingest.intake.intake import FILE_MEMORY, FILE_SECONDS, Entry, IntakeReport, PageProgress, Progress
from ingest.intake.ocr_offer import reader_with_ocr
from ingest.intake.pool import Limits, read_all
from ingest.ocr.cache import FOLDER, keep_only


def read_waiting(
    archive: Archive,
    document_ids: Sequence[str],
    progress: Progress | None = None,
    on_page: PageProgress | None = None,
    before_change: Callable[[str], None] | None = None,
    *,
    reader: str | None = None,
    workers: int | None = None,
) -> IntakeReport:
    """Read the originals of these documents again, with recognition, and store what is new under the same id.

    ``updated``: read, ``unchanged``: nothing more to be read, ``quarantined``: recognition found a secrecy mark, or what may
    be one, and the document left the archive, ``failed``: it stays as it was. Each change is whole or not at all, Ctrl-C keeps what is
    done; ``before_change`` hears the id first. Raises UnreadableFileError ``missing_helper`` without Tesseract.
    """
    cores = workers or len(os.sched_getaffinity(0))
    chosen = reader or reader_with_ocr(archive.folder, len(document_ids), cores)
    if chosen is None:
        raise UnreadableFileError("missing_helper", "tesseract, tesseract-ocr-vie")
    hashes = {document_id: archive.summary(document_id).sha256 for document_id in document_ids}
    chosen = reader_releasing(chosen, archive.releases.among(hashes.values()))
    by_path = {archive.original(document_id): document_id for document_id in document_ids}
    fates: dict[str, list[Entry]] = {"updated": [], "unchanged": [], "quarantined": [], "failed": []}
    names = {path: archive.summary(document_id).file_name for path, document_id in by_path.items()}

    def told_page(path: object, done: int, total: int) -> None:
        if on_page is not None:
            on_page(next(name for known, name in names.items() if known == path), done, total)

    interrupted = False
    outcomes = read_all(list(by_path), chosen, cores, Limits(FILE_SECONDS, FILE_MEMORY), told_page)
    try:
        with closing(outcomes):
            for done, (path, (read, code, detail)) in enumerate(outcomes, 1):
                document_id, name = by_path[path], names[path]
                entry = Entry(name, name, document_id)
                if read is not None:
                    document = archive.releases.settled(replace(read, file_name=name), None, name)
                    if to_json(document) == to_json(archive.get(document_id)):
                        fates["unchanged"].append(entry)
                    else:
                        _announce(before_change, document_id)
                        archive.reread(document)
                        fates["updated"].append(replace(entry, warnings=document.warnings))
                elif code in QUARANTINED:
                    _announce(before_change, document_id)
                    archive.remove(document_id)
                    fates["quarantined"].append(Entry(name, name, None, code, detail, sha256=hashes[document_id]))
                else:
                    fates["failed"].append(replace(entry, code=code, detail=detail))
                if progress is not None:
                    progress(name, done, len(by_path))
        keep_only(archive.folder / FOLDER, ())
    except KeyboardInterrupt:
        interrupted = True
    archive.erase()
    return IntakeReport(**{fate: tuple(entries) for fate, entries in fates.items()}, interrupted=interrupted)


def _announce(before_change: Callable[[str], None] | None, document_id: str) -> None:
    if before_change is not None:
        before_change(document_id)

"""Intake: files and folders go into the archive, and a report says what became of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.originals import OriginalChangedError, sha256_of
from ingest.archive.releases import QUARANTINED, Release, reader_releasing
from ingest.document import Document, ReadingWarning
from ingest.errors import ArchiveError
from ingest.intake.agency_renewal import begin, with_own_agencies
from ingest.intake.gathering import Gathered, gather
from ingest.intake.ocr_offer import reader_with_ocr
from ingest.intake.pool import Limits, read_all
from ingest.intake.worker import Outcome, file_name_of
from ingest.ocr.cache import FOLDER, keep_only
from ingest.readers.dispatch import MAX_FILE_BYTES

READER = "ingest.reading:read_document"
# A file, or one page of it, may take this long (seconds) before it is given up; the slowest honest ones are scans.
FILE_SECONDS = 120.0
# Readers of honest files stay below 150 MB of address space, LibreOffice and Tesseract below 1 GB.
FILE_MEMORY = 2 << 30

Progress = Callable[[str, int, int], None]
"""Called with a file's name, how many files are done and how many there are."""

PageProgress = Callable[[str, int, int], None]
"""Called now and then with a file's name, how many of its pages are read and how many it has."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one file. ``path`` is as given or found; ``document_id`` is set when it is in the archive.

    ``code`` and ``detail`` say why it is not; ``replaced`` is the id of the version that went, ``warnings`` what could
    not be read. ``sha256`` is known of a file in quarantine, so that a doubtful one can be released.
    """

    path: str
    file_name: str
    document_id: str | None = None
    code: str = ""
    detail: str = ""
    replaced: str | None = None
    warnings: tuple[ReadingWarning, ...] = ()
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class IntakeReport:
    """Every file of an import, once, in the order found. ``interrupted`` is true when Ctrl-C cut it short."""

    added: tuple[Entry, ...] = ()
    unchanged: tuple[Entry, ...] = ()
    updated: tuple[Entry, ...] = ()
    quarantined: tuple[Entry, ...] = ()
    failed: tuple[Entry, ...] = ()
    interrupted: bool = False


@dataclass(slots=True)
class _Intake:
    archive: Archive
    progress: Progress | None
    on_document: Callable[[Document], None] | None
    total: int
    release: Release | None = None
    done: int = 0
    hashes: dict[Path, str] = field(default_factory=dict)
    entries: dict[Path, tuple[str, Entry]] = field(default_factory=dict)

    def settle(self, path: Path, fate: str, entry: Entry) -> None:
        self.entries[path] = (fate, entry)
        self.done += 1
        if self.progress is not None:
            self.progress(entry.file_name, self.done, self.total)

    def fail(self, path: Path, code: str, detail: str = "") -> None:
        if code == "secret_mark" and self.release is not None:
            code = "release_refused"
        fate = "quarantined" if code in QUARANTINED else "failed"
        entry = _entry(path, code=code, detail=detail)
        self.settle(path, fate, replace(entry, sha256=self.hashes.get(path, "")) if fate == "quarantined" else entry)


def _entry(
    path: Path,
    document_id: str | None = None,
    code: str = "",
    detail: str = "",
    replaced: str | None = None,
    warnings: tuple[ReadingWarning, ...] = (),
) -> Entry:
    return Entry(str(path), file_name_of(path), document_id, code, detail, replaced, warnings)


def ingest(
    paths: Collection[Path],
    archive: Archive,
    progress: Progress | None = None,
    on_document: Callable[[Document], None] | None = None,
    *,
    reader: str | None = None,
    workers: int | None = None,
    seconds: float = FILE_SECONDS,
    memory: int = FILE_MEMORY,
    on_page: PageProgress | None = None,
    release: Release | None = None,
) -> IntakeReport:
    """Read the files, and all files below the folders, into the archive; return what became of each.

    Same bytes: unchanged. A known source path with new bytes: updated, the old version goes in the same transaction. A
    secrecy mark, or what may be one: quarantined, nothing is stored. ``release`` lets the one file with its hash in where
    its mark was doubtful, which is recorded (``ingest.archive.releases``); no other file is read then. Whatever fails is reported with its code and the others go on. Each
    document is stored whole or not at all, so an import can be killed and run again; Ctrl-C returns the report of what
    was done. Files are read in ``workers`` processes (default one per core) by ``reader``, a function named
    ``module:function`` because it runs there (default: with recognition of pictures where Tesseract is installed), within ``seconds`` for a file or the next page of it and ``memory`` bytes;
    ``on_document`` sees each document after it was stored, ``on_page`` hears how far long files have come.
    """
    archive.sweep()
    begin(archive)
    gathered = gather(paths)
    intake = _Intake(archive, progress, on_document, len(gathered.files) + len(gathered.refused), release)
    interrupted = False
    try:
        for path, code in gathered.refused:
            intake.fail(path, code)
        twins = _unread(intake, gathered.files)
        count = workers or len(os.sched_getaffinity(0))
        reader = reader or reader_with_ocr(archive.folder, len(twins), count) or READER
        reader = reader_releasing(reader, archive.releases.among(twins) | ({release.sha256} if release else set()))
        by_first = {same[0]: same for same in twins.values()}
        pages = None if on_page is None else partial(_tell_page, on_page)
        with closing(read_all(list(by_first), reader, count, Limits(seconds, memory), pages)) as outcomes:
            for first, outcome in outcomes:
                for path in by_first[first]:
                    _settle(intake, path, outcome)
    except KeyboardInterrupt:
        interrupted = True
    else:
        keep_only(archive.folder / FOLDER, _to_be_resumed(intake, twins))
    archive.erase()
    return _report(intake, [path for path, _ in gathered.refused] + list(gathered.files), interrupted)


def _to_be_resumed(intake: _Intake, twins: dict[str, list[Path]]) -> frozenset[str]:
    """Return the hashes of files that ran out of time: what was recognised of them serves the next attempt."""
    return frozenset(sha256 for sha256, same in twins.items() if intake.entries[same[0]][1].code == "timeout")


def _tell_page(on_page: PageProgress, path: Path, done: int, total: int) -> None:
    on_page(file_name_of(path), done, total)


def _unread(intake: _Intake, files: tuple[Path, ...]) -> dict[str, list[Path]]:
    """Settle the files whose bytes the archive has; return the others by hash, files of the same bytes together."""
    unread: dict[str, list[Path]] = {}
    for path in files:
        try:
            if path.stat().st_size > MAX_FILE_BYTES:  # a sparse file of a terabyte takes hours to hash
                intake.fail(path, "too_large", f"{MAX_FILE_BYTES // 2**20} MB")
                continue
            sha256 = sha256_of(path)
        except OSError as error:
            intake.fail(path, "no_permission" if isinstance(error, PermissionError) else "missing_path")
            continue
        intake.hashes[path] = sha256
        known = intake.archive.by_sha256(sha256)
        if intake.release is not None and intake.release.sha256 != sha256:
            intake.fail(path, "release_other_file", sha256)
        elif known is None or not _settle(intake, path, (None, "", ""), known):
            unread.setdefault(sha256, []).append(path)
    return unread


def _settle(intake: _Intake, path: Path, outcome: Outcome, known: Summary | None = None) -> bool:
    """Store what was read, or report why not; ``known`` is the document the archive already has of these bytes.

    False, and nothing is settled, where somebody has just removed that one: the file has to be read.
    """
    document, code, detail = outcome
    archive = intake.archive
    try:
        if document is not None:
            document = archive.releases.settled(document, intake.release, file_name_of(path))
            document = with_own_agencies(document, archive.folder)
            known = archive.by_sha256(document.sha256)
        elif known is None:
            intake.fail(path, code, detail)
            return True
        try:
            fate, entry, stored = _store(archive, path, document, known)
        except ArchiveError as error:
            if error.code != "not_found":
                raise
            if document is None:
                return False
            fate, entry, stored = _store(archive, path, document, None)
    except OriginalChangedError:
        intake.fail(path, "file_changed")
    except FileNotFoundError:
        intake.fail(path, "missing_path")
    except ArchiveError as error:
        intake.fail(path, error.code, error.detail)
    else:
        if stored is not None and intake.on_document is not None:
            intake.on_document(stored)
        intake.settle(path, fate, entry)
    return True


def _store(
    archive: Archive, path: Path, document: Document | None, known: Summary | None
) -> tuple[str, Entry, Document | None]:
    """Return the file's fate, its entry, and the document when the archive had not had it."""
    source = str(path.resolve())
    old = archive.by_source(source)
    document_id = document.id if document is not None else known.id if known is not None else ""
    if known is not None and (old is None or old.id == known.id):
        archive.add_source(document_id, source)
        return "unchanged", _entry(path, document_id), None
    if document is None:
        document = archive.get(document_id)
    if old is None:
        archive.add(document, path, source)
        return "added", _entry(path, document_id, warnings=document.warnings), document
    gone = archive.replace(old.id, document, path, source)
    entry = _entry(path, document_id, replaced=old.id if gone else None, warnings=document.warnings)
    return "updated", entry, document if known is None else None


def _report(intake: _Intake, order: list[Path], interrupted: bool) -> IntakeReport:
    def of(fate: str) -> tuple[Entry, ...]:
        settled = (intake.entries[path] for path in order if path in intake.entries)
        return tuple(entry for kept, entry in settled if kept == fate)

    return IntakeReport(of("added"), of("unchanged"), of("updated"), of("quarantined"), of("failed"), interrupted)


def refused_only(gathered: Gathered) -> IntakeReport:
    """Return the report of an import that found no file to read."""
    return IntakeReport(failed=tuple(_entry(path, code=code) for path, code in gathered.refused))

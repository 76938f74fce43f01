"""Recognises the pages of a PDF side by side, each from the cache when it was read before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

from pypdfium2 import PdfiumError

from ingest.layout.pdfium import open_second
from ingest.ocr.cache import FileKey, OcrCache
from ingest.ocr.image import Grey, coloured, without_colour
from ingest.ocr.page import Recogniser
from ingest.ocr.recognised import OcrPage, PageNotReadError
from ingest.ocr.secrecy_marks import marks_of
from ingest.ocr.stamp_patches import StampPatch, patches_of
from ingest.ocr.stamp_reading import marks_on
from ingest.page_progress import page_done


class Recognition(Protocol):
    """Recognises pages of a file: the readers call it for pages that have no text of their own."""

    def pdf_pages(self, data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, OcrPage]]:
        """Yield (page number, page) in order; a page that cannot be read is left out. ``numbers`` count from 1."""

    def picture(self, data: bytes, number: int, picture: Grey, patches: Sequence[StampPatch] = ()) -> OcrPage | None:
        """Return what stands on page ``number`` of an image file, or None when it cannot be read.

        ``patches`` of it may be stamps.
        """

    def marks(self, patches: Sequence[StampPatch]) -> tuple[str, ...]:
        """Return the texts of patches that are secrecy marks or may be; empty when they cannot be read."""


@dataclass(frozen=True, slots=True)
class PageRecognition:
    """The real one: ``threads`` pages at a time, results kept in ``cache`` where there is one.

    No page of a file with anything like a secrecy mark is kept, from the page on that shows it.
    """

    recogniser: Recogniser
    cache: OcrCache | None = None
    threads: int = 1
    marked: set[str] = field(default_factory=set)

    def pdf_pages(self, data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, OcrPage]]:
        """See ``Recognition.pdf_pages``; raises UnreadableFileError for what PDFium cannot open."""
        file = FileKey.of(data)
        done = 0
        running: deque[tuple[int, Future[OcrPage | None]]] = deque()

        def finished() -> Iterator[tuple[int, OcrPage]]:
            nonlocal done
            number, future = running.popleft()
            read = future.result()
            done += 1
            page_done(done, len(numbers))
            if read is not None:
                yield number, read

        with ThreadPoolExecutor(self.threads) as pool, open_second(data) as document:
            for number in numbers:
                kept = self.cache.get(file, number) if self.cache else None
                if kept is not None:
                    future: Future[OcrPage | None] = Future()
                    future.set_result(kept)
                else:
                    # Drawn here, because PDFium knows no threads; few at a time, because a page takes ten megabytes.
                    try:
                        shown, dpi = coloured(document, number - 1)
                    except (PdfiumError, ValueError):
                        continue
                    picture, patches = without_colour(shown, number == 1), patches_of(shown, dpi)
                    future = pool.submit(self._read, file, number, picture, patches)
                running.append((number, future))
                if len(running) > self.threads:
                    yield from finished()
            while running:
                yield from finished()

    def picture(self, data: bytes, number: int, picture: Grey, patches: Sequence[StampPatch] = ()) -> OcrPage | None:
        """See ``Recognition.picture``."""
        file = FileKey.of(data)
        kept = self.cache.get(file, number) if self.cache else None
        return kept if kept is not None else self._read(file, number, picture, patches)

    def marks(self, patches: Sequence[StampPatch]) -> tuple[str, ...]:
        """See ``Recognition.marks``."""
        try:
            return marks_on(patches, self.recogniser.engine)
        except PageNotReadError:
            return ()

    def _read(self, file: FileKey, number: int, picture: Grey, patches: Sequence[StampPatch]) -> OcrPage | None:
        try:
            read = self.recogniser.page(picture, patches)
        except PageNotReadError:
            return None
        if self.cache:
            if marks_of(read, number):
                self.marked.add(file.sha256)
            else:
                self.cache.put(file, number, read)
            if file.sha256 in self.marked:
                self.cache.forget(file.sha256)
        return read

"""Recognises the pages of a PDF side by side, each from the cache when it was read before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from pypdfium2 import PdfiumError

from ingest.ocr import OcrPage, PageNotReadError
from ingest.ocr_cache import OcrCache
from ingest.ocr_image import Grey, drawn
from ingest.ocr_page import Recogniser
from ingest.page_progress import page_done
from ingest.readers.pdf_second import open_second


class Recognition(Protocol):
    """Recognises pages of a file: the readers call it for pages that have no text of their own."""

    def pdf_pages(self, data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, OcrPage]]:
        """Yield (page number, page) in order; a page that cannot be read is left out. ``numbers`` count from 1."""

    def picture(self, data: bytes, number: int, picture: Grey) -> OcrPage | None:
        """Return what stands on page ``number`` of an image file, or None when it cannot be read."""


@dataclass(frozen=True, slots=True)
class PageRecognition:
    """The real one: ``threads`` pages at a time, results kept in ``cache`` where there is one."""

    recogniser: Recogniser
    cache: OcrCache | None = None
    threads: int = 1

    def pdf_pages(self, data: bytes, numbers: Sequence[int]) -> Iterator[tuple[int, OcrPage]]:
        """See ``Recognition.pdf_pages``; raises UnreadableFileError for what PDFium cannot open."""
        digest = sha256(data).hexdigest()
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
                kept = self.cache.get(digest, number) if self.cache else None
                if kept is not None:
                    future: Future[OcrPage | None] = Future()
                    future.set_result(kept)
                else:
                    # Drawn here, because PDFium knows no threads; few at a time, because a page takes ten megabytes.
                    try:
                        picture = drawn(document, number - 1)
                    except (PdfiumError, ValueError):
                        continue
                    future = pool.submit(self._read, digest, number, picture)
                running.append((number, future))
                if len(running) > self.threads:
                    yield from finished()
            while running:
                yield from finished()

    def picture(self, data: bytes, number: int, picture: Grey) -> OcrPage | None:
        """See ``Recognition.picture``."""
        digest = sha256(data).hexdigest()
        kept = self.cache.get(digest, number) if self.cache else None
        return kept if kept is not None else self._read(digest, number, picture)

    def _read(self, digest: str, number: int, picture: Grey) -> OcrPage | None:
        try:
            read = self.recogniser.page(picture)
        except PageNotReadError:
            return None
        if self.cache:
            self.cache.put(digest, number, read)
        return read

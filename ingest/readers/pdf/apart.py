"""Hidden words set apart on the pages of a PDF, by what the content streams say and, in doubt, by drawing the page."""

from __future__ import annotations

from collections.abc import Sequence

import pypdfium2
from pypdfium2 import PdfiumError

from ingest.errors import UnreadableFileError
from ingest.layout.pdfium import open_second
from ingest.layout.words import PageWords
from ingest.readers.pdf.seen import Doubts, box_of, doubts_of, take_out
from ingest.readers.pdf.sight import seen


def set_apart(data: bytes, pages: Sequence[PageWords]) -> None:
    """Move the words nobody sees out of the ``words`` of every page, into ``hidden`` or ``layer``."""
    doubts = {at: found for at, page in enumerate(pages) if page.words and (found := doubts_of(page))}
    in_doubt = [at for at, found in doubts.items() if found.perhaps]
    unseen: dict[int, set[int]] = {}
    if in_doubt:
        try:
            with open_second(data) as document:
                for at in in_doubt:
                    unseen[at] = _unseen(pages[at], doubts[at], document, at)
        except (UnreadableFileError, PdfiumError):
            pass  # what the streams say stands
    for at, found in doubts.items():
        take_out(pages[at], found, found.unseen | unseen.get(at, _by_stream(found)))


def set_apart_on(page: PageWords, document: pypdfium2.PdfDocument, position: int) -> None:
    """Do the same for one page of a document that is open."""
    if page.words:
        found = doubts_of(page)
        take_out(page, found, found.unseen | _unseen(page, found, document, position))


def _unseen(page: PageWords, doubts: Doubts, document: pypdfium2.PdfDocument, position: int) -> set[int]:
    asked = sorted(doubts.perhaps)
    try:
        shown = seen(document, position, [(page.words[at].text, box_of(page.words[at], page)) for at in asked])
    except (PdfiumError, ValueError):
        return _by_stream(doubts)
    return {
        at for at, is_seen in zip(asked, shown, strict=True) if (doubts.perhaps[at] if is_seen is None else not is_seen)
    }


def _by_stream(doubts: Doubts) -> set[int]:
    return {at for at, hidden in doubts.perhaps.items() if hidden}

"""Opening the archive or the library that a command was pointed at."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.errors import ArchiveError
from ui.terminal.arguments import WrongUsageError, to_stderr
from ui.terminal.encoding_bar import EncodingBar
from ui.texts.naming import title
from ui.texts.reports import REBUILT

if TYPE_CHECKING:
    from rag.library import Library


@contextmanager
def opened_library(options: argparse.Namespace, create: bool = False) -> Iterator[Library]:
    """Open archive and index; an encoder that cannot be loaded, now or at its first use, is wrong usage."""
    if not create:
        Archive.open(options.archive).close()  # says what is wrong before anything heavy is loaded
    from index.dense.encoder import EncoderError
    from rag.library import Library

    try:
        bar = EncodingBar()
        with Library.open(options.archive, options.encoder, create, options.engine, options.reranker, bar) as library:
            bar.close()
            if library.index.rebuilt:
                to_stderr(REBUILT)
            yield library
    except EncoderError as error:
        raise WrongUsageError(error.code, error.detail) from error


def one_document(archive: Archive, key: str) -> Summary:
    """Return the document an id, number or file name means; raises ArchiveError ``not_found`` or ``ambiguous``."""
    found = archive.find(key)
    if not found:
        raise ArchiveError("not_found", key)
    if len(found) > 1:
        lines = "".join(f"\n  {summary.id}  {title(summary)} ({summary.file_name})" for summary in found)
        raise ArchiveError("ambiguous", lines)
    return found[0]

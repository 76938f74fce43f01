"""A passage as the passage store keeps it: its row, and the checksum that tells a row from one that was damaged on the disk."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeAlias

from index.passages import Passage
from ingest.document import Span

PASSAGE = """
SELECT p.number, p.document, p.start, p.end, p.text, p.kind, p.page, p.footnote, p.section_path, p.header, p.anchor,
       p.letter, d.file_name, d.kind, d.number, d.issuer, d.issued_on, d.subject
FROM passages p JOIN documents d ON d.id = p.document
"""
PASSAGE_COLUMNS = (
    "document", "start", "end", "text", "kind", "page", "footnote", "section_path", "header", "anchor", "letter",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its number, which is never given to another one."""

    number: int
    passage: Passage


def sum_of(values: Iterable[object]) -> int:
    """Return the CRC-32 of a row; SQLite itself keeps none, so a flipped letter in a text would go unnoticed."""
    return zlib.crc32("\0".join(str(value) for value in values).encode("utf-8", "surrogatepass"))


Facts: TypeAlias = tuple[str | None, str | None, str | None, str | None, str | None]
"""Kind, number, issuer, day of issue (ISO) and subject of a document, or of one letter of a file that holds several."""


def facts_of(passage: Passage) -> Facts:
    """Return the facts of the letter that a passage stands in."""
    day = passage.issued_on.isoformat() if passage.issued_on else None
    return passage.document_kind, passage.number, passage.issuer, day, passage.subject


def row_of(passage: Passage, facts: Facts) -> tuple[object, ...]:
    """Return what the passage store keeps of a passage, in the order of ``PASSAGE_COLUMNS``.

    Its own facts are kept where they differ from ``facts``, the document's.
    """
    own = facts_of(passage)
    return (
        passage.document_id,
        passage.span.start,
        passage.span.end,
        passage.text,
        passage.kind,
        passage.page,
        passage.footnote,
        json.dumps(passage.section_path, ensure_ascii=False),
        passage.header,
        passage.anchor,
        None if own == facts else json.dumps(own, ensure_ascii=False),
    )


def passage_of(row: tuple[Any, ...]) -> Passage:
    """Return the passage of a row that ``PASSAGE`` selects; ``sqlite3.DatabaseError`` when it is none."""
    try:
        return _passage_of(row)
    except (ValueError, TypeError) as error:
        raise sqlite3.DatabaseError(f"malformed row of passage {row[0]}: {error}") from error


def _passage_of(row: tuple[Any, ...]) -> Passage:
    _, document, start, end, text, kind, page, footnote, path, header, anchor, letter, file_name, *about = row
    document_kind, number, issuer, issued_on, subject = about if letter is None else json.loads(letter)
    return Passage(
        document_id=document,
        span=Span(start, end),
        text=text,
        kind=kind,
        page=page,
        footnote=footnote,
        section_path=path_of(path),
        header=header,
        anchor=anchor,
        file_name=file_name,
        document_kind=document_kind,
        number=number,
        issuer=issuer,
        issued_on=date.fromisoformat(issued_on) if issued_on else None,
        subject=subject,
    )


# A hundred candidates of a question stand below a few dozen headings, in a few dozen documents.
@lru_cache(maxsize=4096)
def path_of(stored: str) -> tuple[str, ...]:
    """Return a section path as it was before it was stored."""
    return tuple(json.loads(stored))

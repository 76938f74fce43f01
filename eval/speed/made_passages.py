"""Archives of any size: documents put together from clauses of the sample archive, the same for the same seed."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ingest.document import Document, DocumentNumber, Page, Section, Span

SECTIONS = 20
"""Sections of a document; each becomes one passage."""

_CLAUSES = 4
_FIRST_DAY = date(2010, 1, 4)
_DAYS = 5800


def made_documents(clauses: Sequence[str], count: int, seed: int = 6) -> Iterator[Document]:
    """Yield documents of ``SECTIONS`` sections with ``_CLAUSES`` clauses each; frequencies of words stay those of ``clauses``."""
    dice = random.Random(seed)
    for number in range(count):
        yield _document(dice, clauses, number)


def _document(dice: random.Random, clauses: Sequence[str], number: int) -> Document:
    text, sections = "", []
    for place in range(1, SECTIONS + 1):
        body = "; ".join(dice.choices(clauses, k=_CLAUSES))
        start = len(text)
        text += f"{place}. {body} (mục {number}-{place}).\n"
        sections.append(Section(str(place), body[:60], 1, Span(start, len(text))))
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    serial, whole = str(dice.randrange(1, 9000)), Span(0, len(text))
    printed = f"{serial}/UBND-TH"
    return Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=f"vb-{number}.txt",
        text=text,
        kind="công văn",
        number=DocumentNumber(printed, printed, serial, "UBND-TH"),
        issuer="Ủy ban nhân dân tỉnh Bình Lạc",
        issued_on=_FIRST_DAY + timedelta(dice.randrange(_DAYS)),
        subject=dice.choice(clauses)[:120],
        pages=(Page(1, whole),),
        sections=tuple(sections),
        body=whole,
    )

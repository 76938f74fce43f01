"""Ways to hand text to assembly without a file."""

from __future__ import annotations

import hashlib

from ingest.assembly import assemble
from ingest.document import Document
from ingest.lines import Line, Note, Reading

SHA = hashlib.sha256(b"x").hexdigest()


def read(text: str) -> Document:
    """Assemble plain text: blank lines are gaps, a form feed is a page end."""
    lines = []
    for page, part in enumerate(text.strip("\n").split("\f"), start=1):
        gap = True
        for raw in part.split("\n"):
            if raw.strip():
                lines.append(Line(raw.strip(), page, gap_before=gap, indent=float(len(raw) - len(raw.lstrip()))))
            gap = not raw.strip()
    return assemble(Reading(tuple(lines)), SHA, "a.txt")


def whole(*texts: str, notes: tuple[Note, ...] = ()) -> Document:
    """Assemble whole paragraphs, as a DOCX gives them."""
    return assemble(Reading(tuple(Line(text, whole=True) for text in texts), notes), SHA, "a.docx")


def paths(document: Document) -> list[str]:
    return [" > ".join(one.title for one in (*above, section)) for section, above in document.walk()]


def rows(*cells: tuple[str, ...]) -> Document:
    """Assemble one table."""
    lines = [
        Line(" | ".join(row), gap_before=at == 0, whole=True, role="row", cells=row) for at, row in enumerate(cells)
    ]
    return assemble(Reading(tuple(lines)), SHA, "a.docx")

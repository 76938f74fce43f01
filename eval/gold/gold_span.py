"""Words of a document that carry an answer, noted by place and checksum: the document's own text is not ours to keep."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Span


class GoldError(Exception):
    """A question file is wrong; the message names the file, the line and the field."""


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Words that carry an answer: a span of the document with this SHA-256; ``crc`` and ``letters`` find it when it moved."""

    document: str
    sha256: str
    span: Span
    crc: int
    letters: int
    footnote: bool


def gold_span(item: dict[str, object]) -> GoldSpan:
    """Read one entry of ``evidence``; raises KeyError, TypeError and ValueError."""
    start, end = int(str(item["start"])), int(str(item["end"]))
    if not 0 <= start < end:
        raise ValueError(f"start {start}, end {end}")
    return GoldSpan(
        document=str(item["document"]),
        sha256=str(item["sha256"]),
        span=Span(start, end),
        crc=int(str(item["crc"])),
        letters=int(str(item.get("letters", 0))),
        footnote=bool(item["footnote"]),
    )

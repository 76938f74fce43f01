"""Says which labels of sections were put right, so that a reader can look at the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.document import ReadingWarning, Section
from ingest.structure.markers import parse_marker

_MARKER = 12  # characters: room for any letter or number with its sign


def labels_put_right(sections: Sequence[Section], text: str) -> Iterator[ReadingWarning]:
    """Yield a warning for every letter or number of a section that is printed otherwise: ``e → c``."""
    for section in sections:
        printed = parse_marker(section.span.of(text)[:_MARKER])
        if printed is not None and printed.style.startswith(("letter", "arabic")) and printed.label != section.label:
            yield ReadingWarning("label_mended", f"{printed.label} → {section.label}")
        yield from labels_put_right(section.children, text)

"""Labels a scanner misread: a, b, e, d is a, b, c, d. Repaired only where both neighbours agree, and told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.document import ReadingWarning, Section
from ingest.structure.markers import ALPHABET, BRACKETED, LISTS, Marker, parse_marker

_MARKER = 12  # characters: room for any letter or number with its sign
_NESTED = (*LISTS, *BRACKETED, "low)")


def with_misread_repaired(markers: Sequence[Marker | None]) -> list[Marker | None]:
    """Return the markers with a label put right where the label before it and the one behind it leave a gap of one.

    The three must stand in one series: nothing between them but what nests below. Their count does not change.
    """
    repaired = list(markers)
    for style in {marker.style for marker in markers if marker is not None}:
        below = _below(style)
        if below is None:
            continue
        series: list[int] = []  # positions of one series, as far as it goes
        for at, marker in enumerate(repaired):
            if marker is None or marker.style in below:
                continue
            if marker.style != style:
                series = []
                continue
            series.append(at)
            if len(series) >= 3:
                _repair(repaired, *series[-3:])
    return repaired


def _repair(markers: list[Marker | None], first: int, second: int, third: int) -> None:
    before, middle, behind = markers[first], markers[second], markers[third]
    if before is None or middle is None or behind is None:
        return
    expected = before.value + 1
    if behind.value == expected + 1 and middle.value not in (expected, 1):
        label = ALPHABET[expected - 1] if middle.label in ALPHABET else str(expected)
        markers[second] = replace(middle, label=label, value=expected)


def _below(style: str) -> tuple[str, ...] | None:
    """Return the styles that nest below letters and numbers; ``None`` for a style that is left as printed."""
    if style in ("letter)", "letter."):
        return _NESTED
    if style in ("arabic.", "arabic)"):
        return (*_NESTED, "letter)", "letter.", "decimal2", "decimal3")
    return None


def labels_put_right(sections: Sequence[Section], text: str) -> Iterator[ReadingWarning]:
    """Yield a warning for every letter or number of a section that is printed otherwise: ``e → c``."""
    for section in sections:
        printed = parse_marker(section.span.of(text)[:_MARKER])
        if printed is not None and printed.style.startswith(("letter", "arabic")) and printed.label != section.label:
            yield ReadingWarning("label_mended", f"{printed.label} → {section.label}")
        yield from labels_put_right(section.children, text)

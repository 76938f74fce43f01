"""Artifacts: lines that belong to the page and not to the text. They are moved to the end of the document, never lost."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ingest.structure import line_shapes
from ingest.structure.markers import parse_marker
from ingest.structure.pieces import Piece
from ingest.text.folding import fold

_REPEATS = 3  # a running head stands on at least so many pages, or on every page of a shorter document
_STRAY_WORDS = 4


def artifacts_of(pieces: Sequence[Piece]) -> frozenset[int]:
    """Return the positions (in ``pieces``) of page numbers, rules, stamps, running heads and stray place names."""
    running = _running_heads(pieces)
    places = _places_named(pieces)
    found: set[int] = set()
    for at, piece in enumerate(pieces):
        line = piece.line
        if line.role == "row":
            continue
        text = line.text
        # A line over letters and digits only (a lone number) may be a cell of a taken-apart table where paragraphs are whole.
        numbered = (
            line.role != "note"
            and line_shapes.is_page_number(text)
            and (not line.whole or line.role in ("header", "footer"))
        )
        if (
            line.role in ("footer", "header")
            or line_shapes.is_rule(text)
            or numbered
            or line_shapes.is_stamp(line.folded)
            or (line.role != "note" and at in running)
            or (at > 0 and _is_stray_place(piece, places))
        ):
            found.add(at)
    return frozenset(found)


def _running_heads(pieces: Sequence[Piece]) -> frozenset[int]:
    """Find lines that stand first or last on several pages with the same words, whatever number they carry."""
    edges: dict[int, list[int]] = defaultdict(list)
    for at, piece in enumerate(pieces):
        edges[piece.line.page].append(at)
    if len(edges) < 2:
        return frozenset()
    candidates = [at for ats in edges.values() for at in {*ats[:2], *ats[-2:]}]
    words = {at: "".join(sign for sign in fold(pieces[at].text) if sign.isalpha()) for at in candidates}
    pages = Counter(
        {word: len({pieces[at].line.page for at in candidates if words[at] == word}) for word in set(words.values())}
    )
    needed = min(_REPEATS, len(edges)) if len(edges) > 2 else _REPEATS
    return frozenset(
        at
        for at in candidates
        if words[at] and pages[words[at]] >= needed and len(pieces[at].text) < 120 and pieces[at].line.page > 1
    )


def _places_named(pieces: Sequence[Piece]) -> frozenset[str]:
    """Collect, folded, the names that follow ``tỉnh``, ``thành phố`` or ``huyện`` in the running text."""
    names: set[str] = set()
    for piece in pieces:
        if line_shapes.is_capitals(piece.text):
            continue
        words = piece.text.split()
        for at, word in enumerate(words):
            if word.lower() not in ("tỉnh", "phố", "huyện"):
                continue
            name: list[str] = []
            for follower in words[at + 1 : at + 1 + _STRAY_WORDS]:
                bare = follower.strip('.,;:()”"')
                if not bare[:1].isupper():
                    break
                name.append(fold(bare))
                names.add(" ".join(name))
    return frozenset(names)


def _is_stray_place(piece: Piece, places: frozenset[str]) -> bool:
    """Tell whether a line is a place name alone in capitals: what is left of a running head or a stamp."""
    text = piece.text
    return (
        piece.line.gap_before
        and line_shapes.is_capitals(text)
        and 2 <= len(text.split()) <= _STRAY_WORDS
        and parse_marker(text) is None
        and piece.folded in places
    )

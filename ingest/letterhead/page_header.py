"""A letterhead that stands in Word's page header: it is printed above the first page and is no running head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.letterhead.find import certain_role
from ingest.structure.pieces import Piece

_PROOF = frozenset(("number", "motto", "place_date"))
_NEEDED = 2  # of the three: a running head repeats the number alone
_FRONT = 40  # lines of the text that are asked whether it has a letterhead of its own


def with_header_first(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces with the page header in front, as text, where it holds the letterhead that the text lacks.

    Only headers that the format keeps apart (whole paragraphs); running heads of pages stay what they are.
    """
    heads = [at for at, piece in enumerate(pieces) if piece.line.role == "header" and piece.line.whole]
    roles = {certain_role(pieces[at].line) for at in heads}
    if len(roles & _PROOF) < _NEEDED:
        return list(pieces)
    apart = set(heads)
    rest = [piece for at, piece in enumerate(pieces) if at not in apart]
    if any(certain_role(piece.line) in _PROOF for piece in rest[:_FRONT] if piece.line.role == "body"):
        return list(pieces)
    first = [Piece(replace(pieces[at].line, role="body"), pieces[at].order) for at in heads]
    return [*first, *rest]

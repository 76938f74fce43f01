"""What of a passage is searched, near and far: its own words, the words beside it, and the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from index.passages import Passage
from index.query.short_forms import short_forms
from index.text.tokens import Tokens, tokenise


@dataclass(frozen=True, slots=True)
class Fields:
    """The tokens of one passage by nearness.

    ``text`` are its own words. ``near`` is what it cannot be understood without: the assignment header above it, the
    clause that marks a footnote, the notes a clause bears, the column titles of a row. ``far`` says where it stands:
    section path, subject, kind, number, issuer and date of the document. ``introduced`` is the text where it introduces
    short forms ("... (SXKD)"), else empty.
    """

    text: Tokens
    near: Tokens
    far: Tokens
    introduced: str = ""


def fields_of(passage: Passage) -> Fields:
    """Return the tokens of ``passage``; the own number of the document is among ``far.numbers``."""
    return Fields(
        text=tokenise(passage.text),
        near=tokenise(_near(passage)),
        far=tokenise("\n".join(_far(passage))),
        introduced=passage.text if short_forms(passage.text) else "",
    )


def meaning_of(passage: Passage) -> str:
    """Return the words an encoder reads for ``passage``: its header, or for a note the clause that marks it, and its text.

    The far context is left out (repeated in every passage of a document it would draw them all to one point), and so
    are the notes of a clause, which may be longer than the clause and are passages themselves.
    """
    before = passage.anchor if passage.kind == "footnote" else passage.header
    return f"{before}\n{passage.text}" if before else passage.text


def _near(passage: Passage) -> str:
    return "\n".join(part for part in (passage.header, passage.anchor) if part)


def _far(passage: Passage) -> list[str]:
    day = passage.issued_on
    parts = [
        *passage.section_path,
        passage.subject,
        passage.document_kind,
        passage.number,
        passage.issuer,
        f"ngày {day.day} tháng {day.month} năm {day.year}" if day else None,
    ]
    return [part for part in parts if part]

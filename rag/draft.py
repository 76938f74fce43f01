"""An answer before it is verified: sentences and list lines, each with the exact places that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.document import Document, Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in a document that is offered as evidence."""

    document: Document
    span: Span

    @property
    def quote(self) -> str:
        """The words at that place."""
        return self.span.of(self.document.text)


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One sentence of the answer, or one line of its list.

    ``claims`` are the words in ``text`` that were taken from the evidence (an agency's name, a date, a figure, a quoted
    clause): each must stand in one of the quotes, or the line is dropped. ``group``, ``lead``, ``role`` and ``deadline``
    as in ``Item``.
    """

    text: str
    evidence: tuple[Evidence, ...]
    claims: tuple[str, ...] = ()
    group: str = ""
    lead: str | None = None
    role: str | None = None
    deadline: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a composer offers.

    ``opening`` is a sentence that states nothing by itself (a count, "theo kho văn bản:"): shown only when at least one
    line survives. ``sentences`` state facts, ``items`` list them. ``nearest`` are passages to show when there is no
    answer. ``status`` is what the composer believes; verification may lower it.
    """

    kind: str
    status: str
    opening: str = ""
    sentences: tuple[DraftLine, ...] = ()
    items: tuple[DraftLine, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[Evidence, ...] = ()

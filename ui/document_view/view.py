"""The document view: one directive as a fast, script-free page, with the cited words marked and in sight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.archive.citations.rows import ReferringPlace
from ingest.archive.citations.told_edges import ToldEdge
from ingest.archive.relations import Relation
from ingest.document import Document, Span
from ingest.letterhead.fields import is_sure
from rag.wording.naming import capitalised
from ui.document_view.text import reading_text
from ui.shapes.references import change_text, quoted_span
from ui.templating import rendered
from ui.texts import page as words
from ui.texts.codes import RELATIONS
from ui.texts.naming import document_title, file_address, long_date, place, reading_address

# No script runs here at all; style and pictures come from the service itself.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_DEEPEST_IN_OUTLINE = 3


@dataclass(frozen=True, slots=True)
class ViewContext:
    """What the archive knows around one document, read together with it.

    ``addresses`` maps normal numbers of referenced documents to their addresses, for those the archive holds once.
    ``warnings`` are sentences, ``other_names`` those of files with the same bytes, ``changes`` what replaced or amended it.
    """

    addresses: dict[str, str]
    referring: tuple[ReferringPlace, ...]
    warnings: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    other_names: tuple[str, ...] = ()
    changes: tuple[ToldEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class _Link:
    """The name of a document, where it is to be read if the archive holds it, and words behind it."""

    shown: str
    address: str | None
    after: str = ""


def reading_page(document: Document, cited: Span | None, around: ViewContext) -> str:
    """Return the whole HTML page. ``cited`` is trimmed to the text; without it nothing is marked."""
    cited = _trimmed(document.text, cited)
    text = reading_text(document, cited, around.addresses.get)
    number = document.number.shown if document.number else None
    unsure = {field.name for field in document.fields if not is_sure(field)}
    page = rendered(
        "document.html.j2",
        title=document_title(document.kind, number, document.file_name),
        original=file_address(document.id),
        doubtful=lambda fields: not unsure.isdisjoint(fields),
        outline=[
            (len(above) + 1, at, section.title)
            for at, (section, above) in enumerate(document.walk())
            if len(above) < _DEEPEST_IN_OUTLINE and section.label not in ("-", "+") and section.title
        ],
        stamps=(document.urgency, document.circulation),
        subject=capitalised(document.subject or ""),
        facts=_facts(document, around.other_names),
        changes=[
            (change_text(one), reading_address(one.document.id, quoted_span(one).start, quoted_span(one).end))
            for one in around.changes
        ],
        copies=[(RELATIONS[one.kind], _link(one)) for one in around.relations if one.kind != "similar"],
        warnings=Counter(around.warnings),
        cited=cited,
        steps=_steps(document, cited),
        body=text.body(),
        notes=list(text.notes()),
        related=[(heading, entries) for heading, entries in _related(document, around) if entries],
        behind=[
            (heading, html, cited is not None and cited.overlaps(part))
            for heading, html, part in (
                (words.FURNITURE, text.artifacts(), document.artifacts),
                (words.HIDDEN, text.hidden(), document.hidden),
            )
        ],
    )
    # The first marked piece is where the browser scrolls to; no text can bring a <mark> of its own, it is escaped.
    return page.replace("<mark>", '<mark id="trich">', 1)


def missing_page(detail: str) -> str:
    """Return the page shown for a document that is not there."""
    return rendered("missing.html.j2", title=words.NOT_FOUND_TITLE, detail=detail)


def _trimmed(text: str, cited: Span | None) -> Span | None:
    if cited is None or cited.start >= len(text):
        return None
    start, end = cited.start, min(cited.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _facts(document: Document, other_names: tuple[str, ...]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return names of facts, the facts, and the fields they were read into."""
    signer = ", ".join(part for part in (document.signer, document.signer_title) if part)
    return (
        (words.ISSUER, document.issuer or words.UNKNOWN, ("issuer",)),
        (words.ISSUED_ON, long_date(document.issued_on), ("issued_on",)),
        (words.SIGNER, signer or words.UNKNOWN, ("signer", "signer_title")),
        (words.RECIPIENTS, "; ".join(document.recipients), ()),
        (words.PAGES, str(document.page_count) if document.paged else "", ()),
        (words.FILE, document.file_name, ()),
        (words.OTHER_NAMES, "; ".join(other_names), ()),
    )


def _link(relation: Relation) -> _Link:
    other = relation.other
    return _Link(document_title(other.kind, other.number, other.file_name), reading_address(other.id))


def _steps(document: Document, cited: Span | None) -> tuple[str, ...]:
    if cited is None:
        return ()
    note = next((note for note in document.footnotes if note.span.overlaps(cited)), None)
    path = document.section_path(note.anchor.start if note else cited.start)
    return place(path, note.mark if note else None, document.page_of(cited.start), document.paged)


def _related(document: Document, around: ViewContext) -> Iterator[tuple[str, tuple[_Link, ...]]]:
    """Yield headings and the documents under them, each once."""
    named: dict[str, _Link] = {}
    for reference in document.references:
        if reference.number is not None and reference.number.normal not in named:
            dated = f" {long_date(reference.date)}" if reference.date else ""
            address = around.addresses.get(reference.number.normal)
            named[reference.number.normal] = _Link(reference.number.printed, address, dated)
    yield words.NAMED_HERE, tuple(named.values())
    referring: dict[str, _Link] = {}
    for found in around.referring:
        if found.document.id != document.id and found.document.id not in referring:
            title = document_title(found.document.kind, found.document.number, found.document.file_name)
            address = reading_address(found.document.id, found.span.start, found.span.end)
            referring[found.document.id] = _Link(title, address)
    yield words.NAMING_THIS, tuple(referring.values())
    alike = {one.other.id: _link(one) for one in around.relations if one.kind == "similar"}
    yield words.SAME_PATTERN, tuple(alike.values())

"""From lines with layout to a ``Document``: classify, put in order, join, write the one text, find what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TypedDict

from ingest import metadata
from ingest.columns import untangled
from ingest.document import Document, DocumentNumber, Letter, ReadingWarning, Reference, Span
from ingest.ending import Ending, find_ending
from ingest.fields_read import fields_of
from ingest.figures_day import day_of_figures
from ingest.footnotes import anchor_notes
from ingest.furniture import furniture_of
from ingest.glued_marks import with_glued_marks
from ingest.issuer import issuer_of
from ingest.label_warnings import labels_put_right
from ingest.letterhead import Taken, take_letterhead
from ingest.letters import further_letters
from ingest.lines import Reading
from ingest.notes import LiftedNote, lift_notes, separate_notes
from ingest.paragraphs import join
from ingest.pieces import Composition, Paragraph, Piece, compose
from ingest.references import find_references
from ingest.secrecy import refuse_secrets
from ingest.sections import find_sections
from ingest.tables import find_tables, row_text


def assemble(reading: Reading, sha256: str, file_name: str) -> Document:
    """Turn a reading into a document, without assignments.

    Every non-space character of the reading's lines and notes is in ``Document.text``, laid out as ``ingest.document``
    says. Raises ``SecretDocumentError`` when the letterhead bears a secrecy mark; no other input is refused.
    """
    refuse_secrets(reading.lines)
    pieces = with_glued_marks([_as_row(piece) for piece in untangled(reading.lines)])
    furniture = furniture_of(pieces)
    notes, noted = lift_notes(pieces, furniture)
    notes += separate_notes(reading)
    running = [piece for at, piece in enumerate(pieces) if at not in furniture and at not in noted]
    edges = [0, *further_letters(running), len(running)]
    first, *further = (_read(running[start:end]) for start, end in pairwise(edges))
    paragraphs = [
        *first.paragraphs("letterhead", "body"),
        *(paragraph for one in further for paragraph in one.paragraphs("enclosed", "appendix")),
        *(note.paragraph for note in notes),
        *(Paragraph((pieces[at],), "furniture") for at in sorted(furniture)),
    ]
    return _document(reading, sha256, file_name, paragraphs, (first, *further), notes)


@dataclass(frozen=True, slots=True)
class _Read:
    """One letter of the file, taken apart; ``rest`` are its pieces without the letterhead."""

    letterhead: Taken
    rest: Sequence[Piece]
    ending: Ending

    def paragraphs(self, head: str, body: str) -> list[Paragraph]:
        """Return the paragraphs; letterhead and text become the parts named ``head`` and ``body``."""
        return [
            *(replace(paragraph, part=head) for paragraph in self.letterhead.paragraphs),
            *join(self.rest[: self.ending.start], body),
            *self.ending.paragraphs,
            *join(self.rest[self.ending.end :], "appendix"),
        ]


def _read(pieces: Sequence[Piece]) -> _Read:
    letterhead = take_letterhead(pieces)
    rest = [piece for at, piece in enumerate(pieces) if at not in letterhead.positions]
    return _Read(letterhead, rest, find_ending(rest))


def _as_row(piece: Piece) -> Piece:
    line = piece.line
    return Piece(replace(line, text=row_text(line.cells)), piece.order) if line.role == "row" and line.cells else piece


def _document(
    reading: Reading,
    sha256: str,
    file_name: str,
    paragraphs: Sequence[Paragraph],
    letters: Sequence[_Read],
    notes: Sequence[LiftedNote],
) -> Document:
    composition = compose(paragraphs)
    text, spans = composition.text, composition.spans
    own = len(letters[0].paragraphs("letterhead", "body"))
    head, body, noted, furniture = _parts(paragraphs, composition)
    note_spans = [span for paragraph, span in zip(paragraphs, spans, strict=True) if paragraph.part == "note"]
    footnotes, warnings = anchor_notes(composition, Span(head.start, body.end), notes, note_spans)
    facts = _facts(letters[0], text)
    further = _further(letters[1:], spans[own:], text)
    missing = _missing(letters[0], facts, text)
    if further:
        missing.append(ReadingWarning("several_letters", ", ".join(str(_page(composition, one)) for one in further)))
    sections = find_sections(paragraphs, spans)
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=file_name,
        text=text,
        **facts,
        recipients=letters[0].ending.recipients,
        pages=composition.pages,
        page_count=reading.page_count,
        paged=reading.paged,
        scanned=reading.scanned,
        sections=sections,
        footnotes=footnotes,
        tables=find_tables(paragraphs, spans),
        references=_references(text, [(facts["number"], head), *((one.number, one.letterhead) for one in further)]),
        letterhead=head,
        body=body,
        notes=noted,
        furniture=furniture,
        warnings=(*reading.warnings, *missing, *warnings, *labels_put_right(sections, text)),
        letters=further,
    )
    return replace(document, fields=fields_of(document, paragraphs[:own], spans[:own]))


class _Facts(TypedDict):
    kind: str | None
    number: DocumentNumber | None
    issuer: str | None
    issued_on: date | None
    subject: str | None
    signer: str | None
    signer_title: str | None
    urgency: str | None


def _facts(letter: _Read, text: str) -> _Facts:
    """Return what a letter's head and ending say; ``text`` is the document's, in which bodies are spelt in full."""
    number = metadata.number_of(letter.letterhead)
    return {
        "kind": metadata.kind_of(letter.letterhead, number),
        "number": number,
        "issuer": issuer_of(letter.letterhead.texts("issuer"), text),
        "issued_on": metadata.issued_on_of(letter.letterhead),
        "subject": metadata.subject_of(letter.letterhead),
        "signer": letter.ending.signer,
        "signer_title": letter.ending.signer_title,
        "urgency": metadata.urgency_of(letter.letterhead),
    }


def _further(letters: Sequence[_Read], spans: Sequence[Span], text: str) -> tuple[Letter, ...]:
    """Return the letters after the first; ``spans`` are those of all paragraphs from the second letter on."""
    found: list[Letter] = []
    at = 0
    for letter in letters:
        count = len(letter.paragraphs("enclosed", "appendix"))
        head = Span(spans[at].start, spans[at + len(letter.letterhead.paragraphs) - 1].end)
        end = spans[at + count - 1].end
        whole, body = Span(head.start, end), Span(min(head.end + 1, end), end)
        found.append(Letter(whole, head, body, **_facts(letter, text), recipients=letter.ending.recipients))
        at += count
    return tuple(found)


def _references(text: str, own: Sequence[tuple[DocumentNumber | None, Span]]) -> tuple[Reference, ...]:
    """Return the references, without what a letterhead says of its own number."""
    found = find_references(text)
    for number, head in own:
        normal = number.normal if number else ""
        found = tuple(
            one for one in found if not (one.number and one.number.normal == normal and head.contains(one.span))
        )
    return found


def _missing(letter: _Read, facts: _Facts, text: str) -> list[ReadingWarning]:
    stated = letter.letterhead.texts
    missing = [
        ReadingWarning(code)
        for code, absent in (
            ("missing_letterhead", not (facts["issuer"] or stated("number") or stated("motto"))),
            ("missing_number", facts["number"] is None),
            ("missing_date", facts["issued_on"] is None),
        )
        if absent
    ]
    near = day_of_figures(text) if facts["issued_on"] is None else None
    if near is not None:
        missing.append(ReadingWarning("approximate_date", near.of(text)))
    return missing


def _page(composition: Composition, letter: Letter) -> int:
    return next(page.number for page in reversed(composition.pages) if page.span.start <= letter.span.start)


def _parts(paragraphs: Sequence[Paragraph], composition: Composition) -> tuple[Span, Span, Span, Span]:
    """Return the spans of letterhead, body (with ending and appendices), notes and furniture."""
    edges: list[Span] = []
    at = 0
    for parts in (("letterhead",), ("body", "ending", "appendix", "enclosed"), ("note",), ("furniture",)):
        inside = [span for p, span in zip(paragraphs, composition.spans, strict=True) if p.part in parts]
        if inside:
            edges.append(Span(inside[0].start, inside[-1].end))
            at = inside[-1].end
        else:
            edges.append(Span(at, at))
    return edges[0], edges[1], edges[2], edges[3]

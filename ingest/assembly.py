"""From lines with layout to a ``Document``: classify, put in order, join, write the one text, find what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.document import Document, DocumentNumber, Letter, ReadingWarning, Reference, Span
from ingest.letterhead.circulation import circulation_of
from ingest.letterhead.fields import fields_of
from ingest.letterhead.letter_parts import LetterParts, facts_of, further_of, missing_facts, take_apart
from ingest.letterhead.letters import further_letters
from ingest.letterhead.page_header import with_header_first
from ingest.lines import Reading
from ingest.references.find import find_references
from ingest.references.numbers import mistyped
from ingest.secrecy.find import refuse_secrets
from ingest.structure.artifacts import artifacts_of
from ingest.structure.columns import untangled
from ingest.structure.footnotes import anchor_notes
from ingest.structure.glued_marks import with_glued_marks
from ingest.structure.misread_labels import labels_put_right
from ingest.structure.notes import LiftedNote, lift_notes, separate_notes
from ingest.structure.pieces import Composition, Paragraph, Piece, compose
from ingest.structure.sections import find_sections
from ingest.structure.tables import find_tables, row_text
from ingest.text.mended_signs import lookalikes


def assemble(reading: Reading, sha256: str, file_name: str, released: bool = False) -> Document:
    """Turn a reading into a document, without assignments.

    Every non-space character of the reading's lines and notes is in ``Document.text``, laid out as ``ingest.document``
    says. Raises ``SecretDocumentError`` when it bears a secrecy mark, or may bear one and is not ``released``; no other
    input is refused.
    """
    reading = reading.with_warnings(*refuse_secrets(reading, released))
    hidden = [Piece(line, at) for at, line in enumerate(reading.lines, len(reading.lines)) if line.role == "hidden"]
    shown = [line for line in reading.lines if line.role != "hidden"]
    pieces = with_header_first(with_glued_marks([_as_row(piece) for piece in untangled(shown)]))
    artifacts = artifacts_of(pieces)
    notes, noted = lift_notes(pieces, artifacts)
    notes += separate_notes(reading)
    running = [piece for at, piece in enumerate(pieces) if at not in artifacts and at not in noted]
    edges = [0, *further_letters(running), len(running)]
    first, *further = (take_apart(running[start:end]) for start, end in pairwise(edges))
    paragraphs = [
        *first.paragraphs("letterhead", "body"),
        *(paragraph for one in further for paragraph in one.paragraphs("enclosed", "appendix")),
        *(note.paragraph for note in notes),
        *(Paragraph((pieces[at],), "artifact") for at in sorted(artifacts)),
        *(Paragraph((piece,), "hidden") for piece in hidden),
    ]
    return _document(reading, sha256, file_name, paragraphs, (first, *further), notes)


def _as_row(piece: Piece) -> Piece:
    line = piece.line
    return Piece(replace(line, text=row_text(line.cells)), piece.order) if line.role == "row" and line.cells else piece


def _document(
    reading: Reading,
    sha256: str,
    file_name: str,
    paragraphs: Sequence[Paragraph],
    letters: Sequence[LetterParts],
    notes: Sequence[LiftedNote],
) -> Document:
    composition = compose(paragraphs)
    text, spans = composition.text, composition.spans
    own = len(letters[0].paragraphs("letterhead", "body"))
    head, body, noted, artifacts, hidden = _parts(paragraphs, composition)
    seen = text[: hidden.start]
    note_spans = [span for paragraph, span in zip(paragraphs, spans, strict=True) if paragraph.part == "note"]
    footnotes, warnings = anchor_notes(composition, Span(head.start, body.end), notes, note_spans)
    facts = facts_of(letters[0], seen)
    further = further_of(letters[1:], spans[own:], seen)
    missing = missing_facts(letters[0], facts, seen)
    if further:
        missing.append(ReadingWarning("several_letters", ", ".join(str(_page(composition, one)) for one in further)))
    sections = find_sections(paragraphs, spans)
    own_numbers = [(facts["number"], head), *((one.number, one.letterhead) for one in further)]
    references = _references(seen, own_numbers)
    numbers_mistyped = mistyped([*(number for number, _ in own_numbers), *(one.number for one in references)])
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=file_name,
        text=text,
        **facts,
        circulation=circulation_of([line for line in reading.lines if line.role != "hidden"]),
        recipients=letters[0].ending.recipients,
        pages=composition.pages,
        page_count=reading.page_count,
        paged=reading.paged,
        scanned=reading.scanned,
        sections=sections,
        footnotes=footnotes,
        tables=find_tables(paragraphs, spans),
        references=references,
        letterhead=head,
        body=body,
        notes=noted,
        artifacts=artifacts,
        warnings=(
            *reading.warnings,
            *missing,
            *warnings,
            *labels_put_right(sections, seen),
            *(one for one in lookalikes(numbers_mistyped) if one not in reading.warnings),
        ),
        letters=further,
        hidden=hidden if hidden.end > hidden.start else Span(0, 0),
    )
    return replace(document, fields=fields_of(document, paragraphs[:own], spans[:own]))


def _references(text: str, own: Sequence[tuple[DocumentNumber | None, Span]]) -> tuple[Reference, ...]:
    """Return the references, without what a letterhead says of its own number."""
    found = find_references(text)
    for number, head in own:
        normal = number.normal if number else ""
        found = tuple(
            one for one in found if not (one.number and one.number.normal == normal and head.contains(one.span))
        )
    return found


def _page(composition: Composition, letter: Letter) -> int:
    return next(page.number for page in reversed(composition.pages) if page.span.start <= letter.span.start)


def _parts(paragraphs: Sequence[Paragraph], composition: Composition) -> tuple[Span, Span, Span, Span, Span]:
    """Return the spans of letterhead, body (with ending and appendices), notes, artifacts and hidden words."""
    edges: list[Span] = []
    at = 0
    for parts in (("letterhead",), ("body", "ending", "appendix", "enclosed"), ("note",), ("artifact",), ("hidden",)):
        inside = [span for p, span in zip(paragraphs, composition.spans, strict=True) if p.part in parts]
        if inside:
            edges.append(Span(inside[0].start, inside[-1].end))
            at = inside[-1].end
        else:
            edges.append(Span(at, at))
    return edges[0], edges[1], edges[2], edges[3], edges[4]

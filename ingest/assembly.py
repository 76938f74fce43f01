"""From lines with layout to a ``Document``: classify, put in order, join, write the one text, find what is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest import metadata
from ingest.columns import untangled
from ingest.document import Document, ReadingWarning, Span
from ingest.ending import Ending, find_ending
from ingest.fields_read import fields_of
from ingest.figures_day import day_of_figures
from ingest.footnotes import anchor_notes
from ingest.furniture import furniture_of
from ingest.glued_marks import with_glued_marks
from ingest.issuer import issuer_of
from ingest.label_warnings import labels_put_right
from ingest.letterhead import Taken, take_letterhead
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
    hidden = [Piece(line, at) for at, line in enumerate(reading.lines, len(reading.lines)) if line.role == "hidden"]
    shown = [line for line in reading.lines if line.role != "hidden"]
    pieces = with_glued_marks([_as_row(piece) for piece in untangled(shown)])
    furniture = furniture_of(pieces)
    notes, noted = lift_notes(pieces, furniture)
    notes += separate_notes(reading)
    running = [piece for at, piece in enumerate(pieces) if at not in furniture and at not in noted]
    letterhead = take_letterhead(running)
    rest = [piece for at, piece in enumerate(running) if at not in letterhead.positions]
    ending = find_ending(rest)
    paragraphs = [
        *letterhead.paragraphs,
        *join(rest[: ending.start], "body"),
        *ending.paragraphs,
        *join(rest[ending.end :], "appendix"),
        *(note.paragraph for note in notes),
        *(Paragraph((pieces[at],), "furniture") for at in sorted(furniture)),
        *(Paragraph((piece,), "hidden") for piece in hidden),
    ]
    return _document(reading, sha256, file_name, paragraphs, letterhead, ending, notes)


def _as_row(piece: Piece) -> Piece:
    line = piece.line
    return Piece(replace(line, text=row_text(line.cells)), piece.order) if line.role == "row" and line.cells else piece


def _document(
    reading: Reading,
    sha256: str,
    file_name: str,
    paragraphs: Sequence[Paragraph],
    letterhead: Taken,
    ending: Ending,
    notes: Sequence[LiftedNote],
) -> Document:
    composition = compose(paragraphs)
    spans = composition.spans
    head, body, noted, furniture, hidden = _parts(paragraphs, composition)
    seen = composition.text[: hidden.start]
    note_spans = [span for paragraph, span in zip(paragraphs, spans, strict=True) if paragraph.part == "note"]
    footnotes, warnings = anchor_notes(composition, Span(head.start, body.end), notes, note_spans)
    number = metadata.number_of(letterhead)
    issued_on = metadata.issued_on_of(letterhead)
    issuer = issuer_of(letterhead.texts("issuer"), seen)
    missing = [
        ReadingWarning(code)
        for code, absent in (
            ("missing_letterhead", not (issuer or letterhead.texts("number") or letterhead.texts("motto"))),
            ("missing_number", number is None),
            ("missing_date", issued_on is None),
        )
        if absent
    ]
    near = day_of_figures(seen) if issued_on is None else None
    if near is not None:
        missing.append(ReadingWarning("approximate_date", near.of(seen)))
    sections = find_sections(paragraphs, spans)
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=file_name,
        text=composition.text,
        kind=metadata.kind_of(letterhead, number),
        number=number,
        issuer=issuer,
        issued_on=issued_on,
        subject=metadata.subject_of(letterhead),
        signer=ending.signer,
        signer_title=ending.signer_title,
        urgency=metadata.urgency_of(letterhead),
        recipients=ending.recipients,
        pages=composition.pages,
        page_count=reading.page_count,
        paged=reading.paged,
        scanned=reading.scanned,
        sections=sections,
        footnotes=footnotes,
        tables=find_tables(paragraphs, spans),
        references=find_references(seen, number, head),
        letterhead=head,
        body=body,
        notes=noted,
        furniture=furniture,
        hidden=hidden if hidden.end > hidden.start else Span(0, 0),
        warnings=(*reading.warnings, *missing, *warnings, *labels_put_right(sections, seen)),
    )
    return replace(document, fields=fields_of(document, paragraphs, spans))


def _parts(paragraphs: Sequence[Paragraph], composition: Composition) -> tuple[Span, Span, Span, Span, Span]:
    """Return the spans of letterhead, body (with ending and appendices), notes, furniture and hidden words."""
    edges: list[Span] = []
    at = 0
    for parts in (("letterhead",), ("body", "ending", "appendix"), ("note",), ("furniture",), ("hidden",)):
        inside = [span for p, span in zip(paragraphs, composition.spans, strict=True) if p.part in parts]
        if inside:
            edges.append(Span(inside[0].start, inside[-1].end))
            at = inside[-1].end
        else:
            edges.append(Span(at, at))
    return edges[0], edges[1], edges[2], edges[3], edges[4]

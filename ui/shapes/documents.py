"""The values of the outside contract that are about documents: ``show`` and ``documents``; see ``ui.shapes.answers``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.archive.letter_rows import facts
from ingest.document import Document, Field, Letter, Reference
from ingest.letterhead.fields import is_sure
from ui.shapes.answers import Shape, day_shape, warning_shape
from ui.shapes.references import changed_of, changes_shape, edge_shape, edges_shape
from ui.shapes.relations import Relative, other_names, relation_shape


def documents_shape(summaries: Sequence[Summary], related: Mapping[str, Sequence[Relative]]) -> Shape:
    """Return the list of documents; ``related`` as ``relation_shapes.relatives`` gives them."""
    shown = [summary_shape(summary, related.get(summary.id, ())) for summary in summaries]
    return {"documents": shown, "count": len(summaries)}


def summary_shape(summary: Summary, related: Sequence[Relative]) -> Shape:
    """Return one line of the list of documents."""
    return {
        "document_id": summary.id,
        "file": summary.file_name,
        "kind": summary.kind,
        "number": summary.number,
        "issuer": summary.issuer,
        "issued_on": day_shape(summary.issued_on),
        "subject": summary.subject,
        "signer": summary.signer,
        "urgency": summary.urgency,
        "circulation": summary.circulation,
        "pages": summary.page_count if summary.paged else None,
        "scanned": summary.scanned,
        "footnotes": summary.footnotes,
        "tasks": summary.tasks,
        "warnings": summary.warnings,
        "related": [{"document_id": other, "relation": kind} for other, kind in related],
        "added_at": summary.added_at,
    }


def document_shape(document: Document, archive: Archive) -> Shape:
    """Return the contract's ``show``; ``other_names`` are names of files with the same bytes."""
    text = document.text
    return {
        "document_id": document.id,
        "file": document.file_name,
        "sha256": document.sha256,
        "kind": document.kind,
        "number": document.number.shown if document.number else None,
        "normal": document.number.normal if document.number else None,
        "issuer": document.issuer,
        "issued_on": day_shape(document.issued_on),
        "subject": document.subject,
        "signer": document.signer,
        "signer_title": document.signer_title,
        "urgency": document.urgency,
        "circulation": document.circulation,
        "pages": document.page_count,
        "paged": document.paged,
        "scanned": document.scanned,
        "text": text,
        "hidden": {"start": document.hidden.start, "end": document.hidden.end} if document.hidden.end else None,
        "sections": [
            {
                "label": section.label,
                "heading": section.heading,
                "level": section.level,
                "path": [*(one.title for one in above), section.title],
                "start": section.span.start,
                "end": section.span.end,
            }
            for section, above in document.walk()
        ],
        "footnotes": [
            {
                "mark": note.mark,
                "text": note.span.of(text),
                "start": note.span.start,
                "end": note.span.end,
                "anchor_start": note.anchor.start,
                "anchor_end": note.anchor.end,
                "inferred": note.inferred,
            }
            for note in document.footnotes
        ],
        "tables": [
            {
                "start": table.span.start,
                "end": table.span.end,
                "header": list(table.header),
                "rows": [[cell.of(text) for cell in row.cells] for row in table.rows],
            }
            for table in document.tables
        ],
        "references": [_reference_shape(reference, text) for reference in document.references],
        "assignments": len(document.assignments),
        "recipients": list(document.recipients),
        "letters": [_letter_shape(letter, document) for letter in document.letters],
        "fields": [_field_shape(field, document) for field in document.fields],
        "changed_by": changes_shape(changed_of(archive, document.id)),
        "edges": [edge_shape(one, document) for one in archive.graph.told_by(document.id)],
        "referred_to_by": edges_shape(archive.graph.pointing_to(document.id), archive)["edges"],
        "related": [relation_shape(relation) for relation in archive.relations(document.id)],
        "other_names": list(other_names(archive, document.id, document.file_name)),
        "warnings": [warning_shape(warning.code, warning.detail) for warning in document.warnings],
    }


def _reference_shape(reference: Reference, text: str) -> Shape:
    return {
        "printed": reference.number.printed if reference.number else reference.span.of(text),
        "normal": reference.number.normal if reference.number else None,
        "date": day_shape(reference.date),
        "start": reference.span.start,
        "end": reference.span.end,
    }


def _letter_shape(letter: Letter, document: Document) -> Shape:
    return {
        **facts(letter),
        "page": document.page_of(letter.span.start) if document.paged else None,
        "start": letter.span.start,
        "end": letter.span.end,
    }


def _field_shape(field: Field, document: Document) -> Shape:
    return {
        "name": field.name,
        "printed": field.span.of(document.text),
        "start": field.span.start,
        "end": field.span.end,
        "page": document.page_of(field.span.start) if document.paged else None,
        "confidence": field.confidence,
        "sure": is_sure(field),
        "inferred": field.inferred,
    }

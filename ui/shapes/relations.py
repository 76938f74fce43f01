"""How copies, drafts and rivals of documents are told: by value for scripts, in a sentence for people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from ingest.archive.archive import Archive
from ingest.archive.relations import Relation
from ingest.intake.intake import IntakeReport
from ui.shapes.answers import Shape, day_shape
from ui.texts.codes import relation_text
from ui.texts.naming import title

Relative: TypeAlias = tuple[str, str]
"""Another document's id and what it is to this one."""
REMARKABLE = ("same_text", "copy", "draft", "signed", "same_number")
"""The relations that are told without being asked for; documents of one pattern are not among them."""


def relatives(archive: Archive) -> dict[str, Sequence[Relative]]:
    """Return the remarkable relations of every document that has any."""
    found: dict[str, list[Relative]] = defaultdict(list)
    for one, other, kind in archive.related_pairs(REMARKABLE):
        found[one].append((other, kind))
        found[other].append((one, "signed" if kind == "draft" else kind))
    return {document_id: tuple(others) for document_id, others in found.items()}


def relation_shape(relation: Relation) -> Shape:
    """Return one relation with its sentence."""
    other = relation.other
    return {
        "relation": relation.kind,
        "document_id": other.id,
        "file": other.file_name,
        "kind": other.kind,
        "number": other.number,
        "issuer": other.issuer,
        "issued_on": day_shape(other.issued_on),
        "likeness": round(relation.likeness, 2),
        "message": relation_text(relation.kind, _name(relation)),
    }


def _name(relation: Relation) -> str:
    named = title(relation.other)
    return named if relation.other.file_name in named else f"{named} ({relation.other.file_name})"


def other_names(archive: Archive, document_id: str, file_name: str) -> tuple[str, ...]:
    """Return the names, other than its own, of the files that held the same bytes, in order of arrival."""
    names = dict.fromkeys(Path(path).name for path in archive.sources(document_id))
    return tuple(name for name in names if name != file_name)


def duplicates_of(report: IntakeReport, archive: Archive) -> tuple[Shape, ...]:
    """Return what the files of an import have in common with documents of the archive, or with each other.

    Documents that somebody has removed again are left out.
    """
    with archive.view():
        return _duplicates_of(report, archive, archive.ids())


def _duplicates_of(report: IntakeReport, archive: Archive, there: frozenset[str]) -> tuple[Shape, ...]:
    found: list[Shape] = []
    for entry in (*report.added, *report.updated, *report.unchanged):
        if entry.document_id is None or entry.document_id not in there:
            continue
        here = {"file": entry.file_name, "document_id": entry.document_id}
        kept = archive.summary(entry.document_id)
        if kept.file_name != entry.file_name:
            message = relation_text("same_bytes", kept.file_name)
            told = {"relation": "same_bytes", "other_id": kept.id, "other_file": kept.file_name, "likeness": 1.0}
            found.append({**here, **told, "message": message})
        if entry in report.unchanged:
            continue
        for relation in archive.relations(entry.document_id):
            if relation.kind in REMARKABLE:
                shape = relation_shape(relation)
                told = {"relation": relation.kind, "other_id": shape["document_id"], "other_file": shape["file"]}
                found.append({**here, **told, "likeness": shape["likeness"], "message": shape["message"]})
    return tuple(found)

"""The values of the outside contract: what ``--json`` prints and the HTTP interface returns.

Fields may be added here, never renamed or removed: scripts outside the project read them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeAlias

from index.passages import Hit
from ingest.agencies.find import Agencies
from ingest.archive.register.lookup import TaskGroup
from ingest.archive.register.rows import TaskRow
from ingest.archive.register.standings import Orphan, Standing
from ingest.archive.task_register import Tasks
from ingest.intake.intake import Entry, IntakeReport
from rag.answer import Answer, Citation
from rag.wording.naming import capitalised, due_day
from ui.texts import reports as report_texts
from ui.texts.codes import STATUSES, doubt_text, error_text, warning_text
from ui.texts.naming import title

Json: TypeAlias = Any
Shape: TypeAlias = dict[str, Any]


def answer_shape(answer: Answer) -> Shape:
    """Return the contract's ``ask``; an item's ``citations`` are positions, from 0, in ``citations``."""
    return {
        "question": answer.question,
        "understood": answer.understood,
        "status": answer.status,
        "kind": answer.kind,
        "answer": answer.answer,
        "items": [
            {
                "text": item.text,
                "citations": list(item.citations),
                "group": item.group,
                "lead": item.lead,
                "role": item.role,
                "deadline": item.deadline,
            }
            for item in answer.items
        ],
        "citations": [citation_shape(citation) for citation in answer.citations],
        "notes": list(answer.notes),
        "searched": _plain(answer.searched),
        "elapsed_ms": round(answer.elapsed_ms, 1),
        "rephrased": answer.rephrased,
    }


def citation_shape(citation: Citation) -> Shape:
    """Return the contract's ``Citation``."""
    return {
        "document_id": citation.document_id,
        "file": citation.file,
        "kind": citation.kind,
        "number": citation.number,
        "issuer": citation.issuer,
        "issued_on": day_shape(citation.issued_on),
        "section_path": list(citation.section_path),
        "footnote": citation.footnote,
        "page": citation.page,
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "paged": citation.paged,
        "subject": citation.subject,
    }


def hit_shape(hit: Hit) -> Shape:
    """Return one hit of ``search``; ``retrievers`` are the retrievers' own scores."""
    passage = hit.passage
    return {
        "document_id": passage.document_id,
        "file": passage.file_name,
        "kind": passage.document_kind,
        "number": passage.number,
        "issuer": passage.issuer,
        "issued_on": day_shape(passage.issued_on),
        "section_path": list(passage.section_path),
        "footnote": passage.footnote,
        "page": passage.page,
        "start": passage.span.start,
        "end": passage.span.end,
        "text": passage.text,
        "score": round(float(hit.score), 6),
        "legs": {name: round(float(score), 6) for name, score in hit.retrievers},
    }


def tasks_shape(
    tasks: Tasks,
    agencies: Agencies,
    today: date | None,
    by: str | None,
    offset: int = 0,
    limit: int | None = None,
) -> Shape:
    """Return the contract's ``tasks``, with names as of ``today``; ``count`` is of all tasks, on whichever page.

    ``counts`` is by what they are to the agency asked for; ``groups`` are all groups, in the order of the tasks.
    """
    day = today or date.today()
    shape: Shape = {
        "tasks": [task_shape(row, agencies, day, share) for row, share in zip(tasks.rows, tasks.shares, strict=True)],
        "count": tasks.count,
        "counts": dict(tasks.share_counts),
        "offset": offset,
        "limit": limit,
    }
    if by is not None:
        shape["by"] = by
        shape["groups"] = [
            {"share": group.share, "key": group.key, "label": group_name(by, group), "count": group.count}
            for group in tasks.groups
        ]
    return shape


def task_shape(row: TaskRow, agencies: Agencies, today: date, share: str | None = None) -> Shape:
    """Return one task; ``lead_now`` is ``None`` for collectives and for agencies that are not known."""
    summary = row.document
    return {
        "id": row.id,
        "lead": row.lead,
        "lead_now": None if row.common else name_now(row.agency, agencies, today),
        "agency": row.agency,
        "role": row.role,
        "common": row.common,
        "share": share,
        "coordinators": list(row.coordinators),
        "task": row.task,
        "trigger": row.trigger,
        "deadline": row.deadline,
        "deadline_text": row.deadline_text,
        "deadline_kind": row.deadline_kind,
        **standing_shape(row.standing),
        "form": row.form,
        "confidence": round(row.confidence, 3),
        "inferred": row.inferred,
        "document_id": summary.id,
        "file": summary.file_name,
        "kind": summary.kind,
        "number": summary.number,
        "issuer": summary.issuer,
        "issued_on": day_shape(summary.issued_on),
        "section_path": list(row.section_path),
        "page": row.page,
        "start": row.start,
        "end": row.end,
        "quote": row.quote,
    }


def standing_shape(standing: Standing) -> Shape:
    """Return what staff said of a task; ``version`` 0 means nothing yet."""
    return {
        "status": standing.status,
        "status_text": STATUSES[standing.status],
        "note": standing.note,
        "author": standing.author,
        "changed_at": standing.changed_at or None,
        "version": standing.version,
    }


def orphans_shape(orphans: Sequence[Orphan]) -> Shape:
    """Return the notes whose tasks are in the register no more; ``document_id`` is ``None`` for a document that went."""
    return {
        "orphans": [
            {
                "id": orphan.id,
                **standing_shape(orphan.standing),
                "task": orphan.task,
                "lead": orphan.lead,
                "quote": orphan.quote,
                "document_id": orphan.document_id,
                "file": orphan.file_name,
                "number": orphan.number,
            }
            for orphan in orphans
        ],
        "count": len(orphans),
    }


def group_name(by: str, group: TaskGroup) -> str:
    """Return what a group of tasks is called: an agency, a document, a month."""
    if group.document is not None:
        return title(group.document)
    if by == "month":
        return capitalised(due_day(group.key)) if group.key else report_texts.NO_MONTH
    return group.key or report_texts.NO_AGENCY


def name_now(name: str | None, agencies: Agencies, today: date) -> str | None:
    """Return what the agency ``name`` is called today, or those that took over its work; ``None`` when not known."""
    agency = agencies.by_name(name) if name else None
    if agency is None:
        return None
    if agency.valid_to is None or agency.valid_to >= today:
        return agency.name
    heirs = [
        relative.name
        for relative in agencies.lineage(agency, today)
        if relative.relation == "successor" and (relative.valid_to is None or relative.valid_to >= today)
    ]
    return ", ".join(heirs) or None


def report_shape(report: IntakeReport, duplicates: Sequence[Shape] = ()) -> Shape:
    """Return the contract's ``ingest``; ``code`` is the stable name of a ``reason``.

    ``duplicates`` are those of ``ui.shapes.relations.duplicates_of``.
    """
    return {
        "added": [_stored(entry) for entry in report.added],
        "unchanged": [_stored(entry) for entry in report.unchanged],
        "updated": [_stored(entry) | {"replaced": entry.replaced} for entry in report.updated],
        "quarantined": [_refused(entry) for entry in report.quarantined],
        "failed": [_refused(entry) for entry in report.failed],
        "duplicates": list(duplicates),
        "interrupted": report.interrupted,
    }


def _stored(entry: Entry) -> Shape:
    warnings = [warning_shape(warning.code, warning.detail) for warning in entry.warnings]
    return {"file": entry.file_name, "document_id": entry.document_id, "path": entry.path, "warnings": warnings}


def _refused(entry: Entry) -> Shape:
    shape: Shape = {"file": entry.file_name, "reason": refusal_text(entry), "code": entry.code, "path": entry.path}
    if entry.code == "secret_doubt":
        shape |= {"doubt": True, "sha256": entry.sha256}
    return shape


def refusal_text(entry: Entry) -> str:
    """Return why a file did not come in; for a doubtful mark also how the file is released."""
    if entry.code == "secret_doubt" and entry.sha256:
        return doubt_text(entry.detail, entry.sha256)
    return error_text(entry.code, entry.detail)


def warning_shape(code: str, detail: str) -> Shape:
    """Return something that could not be read, with its sentence."""
    return {"code": code, "detail": detail, "message": warning_text(code, detail)}


def day_shape(day: date | None) -> str | None:
    """Return a day as ``YYYY-MM-DD``."""
    return day.isoformat() if day else None


def _plain(value: object) -> Json:
    """Return ``value`` with dates, sets and tuples made into what JSON has."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)

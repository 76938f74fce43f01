"""What somebody asked of the register, in and out of words: statuses as typed, filters as told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from ingest.archive.catalogue import Summary
from ingest.archive.register.filters import TaskFilters
from ingest.text.folding import fold
from rag.wording.naming import short_day
from ui.texts import reports as said
from ui.texts.codes import DEADLINE_KINDS, ROLES, STATUSES
from ui.texts.naming import title

_NAMES: Mapping[str, Mapping[str, str]] = {"role": ROLES, "status": STATUSES, "deadline_kind": DEADLINE_KINDS}


def status_typed(text: str) -> str | None:
    """Return the status that is meant, by its name with or without diacritics, or by its code; ``None`` for neither.

    >>> status_typed("Xong"), status_typed("dang lam"), status_typed("not_applicable"), status_typed("sắp xong")
    ('done', 'doing', 'not_applicable', None)
    """
    typed = fold(" ".join(text.split()))
    return next((code for code, name in STATUSES.items() if typed in (code, fold(name))), None)


def told(filters: TaskFilters, document: Summary | None = None) -> list[tuple[str, str]]:
    """Return the conditions as pairs of words, in a fixed order; nothing for those that were not set."""
    pairs = []
    for field in fields(filters):
        value = getattr(filters, field.name)
        if not value:
            continue
        if isinstance(value, date):
            shown = short_day(value)
        elif field.name == "document" and document is not None:
            shown = title(document)
        elif value is True:
            shown = said.YES
        else:
            shown = _NAMES.get(field.name, {}).get(value, value)
        pairs.append((said.FILTER_NAMES[field.name], shown))
    return pairs

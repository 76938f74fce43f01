"""Who coordinates: as printed, a generic phrase kept generic; "không nêu" where the text names nobody."""

from __future__ import annotations

from ingest.assignment import ROLES
from rag.composers.duties import Duty, duties, duty
from rag.composers.holdings import acting
from rag.draft import Draft, DraftLine
from rag.evidence.desk import FITS, Desk
from rag.wording import phrases

MOST = 6


def coordinators(desk: Desk) -> Draft:
    """Compose the answer to "Sở Xây dựng phối hợp với ai?" and "Bộ nào cùng xử lý ...?"."""
    asked = desk.question.agencies
    if asked:
        found = [
            duty(desk, desk.topic, document, assignment)
            for document, assignment in acting(desk, asked[0])
            if assignment.role != "coordinate" or assignment.coordinators
        ]
        found = [one for one in found if one.fit >= FITS and (desk.topic.empty or one.share >= desk.nearly_enough)]
        found.sort(key=lambda one: -one.score)
    else:
        found = [
            one
            for one in duties(desk, desk.topic, ROLES)
            if one.fit >= FITS and one.named and one.share >= desk.nearly_enough
        ]
    with_names = [one for one in found if one.assignment.coordinators]
    if with_names and not desk.topic.empty:
        with_names = [one for one in with_names if one.score >= 0.8 * with_names[0].score]
    if with_names:
        sure = desk.topic.empty or with_names[0].share >= desk.enough
        lines = tuple(_line(one) for one in with_names[:MOST])
        return Draft("coordinators", "answered" if sure else "partial", sentences=lines)
    if found and asked:
        best = found[0]
        agency = best.assignment.lead or asked[0].name
        line = DraftLine(phrases.no_coordinators(agency, best.document), best.evidence, (best.assignment.lead or "",))
        return Draft("coordinators", "partial", sentences=(line,))
    return Draft("coordinators", "not_found", nearest=desk.nearest())


def _line(one: Duty) -> DraftLine:
    names = one.assignment.coordinators
    text = phrases.coordinators(one.assignment.lead, one.assignment.role, names, one.words, one.document)
    return DraftLine(
        text,
        one.evidence,
        (*names, one.assignment.lead or "", one.words),
        lead=one.assignment.lead,
        role=one.assignment.role,
    )

"""Who leads: the register's assignments that fit the topic; "không nêu" where the text names nobody."""

from __future__ import annotations

from rag.composers.duties import Duty, duties
from rag.composers.lineage_notes import today_notes
from rag.composers.named_agency import named_agency
from rag.composers.notes import noted
from rag.draft import Draft, DraftLine
from rag.evidence.candidate import Candidate
from rag.evidence.desk import FITS, Desk
from rag.wording import naming, phrases

BESIDE_BEST = 0.85
"""Duties of at least this part of the best one's score are answers too."""
MOST_LEADS = 4


def lead_agency(desk: Desk) -> Draft:
    """Compose the answer to "Sở nào chủ trì ...?"."""
    matcher = desk.topic
    if matcher.empty:
        return named_agency(desk, "lead_agency")
    found = [one for one in duties(desk, matcher) if one.fit >= FITS and one.named]
    best = found[0] if found else None
    sentence = next((one for one in desk.candidates(matcher) if one.fit >= FITS and one.named), None)
    # A sentence that says far more about the topic than any assignment: the document speaks of it and names nobody.
    who = desk.question.aspect == "who"
    if (
        not who
        and sentence is not None
        and sentence.share >= desk.enough
        and (best is None or best.share < 0.8 * sentence.share)
    ):
        return _nobody(sentence)
    if (
        best is None
        or best.share < desk.nearly_enough
        or (who and sentence is not None and best.share < 0.8 * sentence.share)
    ):
        return named_agency(desk, "lead_agency")
    chosen = _chosen(desk, found)
    lines = tuple(_line(one) for one in chosen) + noted(chosen[0].document, chosen[0].focus)
    sure = best.share >= desk.enough
    notes = [] if sure else [phrases.UNCERTAIN]
    if all(one.assignment.lead is None for one in chosen):
        notes.append(phrases.NO_LEAD_NOTE)
    if len({one.document.id for one in chosen}) > 1:
        notes.append(phrases.SEVERAL)
    named = [(one.assignment.agency, one.assignment.task.of(one.document.text)) for one in chosen]
    notes += today_notes(named, desk.library.agencies, desk.as_of)
    status = "answered" if sure and any(line.lead for line in lines) else "partial"
    return Draft("lead_agency", status, sentences=lines, notes=tuple(notes))


def _chosen(desk: Desk, found: list[Duty]) -> list[Duty]:
    """Return the best duties, each agency of a document once, a named lead before one merely assigned."""
    best = found[0]
    close = [
        one for one in found if one.score >= BESIDE_BEST * best.score and one.share >= min(desk.enough, best.share)
    ]
    if best.assignment.role == "lead":
        close = [one for one in close if one.assignment.role == "lead" or one.document.id != best.document.id]
    kept: dict[tuple[str, str | None], Duty] = {}
    for one in close:
        kept.setdefault((one.document.id, one.assignment.agency or one.assignment.lead), one)
    return list(kept.values())[:MOST_LEADS]


def _line(one: Duty) -> DraftLine:
    lead = one.assignment.lead
    if lead is not None and one.assignment.common and one.assignment.role != "lead":
        text = phrases.common_only(lead, one.words, one.document)
        return DraftLine(text, one.evidence, (lead, one.words), lead=None, role=one.assignment.role)
    if lead is None:
        return DraftLine(phrases.no_lead(one.words, one.document), one.evidence, (one.words,))
    return DraftLine(
        phrases.lead(lead, one.assignment.role, one.words, one.document),
        one.evidence,
        (lead, one.words),
        lead=lead,
        role=one.assignment.role,
    )


def _nobody(sentence: Candidate) -> Draft:
    words = naming.shortened(sentence.evidence.quote)
    line = DraftLine(phrases.no_lead(words, sentence.document), (sentence.evidence,), (words,))
    return Draft("lead_agency", "partial", sentences=(line,), notes=(phrases.NO_LEAD_NOTE,))

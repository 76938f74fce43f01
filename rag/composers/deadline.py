"""When something is due or takes place; says so when a text only presses without a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.text.sentences import sentences
from ingest.assignment import ROLES
from ingest.document import Document, Span
from ingest.text.dates import find_dates
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import fold
from rag.composers.agency_tasks import where
from rag.composers.duties import Duty, duties, duty
from rag.composers.holdings import names_agency, owned_by
from rag.composers.notes import noted
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.candidate import Candidate
from rag.evidence.clauses import clauses, parts, trimmed
from rag.evidence.desk import FITS, Desk
from rag.evidence.matching import Matcher
from rag.question.cues import cue
from rag.question.periods import Period
from rag.wording import document_phrases, naming, phrases

MOST = 4
TIMED = 0.6
"""What a line "Thời gian: ..." gains where it is asked when something takes place."""
# "Luật Tổ chức chính quyền địa phương ngày 16/6/2025": an act without a number; not "... kế hoạch trước ngày 30/6".
_CITED = re.compile(
    one_of(map(fold, kind_names("dated"))) + r"[^.;:]*(?<!truoc)(?<!den)(?<!tu)(?<!vao)(?<!nhat)\s(?:ngay\s)?$"
)
# "Bình Lạc, ngày 05 tháng 9 năm 2023" dates the document.
_ISSUED = re.compile(r"[^,\n]{2,40},\s*ngày\s")
# "Công văn số 12/UBND-TH ngày ... về nhiệm vụ trọng tâm quý II năm 2024": the time is part of that document's subject.
_ABOUT = re.compile(r"\s(?:về|V/v)\s[^,;.]*$")
CITED_WITHIN = 45
"""A date this near behind the number of a cited document is that document's ("... của Chính phủ ngày 07/5/2024")."""
# Words of duty: without them "khi nào" asks when something takes place, not when it is due.
_DUTY = cue(r"\b(?:hạn|phải|nộp|báo cáo|trình|gửi|xong|hoàn thành|trước|chậm nhất|hoàn tất|kết thúc|làm)\b")


def deadline(desk: Desk) -> Draft:
    """Compose the answer to "Bao giờ ...?", "Hạn nộp ...?" and "Việc nào phải xong trong quý II?"."""
    if desk.question.aspect == "due" and desk.question.periods:
        return _due_within(desk)
    found = _bound(desk)
    dated = [one for one in found if one.assignment.deadline is not None and one.assignment.deadline.kind != "soft"]
    events = _events(desk)
    best_task = dated[0].share if dated else 0.0
    best_event = events[0][0].share if events else 0.0
    lead = 0.15 if _DUTY.search(desk.question.asked.lowered) else -0.1
    if dated and best_task >= desk.nearly_enough and best_task >= best_event - lead:
        chosen = _distinct([one for one in dated if one.score >= 0.9 * dated[0].score])[:MOST]
        status = "answered" if best_task >= desk.enough or desk.topic.empty else "partial"
        lines = (*(_line(one) for one in chosen), *noted(chosen[0].document, chosen[0].focus))
        return Draft("deadline", status, sentences=lines)
    if events and best_event >= desk.nearly_enough:
        chosen_events = [pair for pair in events if pair[0].score >= 0.95 * events[0][0].score][:MOST]
        status = "answered" if best_event >= desk.enough else "partial"
        first = chosen_events[0][0]
        lines = (*(_event(*pair) for pair in chosen_events), *noted(first.document, first.span))
        return Draft("deadline", status, sentences=lines)
    soft = [one for one in found if one.assignment.deadline is not None and one.share >= desk.nearly_enough]
    if soft:
        return Draft("deadline", "partial", sentences=(_soft(soft[0]),), notes=(phrases.SOFT_ONLY,))
    return Draft("deadline", "not_found", nearest=desk.nearest())


def _bound(desk: Desk) -> list[Duty]:
    """Return the assignments that fit the question, best first: an agency's, or those found by topic."""
    matcher = desk.topic
    if desk.question.agencies:
        found = [duty(desk, matcher, document, one) for document, one in owned_by(desk, desk.question.agencies[0])]
    elif matcher.empty:
        found = [
            duty(desk, matcher, document, one)
            for summary in desk.numbered
            for document in (desk.library.document(summary.id).numbered(summary.normal),)
            for one in document.assignments
            if document.bearing(one.task.start).number == document.number or not document.letters
        ]
    else:
        found = list(duties(desk, matcher, ROLES))
    found = [one for one in found if one.named and (one.fit >= FITS or not desk.question.periods)]
    return sorted((_at_deadline(desk, one) for one in found), key=lambda one: -one.score)


def _distinct(found: list[Duty]) -> list[Duty]:
    """Leave each deadline once: one sentence may bind several agencies."""
    kept: dict[tuple[str, int], Duty] = {}
    for one in found:
        due = one.assignment.deadline
        kept.setdefault((one.document.id, due.span.start if due else one.focus.start), one)
    return list(kept.values())


def _at_deadline(desk: Desk, one: Duty) -> Duty:
    """Move the focus to the sentence of the deadline: that is what it binds."""
    due = one.assignment.deadline
    if due is None or one.focus.overlaps(due.span):
        return one
    text = one.document.text
    for sentence in sentences(text, one.assignment.task):
        if sentence.overlaps(due.span):
            share = desk.coverage(desk.topic, one.document, sentence).share
            return Duty(
                one.document,
                one.assignment,
                trimmed(one.document, sentence),
                max(share, one.share * 0.8),
                one.fit,
                one.named,
            )
    return one


def _line(one: Duty) -> DraftLine:
    due = one.assignment.deadline
    assert due is not None
    words = due.span.of(one.document.text)
    evidence = one.evidence
    if not any(part.span.contains(due.span) for part in evidence):
        evidence = (*evidence, Evidence(one.document, due.span))
    return DraftLine(
        phrases.deadline(naming.shortened(words), one.words, one.document),
        evidence,
        (naming.shortened(words), one.words),
        lead=one.assignment.lead,
        role=one.assignment.role,
        deadline=due.due,
    )


def _soft(one: Duty) -> DraftLine:
    due = one.assignment.deadline
    assert due is not None
    words = naming.shortened(due.span.of(one.document.text))
    evidence = one.evidence
    if not any(part.span.contains(due.span) for part in evidence):
        evidence = (*evidence, Evidence(one.document, due.span))
    return DraftLine(
        phrases.soft(words, one.words, one.document), evidence, (words, one.words), lead=one.assignment.lead
    )


def _events(desk: Desk) -> list[tuple[Candidate, Span]]:
    """Return sentences that fit the topic and name a day, a month or a quarter, with that date's place, best first."""
    matcher = desk.whole_topic
    if matcher.empty:
        return []
    found = []
    agencies = [agency for agency in desk.question.agencies if agency.place is None and not agency.common]
    # "Lễ hội diễn ra ngày nào?": the line "Thời gian: ..." under that subject says it, whatever else dates the festival.
    held = 0.0 if _DUTY.search(desk.question.asked.lowered) else TIMED
    for one in desk.candidates(matcher)[:60]:
        if not one.named or (desk.question.periods and one.fit < FITS):
            continue
        if agencies and not names_agency(desk, one, agencies[0]):
            continue
        if one.document.letterhead.contains(one.span) and _ISSUED.match(one.evidence.quote):
            continue
        timed = _at_heading_of_time(desk, one)
        share = max(one.share, timed + held)
        span = _date_in(desk, matcher, one.document, one.span) if share >= desk.nearly_enough else None
        if span is not None:
            found.append((replace(one, share=share), span))
    return sorted(found, key=lambda pair: -pair[0].score)


_TIME = re.compile(r"\s*(?:[-+*]\s|\w{1,2}[.)]\s)?(?:Thời gian|Ngày|Thời điểm|Lịch)(?!\w)")


def _at_heading_of_time(desk: Desk, one: Candidate) -> float:
    """Return the share of the topic around a line "Thời gian: ...": its headings and subject say what takes place then."""
    if not _TIME.match(one.evidence.quote):
        return 0.0
    path = one.document.section_path(one.span.start)
    beside = [desk.tokens(words) for words in (*path, one.document.subject or "") if words]
    return 1.05 * desk.whole_topic.coverage(desk.tokens(one.evidence.quote), beside).share


def _date_in(desk: Desk, matcher: Matcher, document: Document, sentence: Span) -> Span | None:
    """Return the date that stands nearest to the words of the topic, dates of cited documents left out."""
    text = document.text
    best: tuple[float, Span] | None = None
    for clause in clauses(text, sentence):
        for part in (*parts(text, clause), clause):
            for when, exact in _dates(document, part):
                share = matcher.coverage(desk.tokens(part.of(text))).share + (0.1 if exact else 0.0)
                if best is None or share > best[0] + 1e-9:
                    best = (share, when)
    return best[1] if best else None


def _dates(document: Document, span: Span) -> Iterator[tuple[Span, bool]]:
    """Yield the dates inside ``span`` with whether they are exact to the day; dates of cited documents are none."""
    for found in find_dates(span.of(document.text)):
        place = Span(span.start + found.span.start, span.start + found.span.end)
        cited = any(0 <= place.start - one.span.end <= CITED_WITHIN for one in document.references)
        before = fold(document.text[max(span.start, place.start - 80) : place.start])
        named = any(
            span.start <= one.span.start
            and one.span.end < place.start
            and _ABOUT.search(document.text[one.span.end : place.start])
            for one in document.references
        )
        if found.kind != "year" and not named and not cited and not _CITED.search(before):
            yield place, found.is_day


def _event(one: Candidate, when: Span) -> DraftLine:
    words = naming.shortened(one.evidence.quote)
    date_words = naming.shortened(when.of(one.document.text))
    return DraftLine(phrases.event(date_words, words, one.document), (one.evidence,), (date_words, words))


def _due_within(desk: Desk) -> Draft:
    """List the tasks due in a period; a quarter without a year takes each document's own year."""
    period = desk.question.periods[0]
    lines: list[DraftLine] = []
    agencies = {agency.name for agency in desk.question.agencies}
    for row in desk.library.archive.assignments():
        if not desk.may_see(row.document.id):
            continue
        if not row.deadline or not _within(row.deadline, period):
            continue
        if agencies and row.agency not in agencies:
            continue
        document = desk.library.document(row.document.id)
        one = duty(desk, desk.topic, document, document.assignments[row.position])
        if desk.topic.empty or one.share >= desk.nearly_enough:
            lines.append(_due_line(one))
    if not lines:
        opening = document_phrases.no_document(f"nhiệm vụ nào có thời hạn{where(desk)}")
        return Draft("deadline", "not_found", opening=opening, nearest=desk.nearest())
    return Draft(
        "deadline", "answered", opening=phrases.tasks_due(len(lines), naming.period(period)), items=tuple(lines)
    )


def _due_line(one: Duty) -> DraftLine:
    whole = _at_whole(one)
    words = naming.shortened(whole.focus.of(one.document.text))
    return DraftLine(
        phrases.task_line(words, one.assignment.lead, one.assignment.role),
        whole.evidence,
        (words, one.assignment.lead or ""),
        group=naming.title(one.document),
        lead=one.assignment.lead,
        role=one.assignment.role,
        deadline=one.assignment.deadline.due if one.assignment.deadline else None,
    )


def _at_whole(one: Duty) -> Duty:
    due = one.assignment.deadline
    if due is None:
        return one
    for sentence in sentences(one.document.text, one.assignment.task):
        if sentence.overlaps(due.span):
            return Duty(one.document, one.assignment, trimmed(one.document, sentence), one.share, one.fit, one.named)
    return one


def _within(due: str, period: Period) -> bool:
    parts_ = [int(part) for part in due.split("-")]
    if len(parts_) == 1:
        return period.grain == "year" and period.first.year == parts_[0]
    day = date(parts_[0], parts_[1], parts_[2] if len(parts_) == 3 else 28)
    return period.holds(day)

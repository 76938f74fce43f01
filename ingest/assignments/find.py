"""The register of a document: who must do what by when, with the words that say so.

``lead`` is role ``lead`` where the text says "chủ trì"; ``assigned`` where an agency is told to act without that word;
``joint`` where several are told together; ``coordinate`` where an agency only takes part. A task that names nobody has
``lead=None`` and role ``assigned``. Reports of the past, criticism, citations, meetings and quotas are no assignments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.agencies.find import Agencies
from ingest.assignment import Assignment
from ingest.assignments.actors import actors_in
from ingest.assignments.clauses import Clause, clauses_in, item_role, partners_in, passes_on
from ingest.assignments.enforcement import enforcement_of
from ingest.assignments.givers import giver_of
from ingest.assignments.groups import MaskedText, speaks, superiors_of
from ingest.assignments.headers import Header, header_of, heading_of, own_order
from ingest.assignments.labelled import Labelled
from ingest.assignments.misread import mended
from ingest.assignments.rows import Given, rows_of
from ingest.assignments.scopes import Scopes
from ingest.assignments.sections import REPORTING, looks_ahead, reading_of
from ingest.assignments.sentences import (
    acts_under,
    adds_terms,
    asked_of_nobody,
    ends_in_colon,
    explains,
    imperative,
    is_title,
    opens_with_verb,
    sentences_of,
)
from ingest.assignments.tables import assignments_in_tables
from ingest.assignments.tasks import task_of
from ingest.assignments.units import Unit, masked, units_of
from ingest.document import Document, Span
from ingest.text.agency_heads import any_head
from ingest.text.document_kinds import kind_names
from ingest.text.folding import lowered

# Kinds whose numbered verbs are plainly tasks even if nobody is named; elsewhere only those above give such tasks,
# and never in decisions, rules and reports.
_ALWAYS_TASKS = frozenset(kind_names("assigning"))
_NEVER_TASKS = REPORTING.union(kind_names("not_assigning"))
_COMMANDING = re.compile(any_head("commands"), re.IGNORECASE)
_ASKS = ("đề nghị", "yêu cầu")  # these order even where nothing else in the document does


def find_assignments(document: Document, agencies: Agencies) -> tuple[Assignment, ...]:
    """Return the assignments of ``document`` in text order; every span lies in ``document.text``, every lead in a trigger."""
    plain = mended(masked(document.text))
    issuer = agencies.named(document.issuer) if document.issuer else None
    low = lowered(plain)
    mentions, weak = actors_in(agencies, plain, low)
    year = document.issued_on.year if document.issued_on else None
    superiors = superiors_of(issuer.kind if issuer else None, document.issuer or "")
    ground = MaskedText(document.text, plain, low, mentions, issuer.name if issuer else None, weak, superiors, year)
    units = units_of(document)
    found = [*_Register(document, ground, units).rows(), *assignments_in_tables(document, ground)]
    return tuple(sorted(dict.fromkeys(found), key=lambda row: (row.task.start, row.trigger.start)))


class _Register:
    """Walks the units once, with the headers that are open over the present one."""

    def __init__(self, document: Document, ground: MaskedText, units: list[Unit]) -> None:
        self._document = document
        self._ground = self._telling = ground
        self._asking = replace(ground, superiors=frozenset())
        self._reading = "tasks"
        self._units = units
        self._scopes = Scopes(units)
        self._covered = 0
        self._orders = False
        self._ordering: tuple[int | None, tuple[str, ...]] | None = None

    def rows(self) -> Iterator[Assignment]:
        given: list[Given] = []
        labelled = Labelled(self._document, self._ground, self._units)
        assigns = self._document.kind in _ALWAYS_TASKS
        for position, unit in enumerate(self._units):
            self._scopes.close(position)
            reading = reading_of(unit, self._document.kind, after_tasks=self._orders)
            self._orders = unit.reports is False or (self._orders and unit.reports is None and unit.inside == 0)
            if unit.span.start < self._covered or reading == "report":
                continue
            self._ground = self._asking if reading == "requests" else self._telling
            self._reading = reading
            if labelled.take(position, given):
                assigns = True
                continue
            found = list(self._of_unit(unit, position))
            self._scopes.end_opening(position, found)
            if found:
                assigns = True
                self._ordering = (unit.level, unit.titles)
            given += found
            if not self._scopes.open:
                taken = [span for one in found for span in (one.task, one.trigger)]
                given += self._subjectless(unit, position, taken=taken)
        for one in given:
            if assigns or one.form != "unnamed" or one.trigger.of(self._ground.low) in _ASKS:
                yield from rows_of(self._document, one, self._scopes.reach(one.header, one.task))

    def _of_unit(self, unit: Unit, position: int) -> Iterator[Given]:
        ground = self._ground
        followed = self._followed(unit, position)
        heading = heading_of(ground, unit, followed=followed)
        if heading is not None and (self._reading != "closing"):
            self._scopes.enter(heading, position)
            if heading.run_in is not None:
                yield from self._from_header(heading, heading.run_in, position)
            return
        enforced = enforcement_of(ground, unit.content, position)
        if enforced is not None:
            yield enforced
            return
        sentences = sentences_of(ground.plain, unit.content)
        read = [
            clause for sentence in sentences for clause in clauses_in(ground, sentence) if self._counts(clause, unit)
        ]
        clauses = [clause for clause in read if not clause.aside]
        yield from self._explicit(position, sentences, [clause for clause in read if clause.aside])
        header = header_of(ground, unit, clauses, followed=followed)
        if header is None and self._lists_behind(unit, position):
            header = header_of(ground, unit, clauses, followed=True)
            header = replace(header, depth=header.depth - 0.5, over_siblings=True) if header else None
        if header is not None:
            self._scopes.enter(header, position)
            if header.run_in is not None:
                yield from self._from_header(header, header.run_in, position)
            elif own := own_order(ground, header, clauses):
                form = "order" if clauses[-1].ordered else "subject"
                role = header.role or "assigned"
                yield Given(header.actors, role, header.coordinators, header.trigger, own, form, position)
            # "Giao Sở A ...; Sở B ... các nhiệm vụ sau:": what stands before the opening clause is assigned as usual.
            yield from self._explicit(
                position, sentences, [one for one in clauses if one.trigger != header.trigger and not header.run_in]
            )
            return
        if clauses and self._scopes.open and passes_on(ground.low, unit.content, clauses[0]):
            yield from self._under_header(unit, position, followed=followed)
            return
        if clauses:
            yield from self._before(position, clauses[0])
            yield from self._explicit(position, sentences, clauses)
            return
        if self._scopes.open:
            yield from self._under_header(unit, position, followed=followed)

    def _counts(self, clause: Clause, unit: Unit) -> bool:
        """Tell whether a clause counts in a section of this reading."""
        if self._reading in ("tasks", "requests"):
            return True
        if not clause.ordered or self._reading == "wishes" or clause.kindly:
            return clause.ordered
        front = self._ground.plain[clause.sentence.start : clause.trigger.start]
        if looks_ahead(front):
            return True
        asks = self._ground.low.startswith(_ASKS[0], clause.trigger.start) and unit.level is None and unit.inside == 0
        giver = giver_of(self._ground, clause.sentence, clause.trigger.start) if asks else None
        return giver is not None and speaks(self._ground, giver)

    def _lists_behind(self, unit: Unit, position: int) -> bool:
        """Tell whether a numbered unit ends in a colon and its list goes on with the next numbers: "1. ... sau:", "2. Lập ..."."""
        if (
            unit.level is None
            or not ends_in_colon(self._ground.plain, unit.content)
            or position + 1 >= len(self._units)
        ):
            return False
        below = self._units[position + 1]
        return below.level == unit.level and imperative(self._ground.low, below.content) is not None

    def _followed(self, unit: Unit, position: int) -> bool:
        """Tell whether the next unit lies below this one, or goes on in the same number."""
        if position + 1 >= len(self._units):
            return False
        following = self._units[position + 1]
        if following.level is None:
            return following.inside == unit.inside if unit.level is None else following.inside >= unit.level
        return following.level > unit.depth

    def _under_header(self, unit: Unit, position: int, *, followed: bool) -> Iterator[Given]:
        header = self._scopes.open[-1]
        ground = self._ground
        loose = header.common or any(header.trigger.start <= at < header.trigger.end for at in ground.weak)
        told = (
            imperative(ground.low, unit.content)
            or asked_of_nobody(ground.low, unit.content)
            or (header.form == "heading" and opens_with_verb(ground.low, unit.content))
            or (header.form == "header" and not header.common and acts_under(ground.low, unit.content))
        )
        if (loose and not told) or explains(ground.low, unit.content):
            return
        if is_title(ground.plain, unit.content, followed=followed and unit.level is not None):
            return
        task = unit.content
        if followed and ends_in_colon(ground.plain, unit.content):
            below = self._units[position + 1]
            if imperative(ground.low, below.content):
                return
            if unit.level is not None:
                task = Span(unit.content.start, unit.section.end)
                self._covered = unit.section.end
        yield from self._from_header(header, task, position)

    def _from_header(self, header: Header, task: Span, position: int) -> Iterator[Given]:
        role, coordinators = header.role, header.coordinators
        if role is None:
            role, coordinators, start = item_role(self._ground, task)
            task = Span(start, task.end)
        else:
            coordinators = tuple(dict.fromkeys((*coordinators, *partners_in(self._ground, task))))
        yield Given(header.actors, role, coordinators, header.trigger, task, header.form, position, header)

    def _before(self, position: int, first: Clause) -> Iterator[Given]:
        """Give the sentences that stand before a unit's own first clause to the header above."""
        lead_in = Span(self._units[position].content.start, min(first.sentence.start, first.trigger.start))
        above = self._scopes.open[-1] if self._scopes.open else None
        if above is not None and above.form != "opening" and imperative(self._ground.low, lead_in):
            yield from self._from_header(above, lead_in, position)

    def _explicit(self, position: int, sentences: list[Span], clauses: list[Clause]) -> Iterator[Given]:
        by_sentence: dict[Span, list[Clause]] = {}
        for clause in clauses:
            by_sentence.setdefault(clause.sentence, []).append(clause)
        for clause in clauses:
            task = task_of(self._ground, self._units[position].content, sentences, by_sentence, clause)
            if len(task.of(self._ground.plain).split()) > 1:
                form = "order" if clause.ordered else "subject"
                front = _front(clause, task) if clause is by_sentence[clause.sentence][0] else None
                yield Given(
                    clause.actors, clause.role, clause.coordinators, clause.trigger, task, form, position, front=front
                )

    def _subjectless(self, unit: Unit, position: int, *, taken: Sequence[Span]) -> Iterator[Given]:
        """Give the sentences of a unit that order something of nobody; those that overlap ``taken`` are spoken for."""
        if (unit.label or "").startswith(("Điều", "Phụ")) or self._document.kind in _NEVER_TASKS - {"báo cáo"}:
            return
        ground, listed = self._ground, self._lists_tasks(unit)
        sentences = sentences_of(ground.plain, unit.content)
        followed = self._followed(unit, position)
        title = ends_in_colon(ground.plain, unit.content) or is_title(ground.plain, unit.content, followed=followed)
        if followed and title and len(sentences) == 1 and (not listed or self._units[position + 1].level is not None):
            return  # a title, or the words over a list
        ends_in_list = followed and ends_in_colon(ground.plain, unit.content)
        open_task: Given | None = None
        for sentence in sentences:
            if any(one.overlaps(sentence) for one in taken) or (ends_in_list and sentence is sentences[-1]):
                continue
            verb = asked_of_nobody(ground.low, sentence) or (imperative(ground.low, sentence) if listed else None)
            if verb is not None and not is_title(ground.plain, sentence, followed=followed):
                if open_task is not None:
                    yield open_task
                open_task = Given((), "assigned", (), verb, sentence, "unnamed", position)
            elif open_task is not None and adds_terms(ground.low, sentence):
                open_task = replace(open_task, task=Span(open_task.task.start, sentence.end))
        if open_task is not None:
            yield open_task

    def _lists_tasks(self, unit: Unit) -> bool:
        """Tell whether an imperative in ``unit`` is plainly a task though nobody is named."""
        kind, issuer = self._document.kind, self._document.issuer or ""
        if unit.level is None and unit.inside == 0:
            return False
        if unit.level is not None and (unit.level, unit.titles) == self._ordering:
            return True  # beside an item of the same list that asks for something
        if kind == "báo cáo":
            return unit.reports is False or self._reading == "requests"
        return kind in _ALWAYS_TASKS or _COMMANDING.search(issuer) is not None


def _front(clause: Clause, task: Span) -> Span | None:
    """Return the words of a sentence before its first order, where they are not part of the task."""
    front = Span(clause.sentence.start, clause.trigger.start)
    return front if clause.fronted and task.start >= front.end else None

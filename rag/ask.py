"""Ask a question of a library: understand, find, compose, verify."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

from ingest.document import Span
from rag.answer import Answer
from rag.composers.cautions import cautions
from rag.composers.choose import compose
from rag.composers.lineage_notes import today_notes
from rag.draft import Draft
from rag.evidence.desk import Desk, desk_of
from rag.evidence.rivals import with_rivals
from rag.library import Library
from rag.question.understand import Question
from rag.rephrasing.rephrase import rephrased
from rag.rephrasing.server import ChatModel
from rag.verify import verified
from rag.wording import phrases


def ask(
    question: str,
    library: Library,
    today: date,
    limit: int = 10,
    as_of: date | None = None,
    model: ChatModel | None = None,
) -> Answer:
    """Answer ``question`` from the library; relative dates are reckoned from ``today``.

    ``limit`` is the most sentences shown for a topic; complete lists are never cut. ``as_of`` hides what was issued
    later. Raises ``rag.question.understand.QuestionError`` for an empty or over-long question. Every citation in the answer was
    checked against the archive; documents that go meanwhile are left out. A ``model`` says the answer in other words, as far as its
    citations carry them (``Answer.rephrased``).
    """
    answer = library.composed(lambda: _answer(question, library, today, limit, as_of))
    return rephrased(answer, model, library.agencies) if model is not None else answer


def _answer(question: str, library: Library, today: date, limit: int, as_of: date | None) -> Answer:
    started = perf_counter()
    library.refresh()
    desk = desk_of(question, library, today, limit, as_of)
    understood = desk.question
    status = library.index.status()
    draft = compose(desk) if status.documents else Draft(understood.kind, "not_found", opening=phrases.EMPTY_ARCHIVE)
    answer = with_rivals(verified(draft, question, library.archive), library, as_of)
    return replace(
        answer,
        notes=(
            *answer.notes,
            *_notes(understood, answer),
            *_cautions(answer, library, as_of),
            *_of_today(answer, library, as_of),
        ),
        searched=_searched(desk, status.documents, status.passages),
        elapsed_ms=round((perf_counter() - started) * 1000, 1),
        understood=library.index.read(question).understood_as,
    )


def _notes(question: Question, answer: Answer) -> tuple[str, ...]:
    notes = [phrases.resolved(period) for period in question.periods if period.relative]
    if question.bare and answer.status != "answered":
        notes.append(phrases.BARE)
    return tuple(dict.fromkeys(notes))


def _cautions(answer: Answer, library: Library, as_of: date | None) -> tuple[str, ...]:
    """Caution about cited documents that others replaced; the answer itself may already say so."""
    if answer.status == "not_found":
        return ()
    told = cautions(library.archive, (one.document_id for one in answer.citations), as_of)
    return tuple(one for one in told if one not in answer.answer)


def _of_today(answer: Answer, library: Library, as_of: date | None) -> tuple[str, ...]:
    """Say of the agencies that the first citation gives a task to who does that work today."""
    if answer.status == "not_found":
        return ()
    tasked = [
        (one.agency, one.task.of(document.text))
        for cited in answer.citations[:1]
        for document in (library.document(cited.document_id),)
        for one in document.assignments
        if one.trigger.overlaps(Span(cited.start, cited.end))
    ]
    return tuple(one for one in today_notes(tasked, library.agencies, as_of) if one not in answer.notes)


def _searched(desk: Desk, documents: int, passages: int) -> dict[str, object]:
    question = desk.question
    filters: dict[str, object] = {}
    if question.numbers:
        filters["numbers"] = [number.key for number in question.numbers]
    if question.agencies:
        filters["agencies"] = [agency.name for agency in question.agencies]
    if question.document_kinds:
        filters["kinds"] = list(question.document_kinds)
    if desk.as_of is not None:
        filters["as_of"] = desk.as_of.isoformat()
    if question.periods:
        filters["periods"] = [
            {
                "printed": one.printed,
                "from": one.first.isoformat(),
                "to": one.last.isoformat(),
                "relative": one.relative,
            }
            for one in question.periods
            if not one.yearless
        ]
    return {
        "documents": documents if desk.allowed is None else len(desk.allowed),
        "passages": passages,
        "filters": filters,
        "topic": desk.whole_topic.topic.text,
        "other_wordings": [one.wording for one in desk.whole_topic.topic.alternatives],
    }

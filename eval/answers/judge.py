"""Judging one answer by its gold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from eval.gold.questions import Gold, says
from ingest.document import Document, Span
from rag.answer import Answer
from rag.ask import ask
from rag.library import Library


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question judged.

    ``refused`` is the system's status ``not_found``. ``right`` means: for an answerable question, it answered with the
    required words; for an unanswerable one, it refused. ``first`` means that they stand in its first line. ``cited`` means a citation overlaps the gold evidence;
    ``None`` where there is no evidence to cite. ``valid`` means every citation slices back out of its document.
    """

    gold: Gold
    answer: Answer
    refused: bool
    right: bool
    first: bool
    cited: bool | None
    valid: bool


def judge(gold: Gold, answer: Answer, documents: dict[str, Document]) -> Judgement:
    """Judge one answer; ``documents`` holds every document of the archive by id."""
    refused = answer.status == "not_found"
    said = " ".join((answer.answer, *(f"{item.group} {item.text}" for item in answer.items)))
    right = refused if gold.status == "not_found" else not refused and says(said, gold)
    lines = answer.answer.strip().splitlines()
    first = refused if gold.status == "not_found" else right and says(lines[0] if lines else "", gold)
    cited: bool | None = None
    evidence = {document.id: gold.evidence(document) for document in documents.values()}
    if gold.status != "not_found" and any(evidence.values()):
        cited = not refused and any(
            Span(citation.start, citation.end).overlaps(span)
            for citation in answer.citations
            for span in evidence.get(citation.document_id, ())
        )
    valid = all(
        documents[citation.document_id].text[citation.start : citation.end] == citation.quote
        for citation in answer.citations
    )
    return Judgement(gold, answer, refused, right, first, cited, valid)


def judge_all(golds: Iterable[Gold], library: Library, today: date) -> tuple[Judgement, ...]:
    """Ask every question of ``library`` and judge the answers."""
    documents = {document_id: library.archive.get(document_id) for document_id in library.archive.ids()}
    return tuple(judge(gold, ask(gold.question, library, today), documents) for gold in golds)

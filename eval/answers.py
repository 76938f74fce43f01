"""Measuring answers: right words, right evidence, honest refusals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from eval.gold.questions import Gold, evidence_spans, says
from ingest.document import Document, Span
from rag.answer import Answer
from rag.ask import ask
from rag.library import Library


@dataclass(frozen=True, slots=True)
class Judgement:
    """One question judged.

    ``refused`` is the system's status ``not_found``. ``right`` means: for an answerable question, it answered with the
    required words; for an unanswerable one, it refused. ``cited`` means a citation overlaps the gold evidence;
    ``None`` where there is no evidence to cite. ``valid`` means every citation slices back out of its document.
    """

    gold: Gold
    answer: Answer
    refused: bool
    right: bool
    cited: bool | None
    valid: bool


def judge(gold: Gold, answer: Answer, documents: dict[str, Document]) -> Judgement:
    """Judge one answer; ``documents`` holds every document of the archive by id."""
    refused = answer.status == "not_found"
    said = " ".join((answer.answer, *(f"{item.group} {item.text}" for item in answer.items)))
    right = refused if gold.status == "not_found" else not refused and says(said, gold)
    cited: bool | None = None
    evidence = {
        document.id: evidence_spans(document, gold.quotes)
        for document in documents.values()
        if document.file_name in gold.documents
    }
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
    return Judgement(gold, answer, refused, right, cited, valid)


def judge_all(golds: Iterable[Gold], library: Library, today: date) -> tuple[Judgement, ...]:
    """Ask every question of ``library`` and judge the answers."""
    documents = {document_id: library.archive.get(document_id) for document_id in library.archive.ids()}
    return tuple(judge(gold, ask(gold.question, library, today), documents) for gold in golds)


def summary(judgements: Sequence[Judgement]) -> dict[str, float]:
    """Return the shares (0 to 1) of right answers, cited evidence, honest and wrong refusals, and valid citations.

    ``answer`` and ``citation`` are over the answerable questions, ``refusal`` over the unanswerable ones,
    ``wrong_refusal`` is the share of answerable questions refused, ``kind`` that of kinds understood as labelled.
    """
    answerable = [found for found in judgements if found.gold.status != "not_found"]
    unanswerable = [found for found in judgements if found.gold.status == "not_found"]
    evident = [found for found in answerable if found.cited is not None]
    return {
        "questions": float(len(judgements)),
        "answer": _share(found.right for found in answerable),
        "citation": _share(bool(found.cited) for found in evident),
        "answer_and_citation": _share(found.right and bool(found.cited) for found in evident),
        "refusal": _share(found.right for found in unanswerable),
        "wrong_refusal": _share(found.refused for found in answerable),
        "valid_citations": _share(found.valid for found in judgements),
        "kind": _share(found.answer.kind == found.gold.kind for found in answerable),
    }


def _share(outcomes: Iterable[bool]) -> float:
    seen = list(outcomes)
    return round(sum(seen) / len(seen), 4) if seen else 0.0

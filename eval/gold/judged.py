"""What has to be found: questions with their relevant passages, from archives and from test collections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from eval.gold.beir import Collection
from eval.gold.evidence import SpanQuestion
from eval.gold.questions import Gold, evidence_spans
from index.passages import Passage
from ingest.document import Document, Span

Cut = Callable[[Document], Sequence[Passage]]
"""How documents become passages."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question and its evidence.

    Each entry of ``evidence`` is found with any one of its passages (an entry without passages never is). ``grades``
    holds every relevant passage. ``groups`` name what a breakdown counts the question under; questions of one
    ``cluster`` ask the same thing in other words, so statistics draw them together.
    """

    id: str
    text: str
    evidence: tuple[frozenset[str], ...]
    grades: dict[str, int]
    groups: tuple[str, ...] = ()
    cluster: str = ""


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """Questions under one name; ``lost`` counts evidence whose words are nowhere. ``hidden`` keeps questions unprinted."""

    name: str
    questions: tuple[Judged, ...]
    lost: int = 0
    hidden: bool = False


def passage_name(passage: Passage) -> str:
    """Return what runs and judgements call a passage of an archive."""
    return f"{passage.document_id}:{passage.span.start}"


def relevant(passage: Span, evidence: Span) -> bool:
    """Tell whether a passage carries the evidence: they share at least half of the shorter one."""
    shared = min(passage.end, evidence.end) - max(passage.start, evidence.start)
    return shared > 0 and 2 * shared >= min(passage.end - passage.start, evidence.end - evidence.start)


def of_collection(collection: Collection) -> JudgedSet:
    """Return the questions of a test collection: every relevant passage is evidence of its own."""
    questions = tuple(
        Judged(
            id=query,
            text=collection.queries[query],
            evidence=tuple(frozenset({passage}) for passage in grades),
            grades=grades,
            groups=(collection.styles[query],) if query in collection.styles else (),
            # Questions on one passage stand and fall together.
            cluster=min(grades),
        )
        for query, grades in collection.qrels.items()
    )
    return JudgedSet(collection.name, questions)


def of_quotes(name: str, golds: Iterable[Gold], documents: Sequence[Document], cut: Cut) -> JudgedSet:
    """Return the answerable questions whose evidence is quoted; a quote may stand in several places."""
    passages = {document.id: cut(document) for document in documents}
    found: list[Judged] = []
    lost = 0
    for gold in golds:
        if gold.status == "not_found":
            continue
        own = [document for document in documents if document.file_name in gold.documents]
        evidence: list[frozenset[str]] = []
        noted = False
        for quote in gold.quotes:
            spans = [(document.id, span) for document in own for span in evidence_spans(document, (quote,))]
            lost += not spans
            if spans:
                evidence.append(frozenset().union(*(_carriers(passages[where], span) for where, span in spans)))
                noted |= any(
                    passage.footnote is not None and relevant(passage.span, span)
                    for where, span in spans
                    for passage in passages[where]
                )
        if evidence:
            groups = (gold.style, "footnote" if noted else "body")
            found.append(Judged(gold.id, gold.question, tuple(evidence), _grades(evidence), groups, gold.id))
    return JudgedSet(name, tuple(found), lost)


def of_spans(name: str, questions: Sequence[SpanQuestion], documents: Sequence[Document], cut: Cut) -> JudgedSet:
    """Return questions whose evidence is noted as spans, placed in ``documents`` (``evidence.placed``).

    Groups: ``written`` (no twin of another), the style, ``footnote`` or ``body`` by the evidence named first, and for a
    question with twins ``plain of STYLE``, to set beside them.
    """
    passages = {document.sha256: cut(document) for document in documents}
    retold: dict[str, list[str]] = {}
    for question in questions:
        if question.twin:
            retold.setdefault(question.twin, []).append(question.style)
    found: list[Judged] = []
    for question in questions:
        evidence = [_carriers(passages[one.sha256], one.span) for one in question.evidence]
        groups = [] if question.twin else ["written"]
        groups += [question.style, "footnote" if question.evidence[0].footnote else "body"]
        groups += [f"plain of {style}" for style in retold.get(question.id, ())]
        cluster = question.twin or question.id
        found.append(Judged(question.id, question.text, tuple(evidence), _grades(evidence), tuple(groups), cluster))
    return JudgedSet(name, tuple(found))


def _carriers(passages: Iterable[Passage], evidence: Span) -> frozenset[str]:
    return frozenset(passage_name(passage) for passage in passages if relevant(passage.span, evidence))


def _grades(evidence: Iterable[frozenset[str]]) -> dict[str, int]:
    return dict.fromkeys(sorted(frozenset().union(*evidence)), 1)

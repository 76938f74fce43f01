"""Questions whose evidence is noted as spans of documents that lie elsewhere (``questions/directives.jsonl``)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from eval.gold.gold_span import GoldError, GoldSpan, gold_span
from ingest.document import Document
from ingest.text.alignment import Letters


@dataclass(frozen=True, slots=True)
class SpanQuestion:
    """A question, its style, the half it belongs to, and the question it says in another way (``twin``, if any).

    The evidence named first is what answers; the others carry the same, or a further part.
    """

    id: str
    text: str
    style: str
    split: str
    twin: str | None
    evidence: tuple[GoldSpan, ...]


def holds_spans(path: Path) -> bool:
    """Tell whether a question file notes spans of documents; others quote the words (``eval.gold.questions``)."""
    with path.open(encoding="utf-8") as lines:
        first = next((line for line in lines if line.strip()), "{}")
    try:
        item = json.loads(first)
    except ValueError:
        return False
    return isinstance(item, dict) and "evidence" in item


def read_questions(path: Path, split: str | None = None) -> tuple[SpanQuestion, ...]:
    """Read a JSON-lines question file; ``split`` keeps only ``dev`` or ``test``. Raises ``GoldError`` naming the line."""
    found: list[SpanQuestion] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            question = SpanQuestion(
                id=item["id"],
                text=item["question"],
                style=item["style"],
                split=item["split"],
                twin=item.get("twin"),
                evidence=tuple(map(gold_span, item["evidence"])),
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise GoldError(f"{path}:{number}: {problem!r}") from problem
        if not question.evidence or question.split not in ("dev", "test"):
            raise GoldError(f"{path}:{number}: evidence, split: {question.split}")
        if split is None or question.split == split:
            found.append(question)
    return tuple(found)


def placed(
    questions: Iterable[SpanQuestion], documents: Iterable[Document]
) -> tuple[tuple[SpanQuestion, ...], tuple[tuple[str, str], ...]]:
    """Return the questions with their evidence where it stands now, and what is lost, as (question, document).

    ``documents`` are known by their hash. Lost evidence stays out; a question that lost what answers it does so whole.
    """
    texts = {document.sha256: Letters(document.text) for document in documents}
    known: dict[GoldSpan, GoldSpan | None] = {}
    here: list[SpanQuestion] = []
    lost: list[tuple[str, str]] = []
    for question in questions:
        for one in question.evidence:
            if one not in known:
                place = texts[one.sha256].find(one.span, one.crc, one.letters) if one.sha256 in texts else None
                known[one] = replace(one, span=place) if place else None
            if known[one] is None:
                lost.append((question.id, one.document))
        now = [known[one] for one in question.evidence]
        if now[0] is not None:
            here.append(replace(question, evidence=tuple(one for one in now if one is not None)))
    return tuple(here), tuple(lost)

"""Documents that a question names: by number, or by kind and subject ("theo kế hoạch thiên tai 2022-2025")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.archive.catalogue import Summary
from rag.evidence.period_fit import issued_or_about
from rag.question.numbers import Described, same_kind
from rag.question.topic_words import topic_words

if TYPE_CHECKING:
    from rag.evidence.desk import Desk

ENOUGH = 0.62
"""Share of the description from which a document's subject fits it."""


def described_documents(desk: Desk, naming: Described) -> frozenset[str]:
    """Return the ids of the documents of that kind, time and subject; none where the description says nothing."""
    question = desk.question
    words = topic_words(question.asked, question.taken, naming.words)
    matcher = desk.plain_matcher(words)
    if matcher.empty and not question.periods:
        return frozenset()
    return frozenset(
        one.id
        for one in desk.summaries()
        if same_kind(one.kind, naming.kind)
        and (not question.periods or issued_or_about(one, question.periods))
        and matcher.coverage(desk.tokens(one.subject or "")).share >= ENOUGH
    )


def numbered_documents(desk: Desk) -> tuple[Summary, ...]:
    """Return the documents with a number that the question names; those of a kind it names when there are any."""
    found: dict[str, Summary] = {}
    for number in desk.question.numbers:
        matches = desk.library.archive.find(number.key)
        of_kind = tuple(one for one in matches if number.kind is None or same_kind(one.kind, number.kind))
        seen = [one for one in of_kind or matches if desk.visible is None or one.id in desk.visible]
        found.update((one.id, one) for one in seen)
    return tuple(found.values())

"""Documents that a question names: by number, or by kind and subject ("theo kế hoạch thiên tai 2022-2025")."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ingest.archive.catalogue import Summary
from rag.evidence.matching import ENOUGH, Matcher, TextTokens
from rag.evidence.period_fit import issued_or_about
from rag.question.numbers import Described, same_kind
from rag.question.topic_words import TopicWord, topic_words
from rag.question.understand import Question


def described_documents(
    question: Question,
    naming: Described,
    held: Iterable[Summary],
    matcher_of: Callable[[tuple[TopicWord, ...]], Matcher],
    tokens: Callable[[str], TextTokens],
) -> frozenset[str]:
    """Return the ids of those ``held`` of that kind, time and subject; none where the description says nothing."""
    matcher = matcher_of(topic_words(question.asked, question.taken, naming.words))
    if matcher.empty and not question.periods:
        return frozenset()
    return frozenset(
        one.id
        for one in held
        if same_kind(one.kind, naming.kind)
        and (not question.periods or issued_or_about(one, question.periods))
        and matcher.coverage(tokens(one.subject or "")).share >= ENOUGH
    )


def numbered_documents(
    question: Question, find: Callable[[str], Iterable[Summary]], visible: frozenset[str] | None
) -> tuple[Summary, ...]:
    """Return the documents with a number that the question names; those of a kind it names when there are any."""
    found: dict[str, Summary] = {}
    for number in question.numbers:
        matches = tuple(find(number.key))
        of_kind = tuple(one for one in matches if number.kind is None or same_kind(one.kind, number.kind))
        seen = [one for one in of_kind or matches if visible is None or one.id in visible]
        found.update((one.id, one) for one in seen)
    return tuple(found.values())

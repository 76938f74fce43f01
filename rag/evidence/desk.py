"""What there is for one question: the documents it names, the passages found for it, and how much of its topic words cover."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from index.passages import Hit
from index.text.sentences import sentences
from ingest.archive.catalogue import Summary
from ingest.document import Document
from ingest.filters import Filters
from rag.draft import Evidence
from rag.evidence.expansion import load_wordings
from rag.evidence.matching import Matcher, TextTokens, Topic, tokens_of
from rag.evidence.one_source import hits_told_once
from rag.evidence.period_fit import summary_fits
from rag.evidence.rarity import known_rarity
from rag.evidence.restriction import described_documents, numbered_documents
from rag.library import Library
from rag.question.topic_words import TopicWord
from rag.question.understand import LONGEST_QUESTION, Question, understand

READ = 8
"""Passages that are read: on the questions it was fitted on (120 answerable) twice as many made one more answer right and one less."""


class Desk:
    """What an answer is made from: the question, the library, and what is found for the question.

    ``limit`` is the most passages that are told; ``as_of`` hides what was issued later.
    """

    def __init__(self, question: Question, library: Library, *, limit: int = 10, as_of: date | None = None) -> None:
        self.question = question
        self.library = library
        self.limit = limit
        self.as_of = as_of
        self._texts: dict[str, TextTokens] = {}
        self.folded = question.bare or question.asked.loose

    def summaries(self) -> tuple[Summary, ...]:
        """List the documents of the archive, newest first; what was issued after ``as_of`` is left out."""
        found = self.library.summaries()
        if self.as_of is None:
            return found
        return tuple(one for one in found if one.issued_on is None or one.issued_on <= self.as_of)

    @cached_property
    def visible(self) -> frozenset[str] | None:
        """The ids issued by ``as_of``; ``None`` without it."""
        return None if self.as_of is None else frozenset(one.id for one in self.summaries())

    @cached_property
    def allowed(self) -> frozenset[str] | None:
        """The ids that may be looked at: those the question names, as far as they were issued by ``as_of``."""
        if self.visible is None or self.within is None:
            return self.visible if self.within is None else self.within
        return self.within & self.visible

    def may_see(self, document_id: str) -> bool:
        """Tell whether a document may be looked at."""
        return self.allowed is None or document_id in self.allowed

    def may_refer(self, document_id: str) -> bool:
        """Tell whether a document may be shown for naming the one that is asked about."""
        return self.visible is None or document_id in self.visible

    @cached_property
    def numbered(self) -> tuple[Summary, ...]:
        """The documents whose number the question names; those of a kind it names when there are any."""
        return numbered_documents(self.question, self.library.archive.find, self.visible)

    @cached_property
    def within(self) -> frozenset[str] | None:
        """The ids that the question's numbers, or "trong kế hoạch ..." restrict it to; ``None`` without either."""
        if self.question.numbers:
            return frozenset(one.id for one in self.numbered)
        return self.described or None

    @cached_property
    def described(self) -> frozenset[str]:
        """The ids of documents that the question names by kind and subject: "theo kế hoạch thiên tai 2022-2025"."""
        naming = self.question.described
        if naming is None:
            return frozenset()
        return described_documents(self.question, naming, self.summaries(), self.matcher, self.tokens)

    @cached_property
    def dated(self) -> frozenset[str]:
        """The ids of documents issued in, or by their subject about, a period of the question."""
        if not self.question.periods:
            return frozenset()
        return frozenset(one.id for one in self.summaries() if summary_fits(one, self.question.periods))

    def matcher(self, words: tuple[TopicWord, ...]) -> Matcher:
        """Return a matcher for some words of the question and their other wordings."""
        others = load_wordings().alternatives(self.question.asked, words)
        return Matcher(Topic(words, self.folded, others), known_rarity())

    @cached_property
    def topic(self) -> Matcher:
        """The topic without the names of agencies, and without words that only describe a document."""
        return self.matcher(self._undescribed(self.question.words))

    @cached_property
    def whole_topic(self) -> Matcher:
        """The topic with the names of agencies."""
        return self.matcher(self._undescribed(self.question.all_words))

    def _undescribed(self, words: tuple[TopicWord, ...]) -> tuple[TopicWord, ...]:
        naming = self.question.described
        if naming is None or not self.described:
            return words
        return tuple(word for word in words if not naming.whole.contains(word.span))

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The best ``READ`` passages for the whole question: of the documents that it names, then of all.

        A number may name the document asked about or one that it cites, so that other documents are looked at as well.
        Each passage comes once and from one of several copies.
        """
        whole = self.question.text
        index = self.library.index
        named = index.search(whole, Filters(documents=self.allowed), READ) if self.within else ()
        seen = {(one.passage.document_id, one.passage.span) for one in named}
        rest = index.search(whole, Filters(documents=self.visible), READ)
        others = [one for one in rest if (one.passage.document_id, one.passage.span) not in seen]
        kept = [*named[: READ // 2 if others else READ], *others]
        return hits_told_once(kept, self.library.archive)[:READ]

    def sentences(self) -> Iterator[Evidence]:
        """Yield the sentences of the hits."""
        for hit in self.hits:
            document = self.library.document(hit.passage.document_id)
            yield from (Evidence(document, one) for one in sentences(document.text, hit.passage.span))

    def tokens(self, text: str) -> TextTokens:
        """Return the tokens of a text, read once for this question."""
        if text not in self._texts:
            self._texts[text] = tokens_of(text, self.folded)
        return self._texts[text]


def desk_of(question: str, library: Library, today: date, limit: int = 10, as_of: date | None = None) -> Desk:
    """Return the desk for a question as it was meant, typos mended and marks put back; raises ``QuestionError``."""
    meant = library.index.read(question[:LONGEST_QUESTION]).understood_as  # what is longer is refused
    return Desk(understand(question, library.agencies, today, meant), library, limit=limit, as_of=as_of)


def described(document: Document) -> str:
    """Return what is known of a document, as words: subject, kind, issuer, number."""
    number = document.number.shown if document.number else ""
    return " ".join(filter(None, (document.subject, document.kind, document.issuer, number)))

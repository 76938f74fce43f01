"""The evidence for one question: what was retrieved, cut into sentences, and how much of the question each one covers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from index.dense.nearness import Nearness
from index.passages import Hit, Passage
from index.text.sentences import sentences
from ingest.archive.catalogue import Summary
from ingest.document import Document, Span
from ingest.filters import Filters
from rag.draft import Evidence
from rag.evidence.candidate import Candidate
from rag.evidence.expansion import load_wordings
from rag.evidence.matching import ENOUGH, Coverage, Matcher, Rarity, TextTokens, Topic, tokens_of
from rag.evidence.meaning import LOOKED_AT, Meaning, spelled_out
from rag.evidence.misspellings import mended
from rag.evidence.one_source import hits_told_once
from rag.evidence.period_fit import fit_of_periods, summary_fits
from rag.evidence.places import notes_in, position_in_outline
from rag.evidence.rarity import known_rarity
from rag.evidence.restriction import described_documents, numbered_documents
from rag.evidence.retrieval import retrieved
from rag.evidence.weighing import OF_CONTENT, weighed, weight_of_wording
from rag.library import Library
from rag.question.topic_words import TopicWord
from rag.question.understand import Question

NEAREST = 20
"""Passages nearest in meaning that are looked at besides."""
THEMES = 12
"""Best hits whose documents' subjects are the themes of a question."""
BARE = 0.08
"""What is asked for on top where the question bears no marks and every syllable may be several."""
NEARLY = 0.45
"""Share from which it is shown as a partial answer."""
WORTH = 0.2
"""Share below which a sentence is not looked at more closely."""
FITS = 0.4
"""Least fit of the period that a question names."""
NARROWED = 0.75
"""What the two shares are multiplied by when the question names the document or the agency to look at."""
_BY_BODY = frozenset({"agency_tasks", "coordinators", "deadline", "negative", "lineage"})


class Desk:
    """What a composer works with: the question, the library, and everything found for the question so far."""

    def __init__(
        self,
        question: Question,
        library: Library,
        rarity: Rarity | None = None,
        *,
        limit: int = 10,
        as_of: date | None = None,
    ) -> None:
        self.question = question
        self.library = library
        self.limit = limit
        self.as_of = as_of
        self._rarity = rarity or known_rarity()
        self._texts: dict[str, TextTokens] = {}
        self._ranked: dict[int, tuple[Matcher, tuple[Candidate, ...]]] = {}
        self.folded = question.bare or question.asked.loose

    @cached_property
    def enough(self) -> float:
        """Share of the topic that makes an answer: less where a number or an agency already narrows the question."""
        return (NARROWED if self.narrowed else 1.0) * (ENOUGH + (BARE if self.question.bare else 0.0))

    @cached_property
    def nearly_enough(self) -> float:
        """Share of the topic that makes a partial answer."""
        return NARROWED * NEARLY if self.narrowed else NEARLY

    @cached_property
    def narrowed(self) -> bool:
        """True when the question names a document of the archive, or an agency in the register."""
        return bool(self.within) or (bool(self.question.agencies) and self.question.kind in _BY_BODY)

    def answers(self, one: Candidate) -> bool:
        """Tell whether a sentence carries an answer."""
        return one.share >= self.enough and one.named and one.fit >= FITS

    def nearly(self, one: Candidate) -> bool:
        """Tell whether a sentence is worth showing as a partial answer."""
        return one.share >= self.nearly_enough and one.named and one.fit >= FITS

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
        return described_documents(self.question, naming, self.summaries(), self.plain_matcher, self.tokens)

    @cached_property
    def topic_words(self) -> tuple[TopicWord, ...]:
        """The topic words without the names of agencies, and without those that only describe a document."""
        return self._undescribed(self.question.words)

    def _undescribed(self, words: tuple[TopicWord, ...]) -> tuple[TopicWord, ...]:
        naming = self.question.described
        if naming is None or not self.described:
            return words
        return tuple(word for word in words if not naming.whole.contains(word.span))

    @cached_property
    def dated(self) -> frozenset[str]:
        """The ids of documents issued in, or by their subject about, a period of the question."""
        if not self.question.periods:
            return frozenset()
        return frozenset(one.id for one in self.summaries() if summary_fits(one, self.question.periods))

    def matcher(self, words: tuple[TopicWord, ...]) -> Matcher:
        """Return a matcher for some words of the question, expansions and mended typos included."""
        others = load_wordings().alternatives(self.question.asked, words)
        shares = known_rarity()
        known = shares.folded_shares if self.folded else shares.shares
        texts = (self.tokens(hit.passage.text) for hit in self.hits)
        typos = mended(words, texts, known, self.folded)
        return Matcher(Topic(words, self.folded, (*others, *typos)), self._rarity).over(self._themes)

    def plain_matcher(self, words: tuple[TopicWord, ...]) -> Matcher:
        """Return a matcher that knows expansions alone; needs nothing retrieved."""
        return Matcher(
            Topic(words, self.folded, load_wordings().alternatives(self.question.asked, words)), self._rarity
        )

    @cached_property
    def _themes(self) -> tuple[TextTokens, ...]:
        """What the documents of the best hits are about, by their subjects."""
        subjects = dict.fromkeys(hit.passage.subject or "" for hit in self.hits[:THEMES])
        return tuple(self.tokens(one) for one in subjects if one)

    @cached_property
    def _typed(self) -> Topic:
        """The topic as typed, for retrieval."""
        words = self.question.all_words
        return Topic(words, self.folded, load_wordings().alternatives(self.question.asked, words))

    @cached_property
    def topic(self) -> Matcher:
        """The topic without the names of agencies."""
        return self.matcher(self.topic_words)

    @cached_property
    def whole_topic(self) -> Matcher:
        """The topic with the names of agencies."""
        return self.matcher(self._undescribed(self.question.all_words))

    @cached_property
    def hits(self) -> tuple[Hit, ...]:
        """The passages retrieved for the question, best first, each once and from one of several copies."""
        filters = Filters(documents=self.allowed)
        if self.allowed is not None and not self.allowed:
            return ()
        first = self.dated if self.within is None else frozenset()
        near = self._nearness.hits[:NEAREST] if self._nearness else ()
        found = retrieved(self.library.index, self._queries, filters, first, near)
        return hits_told_once(found, self.library.archive)

    @property
    def _queries(self) -> tuple[str, ...]:
        """The topic as typed, and once more with the surest of its expansions."""
        typed = self._typed.text or self.question.asked.text
        others = " ".join(one.wording for one in self._typed.alternatives if one.weight >= 0.8)
        return (typed, f"{typed} {others}") if others else (typed,)

    @cached_property
    def meaning(self) -> Meaning:
        """What nearness in meaning says of passages."""
        return Meaning(self._nearness)

    @cached_property
    def _nearness(self) -> Nearness | None:
        said = spelled_out(self.question.asked.text, self._typed)
        return self.library.index.nearness(said, Filters(documents=self.allowed), LOOKED_AT)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents of the hits, in order of their best passage."""
        ids = dict.fromkeys(hit.passage.document_id for hit in self.hits)
        return tuple(self.library.document(one) for one in ids)

    def tokens(self, text: str) -> TextTokens:
        """Return the tokens of a text, read once for this question."""
        if text not in self._texts:
            self._texts[text] = tokens_of(text, self.folded)
        return self._texts[text]

    def coverage(self, matcher: Matcher, document: Document, span: Span, beside: Iterable[str] = ()) -> Coverage:
        """Score the words at ``span`` with all that stands around them."""
        path = document.section_path(position_in_outline(document, span))
        near = self.tokens(span.of(document.text))
        close = [self.tokens(text) for text in (*beside, *path[-1:]) if text]
        far = [self.tokens(text) for text in (*path[:-1], document.subject or "") if text]
        return matcher.coverage(near, close, far)

    def candidates(self, matcher: Matcher | None = None) -> tuple[Candidate, ...]:
        """Return the sentences of the hits with their scores, best first."""
        matcher = matcher or self.whole_topic
        if id(matcher) in self._ranked:
            return self._ranked[id(matcher)][1]
        found: list[Candidate] = []
        for rank, hit in enumerate(self.hits):
            passage = hit.passage
            document = self.library.document(passage.document_id)
            found.extend(
                self.candidate(matcher, document, sentence, passage, rank)
                for sentence in sentences(document.text, passage.span)
            )
        ranked = tuple(sorted(found, key=lambda one: -one.score))
        self._ranked[id(matcher)] = (matcher, ranked)
        return ranked

    def candidate(
        self, matcher: Matcher, document: Document, sentence: Span, passage: Passage, rank: int = 0, lead_in: str = ""
    ) -> Candidate:
        """Score one sentence of a passage, as said by the letter of the file that it stands in."""
        document = document.bearing(place := position_in_outline(document, sentence))
        notes = " ".join(note.span.of(document.text) for note in notes_in(document, sentence))
        rest = "" if passage.kind == "footnote" else passage.text
        beside = [lead_in, passage.header, notes, passage.anchor if passage.kind != "section" else ""]
        path = document.section_path(place)
        close = [self.tokens(text) for text in (*beside, *path[-1:]) if text]
        names = f"{document.subject or ''} {document.kind or ''} {document.issuer or ''} {passage.number or ''}"
        far = [self.tokens(text) for text in (rest, *path[:-1], names) if text]
        coverage = matcher.coverage(self.tokens(sentence.of(document.text)), close, far)
        said = weighed(coverage, self.meaning.worth(passage))
        if self.question.kind in OF_CONTENT:
            said *= weight_of_wording(sentence.of(document.text))
        return Candidate(
            document=document,
            span=sentence,
            passage=passage,
            share=said,
            asked=coverage.asked,
            named=self._named(matcher, coverage),
            fit=fit_of_periods(document, sentence, self.question.periods) if coverage.share >= WORTH else 0.0,
            rank=rank,
        )

    def _named(self, matcher: Matcher, coverage: Coverage) -> bool:
        words = matcher.topic.words
        return not any(words[at].proper or words[at].token[0].isdigit() for at in coverage.missing)

    def nearest(self, count: int = 1) -> tuple[Evidence, ...]:
        """Return the nearest sentences, to be shown beside a refusal."""
        if self.whole_topic.empty:
            return ()
        return tuple([one.evidence for one in self.candidates() if one.share >= 0.2][:count])

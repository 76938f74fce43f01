"""The lexical retriever: BM25 (k1 1.2, b 0.75) over fields of our own tokens, kept by tantivy.

Tantivy is given tokens, never text: its fields split at spaces only. A question becomes term queries with weights and
never passes through tantivy's query language, so quotes, AND and * in a question are just characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import tantivy
from numpy.typing import NDArray

from index.lexical.plan import Best, Plan, Term, planned
from index.lexical.tantivy_faults import GuardedSearcher, told_as_damage
from index.lexical.tantivy_segments import segments_in, sweep
from index.lexical.tantivy_writing import EVERY, Entry, collect, schema, write
from index.query.own_expansion import OwnWordings
from index.query.read import EXPANSIONS, ReadQuestion, read
from index.query.short_forms import ShortForm, short_forms
from index.query.vocabulary import Vocabulary
from index.retriever import Allowed, Ranking, Retriever
from index.text.tokens import tokenise, undiacritised

SCHEMA_VERSION = 2
"""Grows when fields change; a folder of another version is rebuilt."""

TIE = 0.1
"""Share of the scores of the other choices of a group that counts beside its best."""

_SPARE = 16  # fetched beyond the limit, so that passages of equal score are cut by number and not by segment

_MOST_INTRODUCING = 64  # passages that are read to learn what a short form stands for

_DEEPER = 4  # times the limit: where half is allowed, four times as many leave twice as many as needed


class LexicalIndex:
    """A tantivy index in ``folder`` (created when absent), or in memory when ``folder`` is None.

    One process may write at a time; any number may read. ``LexicalDamagedError`` by whatever finds the files damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        with told_as_damage():
            self._index = tantivy.Index(schema(), str(folder) if folder else None)
            self._index.config_reader(reload_policy="manual")
        self.reload()

    def apply(self, removed: Iterable[str], added: Iterable[Entry], anew: bool = False) -> None:
        """Delete all passages of the documents ``removed`` (``anew``: of all), then add ``added``, in one commit.

        All or nothing: a kill leaves the state before. The change is visible to this object at once.
        """
        write(self._index, removed, (), added, anew)
        self.reload()

    def beside_ghosts(self) -> list[int]:
        """Return the living passages of the segments that hold deleted ones, ascending."""
        if self._folder is None:
            return []
        with told_as_damage():
            deleted = [one.deleted for one in segments_in(self._folder)]
            written = [one.written for one in segments_in(self._folder)]
        placed = self._searcher.placed()
        living = Counter(segment for segment, _ in placed)
        if [written[at] - deleted[at] for at in range(len(deleted))] != [living[at] for at in range(len(deleted))]:
            return sorted(number for _, number in placed)  # the segments stand in another order: take all
        return sorted(number for segment, number in placed if deleted[segment])

    def rewrite(self, numbers: Iterable[int], entries: Iterable[Entry]) -> None:
        """Write the passages ``numbers`` again, whose ``entries`` these are, in one commit; visible after ``reload``.

        With ``beside_ghosts`` no segment is left that holds a deleted one. Others may search meanwhile.
        """
        write(self._index, (), numbers, entries)

    def sweep(self) -> None:
        """Remove the files that no reader of this process needs any more, and what kills left; for writers only."""
        if self._folder is None:
            return
        with told_as_damage():
            collect(self._index)
            sweep(self._folder)

    def reload(self) -> None:
        """See what another process committed."""
        with told_as_damage():
            self._index.reload()
            self._searcher = GuardedSearcher(self._index.searcher())
        self._frequency = self._searcher.doc_freq
        self._vocabulary = Vocabulary(self._frequency, len(self))
        self._own = OwnWordings(self._introduced)
        self._last: tuple[tuple[str, frozenset[str]], ReadQuestion] | None = None

    def numbers(self) -> frozenset[int]:
        """Return the numbers of all passages held."""
        count = len(self)
        if not count:
            return frozenset()
        found = self._searcher.best(tantivy.Query.all_query(), count)
        return frozenset(self._searcher.numbers([address for _, address in found]))

    def __len__(self) -> int:
        return self._searcher.num_docs

    def ghosts(self) -> int:
        """Return how many deleted passages still count as such in the frequencies of words, as tantivy has it."""
        return self._searcher.doc_freq("every", EVERY) - len(self)

    def search(
        self,
        question: str,
        limit: int,
        allowed: Allowed | None = None,
        expansions: Collection[str] = EXPANSIONS,
    ) -> Ranking:
        """See ``Retriever.search``; scores are sums of weighted BM25 scores, above 0 and without an upper bound.

        ``expansions`` are what a question may be widened by (``index.query.read.EXPANSIONS``); without any, its words as
        typed are looked up. What stands in quotes must be in the passage, beside it or in its place, pair by pair; a
        phrase that no passage has is read as plain words.
        """
        reading = self.read(question, expansions)
        query = self._with_phrases(self._query(self.plan(reading)), reading.phrases)
        if query is None or limit < 1 or (allowed is not None and not len(allowed.numbers)):
            return []
        if allowed is None:
            return self._best(query, limit)
        if len(allowed.numbers) * 2 > len(self):
            # Most passages are allowed: leaving out the others afterwards is cheaper than a condition on thousands of
            # documents, and the same as long as enough remain.
            found = self._best(query, limit * _DEEPER)
            kept = [one for one in found if allowed.holds(one[0])]
            if len(kept) >= limit or len(found) < limit * _DEEPER:
                return kept[:limit]
        return self._best(_within(self._index.schema, query, allowed), limit)

    def _best(self, query: tantivy.Query, limit: int) -> Ranking:
        found = self._searcher.best(query, limit + _SPARE)
        numbers = self._searcher.numbers([address for _, address in found])
        ranking = [(number, float(score)) for (score, _), number in zip(found, numbers, strict=True)]
        return sorted(ranking, key=lambda item: (-item[1], item[0]))[:limit]

    def holding(self, words: str) -> NDArray[np.int64]:
        """Return the passages that have ``words`` side by side in their text, beside it or in its place, ascending."""
        tokens = tokenise(words)
        bare = undiacritised(words)
        own = (tokens.folded_bigrams or tokens.folded) if bare else (tokens.bigrams or tokens.syllables)
        field = ("folded_pairs" if tokens.bigrams else "folded") if bare else ("pairs" if tokens.bigrams else "text")
        fields = (field, "near_folded", "far_folded") if bare else (field, "near", "far")
        if not own or not len(self):
            return np.zeros(0, dtype=np.int64)
        found = self._searcher.best(self._somewhere(fields, own), len(self))
        return np.array(sorted(self._searcher.numbers([address for _, address in found])), dtype=np.int64)

    def _introduced(self, key: str) -> list[ShortForm]:
        """Return the short forms introduced under a key; see ``index.query.own_expansion``."""
        if not self._frequency("introduces", key):
            return []
        query = tantivy.Query.term_query(self._index.schema, "introduces", key)
        found = self._searcher.best(query, _MOST_INTRODUCING)
        texts = (self._searcher.stored(address, "introduced") for _, address in found)
        return [one for text in texts for one in short_forms(text)]

    def _with_phrases(self, query: tantivy.Query | None, phrases: Iterable[tuple[str, ...]]) -> tantivy.Query | None:
        needed = [one for phrase in phrases if (one := self._phrase(phrase)) is not None]
        if query is None or not needed:
            return query
        free = [tantivy.Query.const_score_query(one, 0.0) for one in needed]
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, one) for one in (query, *free)])

    def _phrase(self, phrase: tuple[str, ...]) -> tantivy.Query | None:
        """Return the condition that a phrase is somewhere about a passage; ``None`` when it is nowhere."""
        tokens = [f"{one}_{other}" for one, other in pairwise(phrase)] or list(phrase)
        fields = ("pairs" if len(phrase) > 1 else "text", "near", "far")
        found = self._somewhere(fields, tokens)
        return found if self._searcher.best(found, 1) else None

    def _somewhere(self, fields: Iterable[str], tokens: Sequence[str]) -> tantivy.Query:
        """Return the condition that all tokens are in one of the fields."""
        schema = self._index.schema
        places = [
            tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, tantivy.Query.term_query(schema, field, token)) for token in tokens]
            )
            for field in fields
        ]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in places])

    def widened(self, expansions: Iterable[str]) -> Retriever:
        """Return this index as a retriever that widens questions by ``expansions`` alone (see ``search``)."""
        return _Widened(self, frozenset(expansions))

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of this index; see ``index.query.vocabulary``."""
        return self._vocabulary

    def meant(self, question: str) -> str:
        """Return the question with marks put back and typos mended by what this index holds."""
        return self.read(question).understood_as or question

    def read(self, question: str, expansions: Collection[str] = EXPANSIONS) -> ReadQuestion:
        """Return how a question is read by what this index holds; see ``index.query.read``."""
        asked = (question, frozenset(expansions))
        last = self._last
        if last is None or last[0] != asked:  # both the search and the re-ranker read it
            last = self._last = (asked, read(question, self._vocabulary, expansions, self._own))
        return last[1]

    def plan(self, reading: ReadQuestion) -> Plan:
        """Return what is looked up for a question; see ``index.lexical.plan``."""
        return planned(reading, self._frequency)

    def _query(self, plan: Plan) -> tantivy.Query | None:
        if not plan:
            return None
        schema = self._index.schema

        def term(one: Term) -> tuple[tantivy.Occur, tantivy.Query]:
            query = tantivy.Query.term_query(schema, one.field, one.token, "freq")
            return tantivy.Occur.Should, tantivy.Query.boost_query(query, one.weight)

        def node(one: Term | Best) -> tuple[tantivy.Occur, tantivy.Query]:
            if isinstance(one, Term):
                return term(one)
            sums = [tantivy.Query.boolean_query([term(each) for each in choice]) for choice in one.choices]
            return tantivy.Occur.Should, tantivy.Query.disjunction_max_query(sums, tie_breaker=TIE)

        return tantivy.Query.boolean_query([node(one) for one in plan])


@dataclass(frozen=True, slots=True)
class _Widened:
    index: LexicalIndex
    expansions: frozenset[str]

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        return self.index.search(question, limit, allowed, self.expansions)


def _within(schema: tantivy.Schema, query: tantivy.Query, allowed: Allowed) -> tantivy.Query:
    # The condition scores 0: it must not move passages against each other.
    condition = tantivy.Query.term_set_query(schema, "document", sorted(allowed.documents))
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))]
    )

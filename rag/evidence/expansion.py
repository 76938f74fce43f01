"""Other wordings for the words of a question: abbreviations by their context, everyday words by the documents' words.

The user's own words always count in full; an alternative counts less and never replaces them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from index.query.thesaurus import ABBREVIATION, Thesaurus, ThesaurusEntry, load_thesaurus
from ingest.document import Span
from ingest.text.folding import lowered
from rag.evidence.matching import Alternative
from rag.question.cues import QuestionText
from rag.question.topic_words import TopicWord

_SAME_THING = frozenset({"syn", "north-south", ABBREVIATION})
"""Relations in which the other wording says the same; the others widen a search but are no evidence."""
_SPOKEN = re.compile(r"[^\W_]+")
LONGEST = 5
"""Syllables of the longest everyday wording looked for."""
FIRST_WEIGHT = {"syn": 0.8, "north-south": 0.9, "abbreviation": 0.9}
LATER_WEIGHT = {"syn": 0.5, "north-south": 0.8, "abbreviation": 0.5}
MOST_PER_PHRASE = 3
MOST_PER_QUESTION = 8


@dataclass(frozen=True, slots=True)
class Wordings:
    """The thesaurus, applied to the words of a question."""

    thesaurus: Thesaurus

    def alternatives(self, question: QuestionText, words: tuple[TopicWord, ...]) -> tuple[Alternative, ...]:
        """Return expansions of stretches of ``words``, longest stretches first, at most ``MOST_PER_QUESTION``."""
        found: list[Alternative] = []
        used: set[int] = set()
        for positions, rows in self._in_full(question, words):
            if not used & set(positions):
                used |= set(positions)
                found.extend(_weighted(rows, positions, words))
        for length in range(min(LONGEST, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                stretch = words[start : start + length]
                positions = tuple(range(start, start + length))
                if used & set(positions) or not all(word.joined for word in stretch[1:]):
                    continue
                rows = self._rows(question, stretch)
                if rows:
                    used |= set(positions)
                    found.extend(_weighted(rows, positions, words))
        return tuple(found[:MOST_PER_QUESTION])

    def _in_full(
        self, question: QuestionText, words: tuple[TopicWord, ...]
    ) -> Iterator[tuple[tuple[int, ...], tuple[ThesaurusEntry, ...]]]:
        """Yield wordings of several words of which some are no topic words: "chỗ ở mới", with what is left of them."""
        spoken = [Span(*match.span()) for match in _SPOKEN.finditer(question.text)]
        tokens = [lowered(span.of(question.text)) for span in spoken]
        for length in range(min(LONGEST, len(spoken)), 1, -1):
            for start in range(len(spoken) - length + 1):
                rows = self.thesaurus.by_tokens.get(tuple(tokens[start : start + length]), ())
                whole = Span(spoken[start].start, spoken[start + length - 1].end)
                positions = tuple(at for at, word in enumerate(words) if whole.contains(word.span))
                if rows and 0 < len(positions) < length:
                    yield positions, rows

    def _rows(self, question: QuestionText, stretch: tuple[TopicWord, ...]) -> tuple[ThesaurusEntry, ...]:
        rows = self.thesaurus.by_tokens.get(tuple(word.token for word in stretch), ())
        if not rows and question.loose and len(stretch) > 1:
            rows = self.thesaurus.by_folded.get(tuple(word.folded for word in stretch), ())
        typed = question.text[stretch[0].span.start : stretch[-1].span.end]
        return tuple(row for row in rows if row.may_be(typed))


@cache
def load_wordings() -> Wordings:
    """Return the wordings that say the same; the list is read once."""
    return Wordings(load_thesaurus().of(_SAME_THING))


def _weighted(
    rows: tuple[ThesaurusEntry, ...], positions: tuple[int, ...], words: tuple[TopicWord, ...]
) -> Iterator[Alternative]:
    """Weigh the senses: of several, those whose context shares a word with the rest of the question."""
    others = {word.token for at, word in enumerate(words) if at not in positions}
    fitting = tuple(row for row in rows if row.context & others)
    chosen = fitting or rows
    count = 0
    for row in chosen:
        sure = len(chosen) == 1
        for number, wording in enumerate(row.written):
            if count == MOST_PER_PHRASE:
                return
            weights = FIRST_WEIGHT if number == 0 and sure else LATER_WEIGHT
            count += 1
            yield Alternative(positions, wording, weights.get(row.relation, 0.5))

"""The lexical reference: BM25Okapi of rank-bm25 over the same tokens, one bag a passage.

It is the oracle of the tests and the baseline of the evaluation, and may serve a small archive. It cannot add or
delete: it is built anew from all passages, and a question takes a third of a second at 100,000 of them.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from rank_bm25 import BM25Okapi

from index.lexical.fields import Fields
from index.retriever import Allowed, Ranking
from index.text.tokens import Tokens, heads, tokenise, undiacritised

K1, B = 1.2, 0.75


class ReferenceIndex:
    """Ranks the passages it was made of; see ``Retriever``.

    A word that stands in more than half of the passages would have a negative idf; rank-bm25 gives it a small positive
    one instead, so here it can outrank rarer words, which Lucene's idf (tantivy) does not let it do.
    """

    def __init__(self, entries: Iterable[tuple[int, Fields]]) -> None:
        numbers: list[int] = []
        bags: list[list[str]] = []
        folded_bags: list[list[str]] = []
        for number, fields in entries:
            numbers.append(number)
            bag, folded_bag = _bags(fields)
            bags.append(bag)
            folded_bags.append(folded_bag)
        self._numbers: NDArray[np.int64] = np.asarray(numbers, dtype=np.int64)
        self._plain = _okapi(bags)
        self._folded = _okapi(folded_bags)

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """See ``Retriever.search``; only passages that share a token with the question are returned."""
        tokens = tokenise(question)
        if undiacritised(question):
            model, terms = self._folded, _question(tokens, tokens.folded, tokens.folded_bigrams)
        else:
            model, terms = self._plain, _question(tokens, tokens.syllables, tokens.bigrams)
        terms = [term for term in terms if model is not None and term in model.idf]
        if model is None or not terms or limit < 1:
            return []
        scores = model.get_scores(terms)
        wanted = set(terms)
        found = np.fromiter((not wanted.isdisjoint(bag) for bag in model.doc_freqs), dtype=bool, count=len(scores))
        if allowed is not None:
            found &= np.isin(self._numbers, allowed.numbers)
        places = np.flatnonzero(found)
        order = np.lexsort((self._numbers[places], -scores[places]))[:limit]
        return [(int(self._numbers[at]), float(scores[at])) for at in places[order]]


def _bags(fields: Fields) -> tuple[list[str], list[str]]:
    text, near, far = fields.text, fields.near, fields.far
    numbers = [*text.numbers, *near.numbers, *far.numbers]
    plain = [*text.syllables, *text.bigrams, *near.syllables, *near.bigrams, *numbers]
    folded = [*text.folded, *text.folded_bigrams, *near.folded, *near.folded_bigrams, *numbers]
    return plain, folded


def _question(tokens: Tokens, syllables: tuple[str, ...], pairs: tuple[str, ...]) -> list[str]:
    return [*syllables, *pairs, *tokens.numbers, *heads(tokens)]


def _okapi(bags: list[list[str]]) -> BM25Okapi | None:
    # rank-bm25 divides by the average length.
    return BM25Okapi(bags, k1=K1, b=B) if any(bags) else None

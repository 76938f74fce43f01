"""The lexical retriever: BM25 (k1 1.2, b 0.75) over fields of our own tokens, kept by tantivy.

Tantivy is given tokens, never text: its fields split at spaces only. A question becomes term queries with weights and
never passes through tantivy's query language, so quotes, AND and * in a question are just characters.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import tantivy

from index.fields import Fields
from index.retriever import Allowed, Ranking
from index.tokens import Tokens, heads, tokenise, undiacritised

SCHEMA_VERSION = 1
"""Grows when fields change; a folder of another version is rebuilt."""

# Weights by field, nDCG@10 in brackets. Measured on statute questions (alqac train, 505 questions), health questions
# (vicov19qa dev) and the project's training questions (4,382 over 1,500 passages).
PAIR_WEIGHT = 1.0
"""Pairs beside syllables: 0 → .842/.368, 0.5 → .882/.419, 1.0 → .891/.426, 1.5 → .891/.424."""
SLIP_WEIGHT = 1.0
"""A syllable that no passage has (mistyped marks: nôn nghiệp), met by its folded form."""
SLIP_PAIR_WEIGHT = 0.5
"""A pair that no passage has, met folded (a question with half of its marks: sở nao chủ tri). Training questions with half
of the marks dropped: no folded terms .52, all folded at 0.2 .56, slips alone .60, with pairs .66 (with all marks .71; it
costs the well-typed ones nothing: .891/.428)."""
NUMBER_WEIGHT = 2.0
"""A document number, date or printed figure met whole. It is rare, so even 0.5 finds it; 2 keeps it first among
passages that repeat its parts."""
HEAD_WEIGHT = 1.0
"""The bare figure of a question met as the head of a document number (cv 1088)."""
NEAR_WEIGHT = 0.7
"""Words beside the passage (header, marked clause, notes)."""
FAR_WEIGHT = 0.3
"""Words of the place (section path, subject, issuer). Both on the questions of the sample archive, dev/test: 0.5 and 0.15
.765/.834, 0.7 and 0.3 .773/.846, 0.8 and 0.4 .771/.841."""

MOST_TERMS = 96
"""Distinct syllables of a question that are looked up, the rarest first: a pasted page costs no more than a paragraph."""

EVERY = "every"  # the word that each passage holds
_WRITER_BYTES = 32_000_000
_SPARE = 16  # fetched beyond the limit, so that passages of equal score are cut by number and not by segment

_DEEPER = 4  # times the limit: where half is allowed, four times as many leave twice as many as needed

_TOKEN_FIELDS = (
    "text",
    "pairs",
    "folded",
    "folded_pairs",
    "near",
    "near_folded",
    "far",
    "far_folded",
    "numbers",
    "own_numbers",
)

Entry = tuple[int, str, Fields]
"""Passage number, document id, tokens."""


class LexicalIndex:
    """A tantivy index in ``folder`` (created when absent), or in memory when ``folder`` is None.

    One process may write at a time; any number may read. ``ValueError`` when the folder holds something else.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(_schema(), str(folder) if folder else None)
        self._index.config_reader(reload_policy="manual")
        self.reload()

    def apply(self, removed: Iterable[str], added: Iterable[Entry], anew: bool = False) -> None:
        """Delete all passages of the documents ``removed`` (``anew``: of all), then add ``added``, in one commit.

        All or nothing: a kill leaves the state before. The change is visible to this object at once.
        """
        writer = self._index.writer(_WRITER_BYTES, 1)
        try:
            if anew:
                writer.delete_all_documents()
            for document_id in removed:
                writer.delete_documents_by_term("document", document_id)
            for number, document_id, fields in added:
                writer.add_document(
                    tantivy.Document(passage=number, document=document_id, every=EVERY, **_terms(fields))
                )
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()
        self.reload()

    def reload(self) -> None:
        """See what another process committed."""
        self._index.reload()
        self._searcher = self._index.searcher()

    def numbers(self) -> frozenset[int]:
        """Return the numbers of all passages held."""
        count = len(self)
        if not count:
            return frozenset()
        found = self._searcher.search(tantivy.Query.all_query(), count, count=False).hits
        values = self._searcher.fast_field_values("passage", [address for _, address in found])
        return frozenset(int(value or 0) for value in values)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def ghosts(self) -> int:
        """Return how many deleted passages still count as such in the frequencies of words, as tantivy has it."""
        return int(self._searcher.doc_freq("every", EVERY)) - len(self)

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        """See ``Retriever.search``; scores are sums of weighted BM25 scores, above 0 and without an upper bound."""
        searcher = self._searcher
        query = self._query(question, searcher)
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
        found = self._searcher.search(query, limit + _SPARE, count=False).hits
        numbers = self._searcher.fast_field_values("passage", [address for _, address in found])
        ranking = [(int(number or 0), float(score)) for (score, _), number in zip(found, numbers, strict=True)]
        return sorted(ranking, key=lambda item: (-item[1], item[0]))[:limit]

    def _query(self, question: str, searcher: tantivy.Searcher) -> tantivy.Query | None:
        terms = [
            (field, term, weight)
            for field, term, weight in _weighted(tokenise(question), undiacritised(question), searcher)
            if searcher.doc_freq(field, term)
        ]
        if not terms:
            return None
        schema = self._index.schema
        return tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term, "freq"), weight),
                )
                for field, term, weight in terms
            ]
        )


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in _TOKEN_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("every", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("passage", indexed=True, fast=True)
    return builder.build()


def _terms(fields: Fields) -> dict[str, str]:
    text, near, far = fields.text, fields.near, fields.far
    return {
        "text": " ".join(text.syllables),
        "pairs": " ".join(text.bigrams),
        "folded": " ".join(text.folded),
        "folded_pairs": " ".join(text.folded_bigrams),
        "near": " ".join((*near.syllables, *near.bigrams)),
        "near_folded": " ".join((*near.folded, *near.folded_bigrams)),
        "far": " ".join((*far.syllables, *far.bigrams)),
        "far_folded": " ".join((*far.folded, *far.folded_bigrams)),
        "numbers": " ".join((*text.numbers, *near.numbers)),
        "own_numbers": " ".join(far.numbers),
    }


def _weighted(tokens: Tokens, without_marks: bool, searcher: tantivy.Searcher) -> Iterator[tuple[str, str, float]]:
    """Yield (field, term, weight) for a question; a term that is repeated counts as often as it stands there."""
    if without_marks:
        fields = ("folded", "folded_pairs", "near_folded", "far_folded")
        syllables, pairs = tokens.folded, tokens.folded_bigrams
    else:
        fields = ("text", "pairs", "near", "far")
        syllables, pairs = tokens.syllables, tokens.bigrams
        yield from _slips(tokens.syllables, tokens.folded, "text", "folded", SLIP_WEIGHT, searcher)
        yield from _slips(tokens.bigrams, tokens.folded_bigrams, "pairs", "folded_pairs", SLIP_PAIR_WEIGHT, searcher)
    text, text_pairs, near, far = fields
    for term, count in _rarest(syllables, text, searcher):
        yield text, term, float(count)
        yield near, term, NEAR_WEIGHT * count
        yield far, term, FAR_WEIGHT * count
    for term, count in _rarest(pairs, text_pairs, searcher):
        yield text_pairs, term, PAIR_WEIGHT * count
        yield near, term, NEAR_WEIGHT * PAIR_WEIGHT * count
        yield far, term, FAR_WEIGHT * PAIR_WEIGHT * count
    for term, count in _rarest(tokens.numbers, "numbers", searcher):
        yield "numbers", term, NUMBER_WEIGHT * count
        yield "own_numbers", term, NUMBER_WEIGHT * count
    for term in heads(tokens)[:MOST_TERMS]:
        yield "numbers", term, HEAD_WEIGHT
        yield "own_numbers", term, HEAD_WEIGHT


def _slips(
    terms: Sequence[str],
    folded: Sequence[str],
    field: str,
    folded_field: str,
    weight: float,
    searcher: tantivy.Searcher,
) -> Iterator[tuple[str, str, float]]:
    """Yield the folded form of each term that no passage has as it was typed."""
    for term, twin in list(dict.fromkeys(zip(terms, folded, strict=True)))[:MOST_TERMS]:
        if not searcher.doc_freq(field, term):
            yield folded_field, twin, weight


def _rarest(terms: Sequence[str], field: str, searcher: tantivy.Searcher) -> list[tuple[str, int]]:
    counted = Counter(terms).items()
    if len(counted) <= MOST_TERMS:
        return list(counted)
    return sorted(counted, key=lambda item: (searcher.doc_freq(field, item[0]) or 1 << 40, item[0]))[:MOST_TERMS]


def _within(schema: tantivy.Schema, query: tantivy.Query, allowed: Allowed) -> tantivy.Query:
    # The condition scores 0: it must not move passages against each other.
    condition = tantivy.Query.term_set_query(schema, "document", sorted(allowed.documents))
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, query), (tantivy.Occur.Must, tantivy.Query.const_score_query(condition, 0.0))]
    )

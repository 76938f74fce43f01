"""What is looked up for a question: weighted terms, and groups of which only the best counts.

The words as typed always count in full. What they may have meant, and expansions, stand in groups with them: a passage
is paid for the best of a group, not for every synonym it holds, so widening cannot outweigh what was asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.query.expansion import Expansion
from index.query.read import ReadQuestion
from index.query.typed_numbers import typed_numbers
from index.query.vocabulary import Frequencies
from index.text.tokens import Tokens, heads, tokenise
from ingest.text.folding import fold

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
MEANT_WEIGHT = 1.0
"""A word or pair with its marks put back, or its slip mended."""
BARE_WEIGHT = 0.6
"""A word or pair as it was typed without marks, where it was understood as one with marks."""
LENGTH_POWER = 0.5
"""How much a wording longer than the words it stands for is held back: its weight is times (words / its words) to this."""

MOST_TERMS = 96
"""Distinct syllables of a question that are looked up, the rarest first: a pasted page costs no more than a paragraph."""

_MARKED = ("text", "pairs", "near", "far")
_BARE = ("folded", "folded_pairs", "near_folded", "far_folded")


@dataclass(frozen=True, slots=True)
class Term:
    """A token looked up in a field."""

    field: str
    token: str
    weight: float


@dataclass(frozen=True, slots=True)
class Best:
    """Groups of terms of which a passage is paid for the best one."""

    choices: tuple[tuple[Term, ...], ...]


Plan = tuple[Term | Best, ...]


def planned(reading: ReadQuestion, frequencies: Frequencies) -> Plan:
    """Return what to look up for a question; empty when no passage has any of it."""
    naming = _naming(reading, frequencies)
    kept = [at for at in _kept(reading, frequencies) if at not in naming]
    plain: Counter[tuple[str, str]] = Counter()
    groups: list[Best] = []
    stretches = dict.fromkeys((one.first, one.last) for one in reading.alternatives)
    grouped = {at for first, last in stretches for at in range(first, last)}
    inner = {at for first, last in stretches for at in range(first + 1, last)}
    for at in kept:
        if at not in grouped:
            _add(plain, _word(reading, at, frequencies))
        if at not in inner:
            _add(plain, _pair(reading, at, frequencies))
    for first, last in stretches:
        choices = [_own(reading, first, last, frequencies)]
        choices += [
            _other(reading, one, frequencies) for one in reading.alternatives if (one.first, one.last) == (first, last)
        ]
        choices = [choice for choice in choices if choice]
        if len(choices) == 1:
            _add(plain, choices[0])
        elif choices:
            groups.append(Best(tuple(choices)))
    _add(plain, _numbers(reading.tokens, frequencies))
    return (*(Term(field, token, weight) for (field, token), weight in plain.items()), *groups)


def _naming(reading: ReadQuestion, frequencies: Frequencies) -> frozenset[int]:
    """Return the positions of words that only name a number ("công văn số" of 1088) which some passage has whole."""
    spans = [
        (one.start, one.end)
        for one in typed_numbers(reading.text)
        if not one.whole and any(frequencies(field, one.token) for field in ("own_numbers", "numbers"))
    ]
    return frozenset(
        at for at, word in enumerate(reading.words) if any(start <= word.start < end for start, end in spans)
    )


def _add(plain: Counter[tuple[str, str]], terms: Iterable[Term]) -> None:
    for term in terms:
        plain[term.field, term.token] += term.weight  # type: ignore[assignment]


def _kept(reading: ReadQuestion, frequencies: Frequencies) -> Sequence[int]:
    """Return the positions looked up: all, or in a very long text those of the rarest syllables."""
    distinct = dict.fromkeys(word.token for word in reading.words)
    if len(distinct) <= MOST_TERMS:
        return range(len(reading.words))
    field = "folded" if reading.bare else "text"
    order = sorted(distinct, key=lambda token: (frequencies(field, token) or 1 << 40, token))
    chosen = set(order[:MOST_TERMS])
    return [at for at, word in enumerate(reading.words) if word.token in chosen]


def _own(reading: ReadQuestion, first: int, last: int, frequencies: Frequencies) -> tuple[Term, ...]:
    """Return the terms of a stretch as it was typed and understood, its inner pairs included."""
    found = [term for at in range(first, last) for term in _word(reading, at, frequencies)]
    return (*found, *(term for at in range(first + 1, last) for term in _pair(reading, at, frequencies)))


def _word(reading: ReadQuestion, at: int, frequencies: Frequencies) -> Iterator[Term]:
    typed, meant = reading.words[at].token, reading.meant[at].token
    yield from _spelled(typed, meant, reading.bare, 0, 1.0, SLIP_WEIGHT, frequencies)


def _pair(reading: ReadQuestion, at: int, frequencies: Frequencies) -> Iterator[Term]:
    """Yield the pair of a word with the one before it, if it makes one."""
    if at and reading.words[at].joined:
        typed = f"{reading.words[at - 1].token}_{reading.words[at].token}"
        meant = f"{reading.meant[at - 1].token}_{reading.meant[at].token}"
        yield from _spelled(typed, meant, reading.bare, 1, PAIR_WEIGHT, SLIP_PAIR_WEIGHT, frequencies)


def _spelled(
    typed: str, meant: str, bare: bool, field: int, weight: float, slip_weight: float, frequencies: Frequencies
) -> Iterator[Term]:
    """Yield a word (``field`` 0) or pair (1) as typed and as meant."""
    if bare:
        yield from _everywhere(_BARE, field, typed, weight * (BARE_WEIGHT if meant != typed else 1.0), frequencies)
    else:
        yield from _everywhere(_MARKED, field, typed, weight, frequencies)
        twin = fold(typed)
        if not frequencies(_MARKED[field], typed) and frequencies(_BARE[field], twin):
            yield Term(_BARE[field], twin, slip_weight)
    if meant != typed:
        yield from _everywhere(_MARKED, field, meant, weight * MEANT_WEIGHT, frequencies)


def _everywhere(fields: Sequence[str], own: int, token: str, weight: float, frequencies: Frequencies) -> Iterator[Term]:
    """Yield the terms of a token in the passage, near it and far from it, where any passage has it."""
    for field, factor in ((fields[own], 1.0), (fields[2], NEAR_WEIGHT), (fields[3], FAR_WEIGHT)):
        if frequencies(field, token):
            yield Term(field, token, weight * factor)


def _other(reading: ReadQuestion, one: Expansion, frequencies: Frequencies) -> tuple[Term, ...]:
    """Return the terms of another wording, with the pairs it makes with the words around it."""
    tokens = tokenise(one.wording).syllables
    weight = one.weight * min(1.0, (one.last - one.first) / len(tokens)) ** LENGTH_POWER
    pairs = [f"{first}_{second}" for first, second in pairwise(tokens)]
    if one.first and reading.words[one.first].joined:
        pairs.append(f"{reading.meant[one.first - 1].token}_{tokens[0]}")
    if one.last < len(reading.words) and reading.words[one.last].joined:
        pairs.append(f"{tokens[-1]}_{reading.meant[one.last].token}")
    found = [term for token in tokens for term in _everywhere(_MARKED, 0, token, weight, frequencies)]
    found += [term for pair in pairs for term in _everywhere(_MARKED, 1, pair, weight * PAIR_WEIGHT, frequencies)]
    return tuple(found)


def _numbers(tokens: Tokens, frequencies: Frequencies) -> Iterator[Term]:
    counted = Counter(tokens.numbers).most_common(MOST_TERMS)
    for token, weight in (
        *((token, NUMBER_WEIGHT * count) for token, count in counted),
        *((token, HEAD_WEIGHT) for token in heads(tokens)[:MOST_TERMS]),
    ):
        for field in ("numbers", "own_numbers"):
            if frequencies(field, token):
                yield Term(field, token, weight)

"""Other wordings for stretches of a question, from the thesaurus: abbreviations by their context, everyday words as documents write them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.query.own_expansion import LONGEST, NOTHING_INTRODUCED, OwnWordings
from index.query.short_forms import full_key, short_key
from index.query.thesaurus import ABBREVIATION, Thesaurus, ThesaurusEntry
from index.query.vocabulary import Vocabulary
from index.text.tokens import tokenise, typed_words
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

ABBREVIATIONS = "abbreviations"
EVERYDAY = "everyday words"

WEIGHTS = {
    "syn": (0.7, 0.5),
    "north-south": (0.9, 0.6),
    ABBREVIATION: (1.0, 0.7),
    "place-nickname": (0.8, 0.6),
    "verb": (0.5, 0.4),
    "actor": (0.5, 0.4),
    "narrower": (0.4, 0.4),
    "broader": (0.4, 0.3),
    "cause": (0.2, 0.2),
}
"""What a wording of each relation counts for beside the words themselves: the first of a sense, and the others."""
UNDECIDED = 0.5
"""Factor of each sense of an abbreviation when nothing around it decides."""
LONE_SYLLABLE = 0.5
"""Factor of an everyday word of one syllable: it may be a piece of another word."""
BACKWARDS = 0.5
"""Factor of the way back, from what documents write to what people say: few documents do."""
OTHER_MARKS = 0.7
"""Factor of a pair whose letters alone are those of the question, once its marks were put back."""
INTRODUCED = 1.0
"""What it counts for a sense that a document of the archive introduces it; a neighbour of the question counts as much."""
MOST_PER_PHRASE = 3
MOST_PER_QUESTION = 8


@dataclass(frozen=True, slots=True)
class Expansion:
    """Another wording for the words from ``first`` up to ``last`` (excluded), and what it counts for (0 to 1)."""

    first: int
    last: int
    wording: str
    weight: float
    part: str


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """The words of a question in a row: as understood, as printed, and whether each pairs with the one before.

    ``coded`` are the positions inside document numbers, whose letters stand for no words. ``restored`` tells that marks
    were put back where they lacked.
    """

    tokens: tuple[str, ...]
    printed: tuple[str, ...]
    joined: tuple[bool, ...]
    coded: frozenset[int]
    bare: bool
    restored: bool


def alternatives(
    row: QuestionWords,
    thesaurus: Thesaurus,
    vocabulary: Vocabulary,
    parts: Collection[str],
    own: OwnWordings = NOTHING_INTRODUCED,
) -> tuple[Expansion, ...]:
    """Return expansions of stretches of ``row``, the longest stretches first, each word in one stretch only.

    A sense that the archive's own documents introduce counts as if its neighbours were known.
    """
    used: set[int] = set(row.coded)
    found: list[Expansion] = []
    for length in range(min(max(thesaurus.longest, LONGEST), len(row.tokens)), 0, -1):
        for first in range(len(row.tokens) - length + 1):
            if used.intersection(range(first, first + length)):
                continue
            introduced = own.senses(row.tokens[first : first + length]) if ABBREVIATIONS in parts else ()
            senses = [one for one in _senses(row, first, length, thesaurus, introduced) if _part(one) in parts]
            if senses:
                used.update(range(first, first + length))
                found.extend(_weighed(senses, introduced, row, first, first + length, vocabulary))
    found.sort(key=lambda one: (-(one.last - one.first), one.first, -one.weight))
    return tuple(found[:MOST_PER_QUESTION])


def _part(sense: ThesaurusEntry) -> str:
    return ABBREVIATIONS if sense.relation == ABBREVIATION else EVERYDAY


def _senses(
    row: QuestionWords, first: int, length: int, thesaurus: Thesaurus, introduced: Sequence[ThesaurusEntry]
) -> tuple[ThesaurusEntry, ...]:
    tokens = row.tokens[first : first + length]
    found = thesaurus.by_tokens.get(tokens, ())
    if not found and row.bare:
        # Typed without marks: "dv" is đv, but "do" is no abbreviation of anything, it is a syllable.
        senses = thesaurus.by_folded.get(tuple(map(fold, tokens)), ())
        found = tuple(one for one in senses if length > 1 or not is_syllable(tokens[0]))
    known = {_same(one) for one in found}
    found = (*found, *(one for one in introduced if _same(one) not in known))
    typed = " ".join(row.printed[first : first + length])
    return tuple(one for one in found if one.may_be(typed))


def _same(sense: ThesaurusEntry) -> str:
    """Return what two senses have in common that stand for the same words."""
    return full_key(sense.written[0]) or short_key(sense.written[0])


def _weighed(
    senses: Sequence[ThesaurusEntry],
    introduced: Sequence[ThesaurusEntry],
    row: QuestionWords,
    first: int,
    last: int,
    vocabulary: Vocabulary,
) -> Iterator[Expansion]:
    """Weigh the senses by what stands around the stretch, in the question and in the archive."""
    chosen, sure = _chosen(senses, introduced, row, first, last, vocabulary)
    lone = last - first == 1 and chosen[0].relation != ABBREVIATION
    factor = (1.0 if sure else UNDECIDED) * (LONE_SYLLABLE if lone else 1.0)
    factor *= BACKWARDS if chosen[0].back else 1.0
    # "bao nhieu tien" holds no "nhiều tiền", though its letters do: marks that were put back speak against it.
    other_marks = row.restored and row.tokens[first:last] != tuple(word.token for word in typed_words(chosen[0].said))
    factor *= OTHER_MARKS if row.bare and other_marks and last - first == 2 else 1.0
    wordings = [(sense, at, wording) for sense in chosen for at, wording in enumerate(sense.written)]
    for sense, at, wording in wordings[:MOST_PER_PHRASE]:
        weight = WEIGHTS[sense.relation][min(at, 1)] * factor
        yield Expansion(first, last, wording, weight, _part(sense))


def _chosen(
    senses: Sequence[ThesaurusEntry],
    introduced: Sequence[ThesaurusEntry],
    row: QuestionWords,
    first: int,
    last: int,
    vocabulary: Vocabulary,
) -> tuple[Sequence[ThesaurusEntry], bool]:
    """Return the senses that fit best, and whether that is sure.

    A sense fits when its context shares a word with the rest of the question, and when the archive has it side by
    side with the words before and behind it ("KH vốn": kế hoạch vốn, not khoa học vốn).
    """
    if len(senses) == 1:
        return senses, True
    others = {token for at, token in enumerate(row.tokens) if not first <= at < last}
    if last < len(row.tokens) and row.tokens[last].isdigit():
        others.add("số")  # "cv 1088": what bears a number
    own = {_same(one) for one in introduced}
    if all(_same(one) in own for one in senses):
        own = set()  # the archive uses them all: the question has to decide
    scores = [
        _beside(one, row, first, last, vocabulary)
        + (2.0 if one.context & others else 0.0)
        + (INTRODUCED if _same(one) in own else 0.0)
        for one in senses
    ]
    best = max(scores)
    if best <= 0:
        return senses, False
    kept = [one for one, score in zip(senses, scores, strict=True) if score >= best / 2]
    return kept, len(kept) == 1


def _beside(sense: ThesaurusEntry, row: QuestionWords, first: int, last: int, vocabulary: Vocabulary) -> float:
    """Return how well the archive knows the sense in this place: 1 for each neighbour it stands beside, less when rarely."""
    tokens = tokenise(sense.written[0]).syllables
    score = 0.0
    if first and row.joined[first]:
        score += _known(row.tokens[first - 1], tokens[0], vocabulary)
    if last < len(row.tokens) and row.joined[last]:
        score += _known(tokens[-1], row.tokens[last], vocabulary)
    inside = min((vocabulary.pair(one, other) for one, other in pairwise(tokens)), default=vocabulary.word(tokens[0]))
    return score if inside else 0.0


def _known(first: str, second: str, vocabulary: Vocabulary) -> float:
    count = vocabulary.pair(first, second)
    return count / (count + 1.0)

"""The words of a question as they were meant: marks put back and typos mended by what the archive says in such a row.

One search over the row of words (Viterbi): each position offers what was typed and what it may have been meant to be,
each with a cost; pairs that the archive or askers say pay it back. What was typed stays a candidate everywhere.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import log, sqrt

from index.query.diacritics import marked_forms
from index.query.typos import CONFUSED, typos
from index.query.vocabulary import LEAST_SHARE, Vocabulary
from index.text.tokens import TypedWord
from ingest.text.folding import fold

DIACRITICS = "diacritics"
SPELLING = "spelling"

_VOWELS = frozenset("aeiouy")  # "đn", "sct" are abbreviations, whatever the archive knows

MOST_WORDS = 48
"""Words of a question that are looked at; who pastes a page types no typos."""
MOST_FORMS = 10
"""Forms of one syllable that are weighed, the commonest first."""
MARKED_SHARE = 0.72
"""Share of the syllables of Vietnamese text that bear a mark; what a question has less of was dropped in typing."""
LEAST_DROPPED = 0.01
KNOWN_WORD = 3.5
"""What it costs besides to take a word that documents or askers have for a typo."""
RARE_WORD = 4.5
"""The same for a word that is in the dictionary alone."""
RARE_SHARE = 3e-5
"""Share of passages up to which a word counts as rare; what only the dictionary has stands in the list with 1e-5."""
BACKING = 3.0
"""Passages' worth of belief in a word whatever stands before it."""
LEAST_BACKING = 0.0005
"""The same as a share of passages, for large archives."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What one word was meant to be, and by which means that was found: ``diacritics``, ``spelling``, or as typed."""

    token: str
    means: str | None = None


def understood(words: Sequence[TypedWord], vocabulary: Vocabulary, means: Collection[str]) -> tuple[Meant, ...]:
    """Return what each of ``words`` was meant to be; ``means`` are those that may be used."""
    as_typed = tuple(Meant(word.token) for word in words)
    looked_at = words[:MOST_WORDS]
    dropped = _dropped(looked_at)
    offers = [_offers(looked_at, at, vocabulary, means, dropped) for at in range(len(looked_at))]
    if all(len(one) == 1 for one in offers):
        return as_typed
    return (*_best(looked_at, offers, vocabulary), *as_typed[len(looked_at) :])


def _dropped(words: Sequence[TypedWord]) -> float:
    """Return the likelihood that an unmarked syllable of this question lost its marks in typing."""
    letters = [word.token for word in words if marked_forms(fold(word.token))]
    marked = sum(token != fold(token) for token in letters)
    if not marked:
        return 1.0
    expected = MARKED_SHARE * len(letters)
    spread = sqrt(len(letters) * MARKED_SHARE * (1 - MARKED_SHARE))
    return min(0.9, max(LEAST_DROPPED, (expected - marked - spread) / expected))


def _offers(
    words: Sequence[TypedWord], at: int, vocabulary: Vocabulary, means: Collection[str], dropped: float
) -> dict[Meant, float]:
    """Return what the word may have been meant to be, with costs."""
    token = words[at].token
    bare = token == fold(token)
    forms = marked_forms(token) if bare else ()
    kept: dict[Meant, float] = {Meant(token): 0.0}
    if bare and len(forms) > 1 and DIACRITICS in means:
        # Typed without any mark, every form costs the same; among marked words, most are meant as they stand.
        cost = 0.0 if dropped == 1.0 else -log(dropped)
        known = [form for form in forms if form != token and vocabulary.share(form)]
        known.sort(key=lambda form: (-vocabulary.share(form), form))
        kept |= {Meant(form, DIACRITICS): cost for form in known[:MOST_FORMS]}
    if SPELLING in means and _doubtful(words, at, vocabulary, len(kept) > 1, dropped):
        share = vocabulary.share(token)
        sure = share > RARE_SHARE
        neighbours = _neighbours(words, at)
        # Where marks lack, and beside another typo, the neighbours are no help as they were typed.
        paired = dropped < 1.0 and any(one is not None and vocabulary.share(one) for one in neighbours)
        for form, cost in typos(token, lambda other: vocabulary.folded(other) > 0, near_only=sure):
            far = paired and cost > CONFUSED and not _in_a_pair(form, neighbours, vocabulary)
            if far or not vocabulary.word(form):
                continue
            price = cost + (KNOWN_WORD if sure else RARE_WORD if share else 0.0)
            one = Meant(form, SPELLING)
            if Meant(form, DIACRITICS) not in kept:
                kept[one] = min(price, kept.get(one, price))
    return kept


def _doubtful(words: Sequence[TypedWord], at: int, vocabulary: Vocabulary, restorable: bool, dropped: float) -> bool:
    """Tell whether a word may be a typo: the archive does not know it, or it is rare and stands in no known pair."""
    token = words[at].token
    if token.isdigit() or len(token) < 2 or restorable or not _VOWELS.intersection(fold(token)):
        return False
    if dropped == 1.0:
        # Without marks a syllable stands for several, and its neighbours do, too: only unknown letters are doubtful.
        return not vocabulary.folded(token) and not vocabulary.share(token)
    if not vocabulary.share(token):
        return True
    before, behind = _neighbours(words, at)
    pairs = [(before, token)] if before else []
    pairs += [(token, behind)] if behind else []
    return bool(pairs) and not any(vocabulary.share("_".join(pair)) for pair in pairs)


def _neighbours(words: Sequence[TypedWord], at: int) -> tuple[str | None, str | None]:
    before = words[at - 1].token if at and words[at].joined else None
    behind = words[at + 1].token if at + 1 < len(words) and words[at + 1].joined else None
    return before, behind


def _in_a_pair(form: str, neighbours: tuple[str | None, str | None], vocabulary: Vocabulary) -> bool:
    """Tell whether the archive has the form beside one of its neighbours."""
    before, behind = neighbours
    return (before is not None and vocabulary.pair(before, form) > 0) or (
        behind is not None and vocabulary.pair(form, behind) > 0
    )


def _best(
    words: Sequence[TypedWord], offers: Sequence[dict[Meant, float]], vocabulary: Vocabulary
) -> tuple[Meant, ...]:
    """Return the likeliest row of words.

    A word is as likely behind another as their pair is among the passages with the other, backed by the word alone.
    """
    share = vocabulary.share
    backing = BACKING / vocabulary.passages + LEAST_BACKING
    reached: list[tuple[float, Meant, float]] = []  # (score, word, share), for every offer of the position before
    came: list[list[int]] = []
    rows = [list(offer.items()) for offer in offers]
    for at, row in enumerate(rows):
        now: list[tuple[float, Meant, float]] = []
        origin: list[int] = []
        for one, cost in row:
            own = share(one.token) + LEAST_SHARE
            if reached and words[at].joined:
                value, place = max(
                    (score + log((share(f"{other.token}_{one.token}") + backing * own) / (alone + backing)), -place)
                    for place, (score, other, alone) in enumerate(reached)
                )
                origin.append(-place)
            elif reached:
                place = max(range(len(reached)), key=lambda place: reached[place][0])
                value = reached[place][0] + log(own)
                origin.append(place)
            else:
                value = log(own)
                origin.append(0)
            now.append((value - cost, one, own))
        reached = now
        came.append(origin)
    place = max(range(len(reached)), key=lambda place: reached[place][0])
    found: list[Meant] = []
    for row, origin in zip(reversed(rows), reversed(came), strict=True):
        found.append(row[place][0])
        place = origin[place]
    return tuple(reversed(found))

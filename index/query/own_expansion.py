"""The short forms an archive introduces itself, as expansions for questions: they come and go with its documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from index.query.short_forms import ShortForm, full_key, key_of_tokens, short_forms, short_key
from index.query.thesaurus import ABBREVIATION, FEWEST_LETTERS, ThesaurusEntry
from ingest.text.folding import fold

LONGEST = 10
"""Syllables of a full form that is looked for in a question."""
MOST_SENSES = 3


class Introduced(Protocol):
    """Knows which passages introduce a short form, by ``short_key`` or ``full_key``; the lexical index does."""

    def __call__(self, key: str, /) -> Sequence[ShortForm]:
        """Return the forms as introduced, one for each passage; empty for an unknown key."""
        ...


class OwnWordings:
    """The senses of words of a question by what documents introduce."""

    def __init__(self, introduced: Introduced) -> None:
        self._introduced = introduced
        self._kept: dict[tuple[str, ...], tuple[ThesaurusEntry, ...]] = {}

    def senses(self, tokens: tuple[str, ...]) -> tuple[ThesaurusEntry, ...]:
        """Return what ``tokens`` stand for: full forms of a short one, the most often introduced first, or the other way."""
        known = self._kept.get(tokens)
        if known is None:
            if len(self._kept) > 1 << 12:
                self._kept.clear()
            known = self._kept[tokens] = tuple(self._full(tokens[0]) if len(tokens) == 1 else self._short(tokens))
        return known

    def _full(self, token: str) -> list[ThesaurusEntry]:
        if not token.isalpha() or len(token) < 2:
            return []
        forms = [one for one in self._introduced(short_key(token)) if short_key(one.short) == fold(token)]
        return [ThesaurusEntry(forms[0].short, (full,), ABBREVIATION) for full in _commonest(one.full for one in forms)]

    def _short(self, tokens: tuple[str, ...]) -> list[ThesaurusEntry]:
        # For every stretch of every question: tokens are not cut again.
        key = key_of_tokens([_folded(token) for token in tokens])
        forms = [one for one in self._introduced(key) if full_key(one.full) == key] if key else []
        shorts = _commonest(one.short for one in forms if len(short_key(one.short)) >= FEWEST_LETTERS)
        return [ThesaurusEntry(" ".join(tokens), (short,), ABBREVIATION, back=True) for short in shorts]


@lru_cache(maxsize=1 << 14)
def _folded(token: str) -> str:
    return fold(token)


NOTHING_INTRODUCED = OwnWordings(lambda key: ())


def introduced_keys(text: str) -> tuple[str, ...]:
    """Return the keys by which the forms that ``text`` introduces are looked up."""
    keys = (key for one in short_forms(text) for key in (short_key(one.short), full_key(one.full)))
    return tuple(dict.fromkeys(key for key in keys if key))


def _commonest(printed: Iterable[str]) -> list[str]:
    """Return the forms, the most frequent first, those that differ in case and punctuation once."""
    seen: dict[str, Counter[str]] = {}
    for one in printed:
        seen.setdefault(full_key(one) or short_key(one), Counter())[one] += 1
    ordered = sorted(seen.values(), key=lambda forms: (-forms.total(), min(forms)))
    return [forms.most_common(1)[0][0] for forms in ordered[:MOST_SENSES]]

"""How a question is read: its words as meant, expansions for them, and phrases in quotes."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from index.query.expansion import ABBREVIATIONS, EVERYDAY, Expansion, QuestionWords, alternatives
from index.query.own_expansion import NOTHING_INTRODUCED, OwnWordings
from index.query.restore import DIACRITICS, SPELLING, Meant, understood
from index.query.thesaurus import load_thesaurus
from index.query.typed_numbers import asked_tokens, typed_numbers
from index.query.vocabulary import Vocabulary
from index.text.phrases import phrases_of
from index.text.tokens import Tokens, TypedWord, number_stretches, typed_words, undiacritised

EXPANSIONS = (ABBREVIATIONS, EVERYDAY, SPELLING, DIACRITICS)
"""What a question is widened by; each can be left out."""
MENDING = frozenset({SPELLING, DIACRITICS})
"""Those that say what the words typed were meant to be."""


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """A question, read. ``words`` are as typed, ``meant`` what each was meant to be; ``bare`` tells that no mark was typed.

    ``phrases`` are the syllables of each stretch in quotes. ``text`` is the NFC question.
    """

    text: str
    tokens: Tokens
    words: tuple[TypedWord, ...]
    meant: tuple[Meant, ...]
    alternatives: tuple[Expansion, ...]
    phrases: tuple[tuple[str, ...], ...]
    bare: bool

    @property
    def spelled_out(self) -> tuple[tuple[str, str], ...]:
        """The short forms of the question that stand for one thing here, as typed, and what they were read as."""
        return tuple(
            (self.text[self.words[one.first].start : self.words[one.last - 1].end], one.wording)
            for one in self.alternatives
            if one.part == ABBREVIATIONS and one.weight >= 1
        )

    @property
    def understood_as(self) -> str | None:
        """The question with marks put back and typos mended, for people; ``None`` when nothing was changed."""
        parts: list[str] = []
        end = 0
        changed = False
        for word, meant in zip(self.words, self.meant, strict=True):
            typed = self.text[word.start : word.end]
            if meant.means is None or meant.token == word.token:
                continue
            changed = True
            parts += [self.text[end : word.start], _as_typed(typed, meant.token)]
            end = word.end
        return "".join((*parts, self.text[end:])) if changed else None


def read(
    question: str,
    vocabulary: Vocabulary,
    expansions: Collection[str] = EXPANSIONS,
    own: OwnWordings = NOTHING_INTRODUCED,
) -> ReadQuestion:
    """Read ``question`` by what the archive says; ``expansions`` are those of ``EXPANSIONS`` that may be used.

    ``own`` are the short forms that the archive's documents introduce.
    """
    text = unicodedata.normalize("NFC", question)
    words = typed_words(text)
    bare = undiacritised(text)
    means = [one for one in (DIACRITICS, SPELLING) if one in expansions]
    meant = understood(words, vocabulary, means) if means else tuple(Meant(word.token) for word in words)
    codes = [*number_stretches(text), *((one.start, one.end) for one in typed_numbers(text))]
    row = QuestionWords(
        tokens=tuple(one.token for one in meant),
        printed=tuple(text[word.start : word.end] for word in words),
        joined=tuple(word.joined for word in words),
        coded=frozenset(at for at, word in enumerate(words) for start, end in codes if start <= word.start < end),
        bare=bare,
        restored=DIACRITICS in expansions,
    )
    parts = [one for one in (ABBREVIATIONS, EVERYDAY) if one in expansions]
    others = alternatives(row, load_thesaurus(), vocabulary, parts, own) if parts else ()
    return ReadQuestion(text, asked_tokens(text), words, meant, others, phrases_of(text), bare)


def _as_typed(typed: str, token: str) -> str:
    """Give ``token`` the case of what was typed, and y where y was typed: "ky" → "kỹ", "SO" → "SỞ"."""
    shown = token
    if "y" in typed.lower() and "y" not in unicodedata.normalize("NFD", token):
        parts = unicodedata.normalize("NFD", token).replace("i", "y")
        shown = unicodedata.normalize("NFC", parts)
    if typed.isupper() and len(typed) > 1:
        return shown.upper()
    return shown[:1].upper() + shown[1:] if typed[:1].isupper() else shown

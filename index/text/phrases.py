"""Stretches in quotes: words that the user wants exactly so, one behind the other."""

from __future__ import annotations

import re
import unicodedata

from index.text.tokens import tokenise

# "phòng, chống thiên tai"  “tái định cư”  «chuyển đổi số»; one line, not empty. Never 5" nor a lone quote.
_QUOTED = re.compile(r"[\"“”«]([^\"“”«»\n]{2,200})[\"”“»]")


def phrases_of(question: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of each stretch in quotes.

    >>> phrases_of('kế hoạch "chuyển đổi số" năm 2024')
    (('chuyển', 'đổi', 'số'),)
    """
    text = unicodedata.normalize("NFC", question)
    found = (tokenise(match[1]).syllables for match in _QUOTED.finditer(text))
    return tuple(tokens for tokens in found if tokens)


def holds(phrase: tuple[str, ...], text: str) -> bool:
    """Tell whether ``text`` has the syllables of a phrase in a row; case, tone placement and punctuation do not count."""
    return f" {' '.join(phrase)} " in f" {' '.join(tokenise(text).syllables)} "

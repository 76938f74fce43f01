"""Why a passage was found: which words of the question it has, and where; which expansions of them."""

from __future__ import annotations

from dataclasses import dataclass

from index.lexical.fields import Fields, fields_of
from index.passages import Passage
from index.query.read import ReadQuestion
from index.text.tokens import Tokens, heads, tokenise
from ingest.text.folding import fold

PLACES = ("text", "near", "far")
"""In the passage, beside it (header, marked clause, notes), or in its place (section path, subject, issuer, number)."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A word of the question as it was typed, what it was read as, and the nearest place where the passage has it."""

    typed: str
    read: str
    place: str


@dataclass(frozen=True, slots=True)
class MatchedWording:
    """Words of the question as they were typed, the other wording that the passage has, and which list it is from."""

    typed: str
    wording: str
    part: str
    place: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """What of a question a passage has; ``missing`` are its words that the passage has in no way."""

    words: tuple[Matched, ...]
    wordings: tuple[MatchedWording, ...]
    numbers: tuple[str, ...]
    missing: tuple[str, ...]


def reasons(reading: ReadQuestion, passage: Passage) -> Reasons:
    """Compare a question, read, with a passage that was found for it."""
    fields = fields_of(passage)
    words: list[Matched] = []
    missing: list[tuple[int, str]] = []
    for at, (word, meant) in enumerate(zip(reading.words, reading.meant, strict=True)):
        typed = reading.text[word.start : word.end]
        place = _place(fields, meant.token, reading.bare)
        if place is None:
            missing.append((at, typed))
        else:
            words.append(Matched(typed, meant.token, place))
    wordings: list[MatchedWording] = []
    met: set[int] = set()
    for one in reading.alternatives:
        tokens = tokenise(one.wording).syllables
        place = next((name for name in PLACES if _in_a_row(tokens, _of(fields, name))), None)
        if place is not None:
            typed = reading.text[reading.words[one.first].start : reading.words[one.last - 1].end]
            wordings.append(MatchedWording(typed, one.wording, one.part, place))
            met.update(range(one.first, one.last))
    asked = (*reading.tokens.numbers, *heads(reading.tokens))
    held = {*fields.text.numbers, *fields.near.numbers, *fields.far.numbers}
    return Reasons(
        tuple(dict.fromkeys(words)),
        tuple(wordings),
        tuple(dict.fromkeys(one for one in asked if one in held)),
        tuple(dict.fromkeys(typed for at, typed in missing if at not in met)),
    )


def _of(fields: Fields, name: str) -> Tokens:
    return {"text": fields.text, "near": fields.near, "far": fields.far}[name]


def _place(fields: Fields, token: str, bare: bool) -> str | None:
    for name in PLACES:
        tokens = _of(fields, name)
        if token in tokens.syllables or (bare and fold(token) in tokens.folded):
            return name
    return None


def _in_a_row(tokens: tuple[str, ...], held: Tokens) -> bool:
    return f" {' '.join(tokens)} " in f" {' '.join(held.syllables)} "

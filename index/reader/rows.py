"""What a reader sees: a question, where a passage stands, and the passage itself, as one row of pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.passages import Passage

if TYPE_CHECKING:
    from tokenizers import Tokenizer

START, END = 0, 2
"""``<s>`` and ``</s>`` of XLM-R's pieces."""
QUESTION = 56
PLACE = 28
"""Pieces of each of the two lines that tell the place."""
LONGEST = 320
"""A passage of the index has some 250 pieces at most; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class Text:
    """A passage to be read: ``document`` and ``section`` say where it stands, ``words`` are what may be quoted.

    The first ``before`` characters of the words are what governs the passage: the header above it, the clause that marks a note.
    """

    words: str
    document: str = ""
    section: str = ""
    before: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """The pieces of a question with a text. ``first`` is where the words begin; ``offsets`` are their characters."""

    pieces: tuple[int, ...]
    first: int
    offsets: tuple[tuple[int, int], ...]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return what the pieces ``start`` to ``end`` (inclusive, counted from ``first``) are in the words."""
        return self.offsets[start][0], self.offsets[end][1]


def row_of(tokenizer: Tokenizer, question: str, text: Text, longest: int = LONGEST) -> Row:
    """Return the row of a question with a text: ``<s> question </s></s> document </s> section </s> words </s>``.

    The row has ``longest`` pieces at most. The tokenizer must neither cut nor pad.
    """
    asked, document, section, words = (
        tokenizer.encode(one, add_special_tokens=False) for one in (question, text.document, text.section, text.words)
    )
    before = [START, *asked.ids[:QUESTION], END, END, *document.ids[:PLACE], END, *section.ids[-PLACE:], END]
    kept = words.ids[: longest - len(before) - 1]
    return Row((*before, *kept, END), len(before), _without_blanks(text.words, words.offsets[: len(kept)]))


def text_of(passage: Passage) -> Text:
    """Return ``passage`` as it is read, below its header or the clause that marks it."""
    day = passage.issued_on
    date = f"{day.day}/{day.month}/{day.year}" if day else None
    names = " ".join(filter(None, (passage.document_kind, passage.number, date, passage.issuer)))
    document = ": ".join(filter(None, (names, passage.subject)))
    above = passage.anchor if passage.kind == "footnote" else passage.header
    words = f"{above}\n{passage.text}" if above else passage.text
    return Text(words, document, ". ".join(passage.section_path[-1:]), len(words) - len(passage.text))


def _without_blanks(words: str, offsets: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return ``offsets`` without the blank that a piece begins with: it is not quoted."""
    return tuple((end - len(words[start:end].lstrip()), end) for start, end in offsets)

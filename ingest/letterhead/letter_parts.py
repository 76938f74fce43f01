"""One letter of a file, taken apart: its head, its text and its ending, and what head and ending say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypedDict

from ingest.document import DocumentNumber, Letter, ReadingWarning, Span
from ingest.letterhead import metadata
from ingest.letterhead.ending import Ending, find_ending
from ingest.letterhead.figures_day import day_of_figures
from ingest.letterhead.find import Taken, take_letterhead
from ingest.letterhead.issuer import issuer_of
from ingest.structure.paragraphs import join
from ingest.structure.pieces import Paragraph, Piece


@dataclass(frozen=True, slots=True)
class LetterParts:
    """A letter taken apart; ``rest`` are its pieces without the letterhead."""

    letterhead: Taken
    rest: Sequence[Piece]
    ending: Ending

    def paragraphs(self, head: str, body: str) -> list[Paragraph]:
        """Return the paragraphs; letterhead and text become the parts named ``head`` and ``body``."""
        return [
            *(replace(paragraph, part=head) for paragraph in self.letterhead.paragraphs),
            *join(self.rest[: self.ending.start], body),
            *self.ending.paragraphs,
            *join(self.rest[self.ending.end :], "appendix"),
        ]


def take_apart(pieces: Sequence[Piece]) -> LetterParts:
    """Take the pieces of one letter apart; notes and artifacts are left out before."""
    letterhead = take_letterhead(pieces)
    rest = [piece for at, piece in enumerate(pieces) if at not in letterhead.positions]
    return LetterParts(letterhead, rest, find_ending(rest))


class Facts(TypedDict):
    """What head and ending say; ``None`` where they do not."""

    kind: str | None
    number: DocumentNumber | None
    issuer: str | None
    issued_on: date | None
    subject: str | None
    signer: str | None
    signer_title: str | None
    urgency: str | None


def facts_of(letter: LetterParts, text: str) -> Facts:
    """Return what a letter's head and ending say; ``text`` is the document's, in which bodies are spelt in full."""
    number = metadata.number_of(letter.letterhead)
    return {
        "kind": metadata.kind_of(letter.letterhead, number),
        "number": number,
        "issuer": issuer_of(letter.letterhead.texts("issuer"), text),
        "issued_on": metadata.issued_on_of(letter.letterhead),
        "subject": metadata.subject_of(letter.letterhead),
        "signer": letter.ending.signer,
        "signer_title": letter.ending.signer_title,
        "urgency": metadata.urgency_of(letter.letterhead),
    }


def further_of(letters: Sequence[LetterParts], spans: Sequence[Span], text: str) -> tuple[Letter, ...]:
    """Return the letters after the first; ``spans`` are those of all paragraphs from the second letter on."""
    found: list[Letter] = []
    at = 0
    for letter in letters:
        count = len(letter.paragraphs("enclosed", "appendix"))
        head = Span(spans[at].start, spans[at + len(letter.letterhead.paragraphs) - 1].end)
        end = spans[at + count - 1].end
        whole, body = Span(head.start, end), Span(min(head.end + 1, end), end)
        found.append(Letter(whole, head, body, **facts_of(letter, text), recipients=letter.ending.recipients))
        at += count
    return tuple(found)


def missing_facts(letter: LetterParts, facts: Facts, text: str) -> list[ReadingWarning]:
    """Return a warning for each fact that every letter has and this one does not show."""
    issuer, number, day = facts["issuer"], facts["number"], facts["issued_on"]
    headless = not (issuer or letter.letterhead.texts("number") or letter.letterhead.texts("motto"))
    missing = [ReadingWarning("missing_letterhead")] if headless else []
    missing += [ReadingWarning("missing_number")] if number is None else []
    if day is None:
        missing.append(ReadingWarning("missing_date"))
        near = day_of_figures(text)
        missing += [ReadingWarning("approximate_date", near.of(text))] if near is not None else []
    return missing

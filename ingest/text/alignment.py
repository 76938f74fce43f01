"""Finding noted words again in a text whose reading has moved since: by the CRC-32 of their letters."""

from __future__ import annotations

import zlib
from bisect import bisect_left

from ingest.document import Document
from ingest.spans import Span
from ingest.text.folding import fold

# How far from their place words are sought when the reading has moved, in letters.
_FURTHEST = 20_000
# Of the characters of a stretch at least this share are letters; asked only where their number was not noted.
_LEAST_LETTERS = 0.7


def checksum(text: str) -> int:
    """Return the CRC-32 of the folded letters and digits of ``text``: case, marks, blanks and points do not count."""
    return zlib.crc32("".join(filter(str.isalnum, fold(text).lower())).encode())


class Letters:
    """The letters of a text and where each stands; looked at only when words are not found in their place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._letters = ""
        self._at: list[int] = []

    def find(self, noted: Span, crc: int, letters: int = 0) -> Span | None:
        """Return where the words of ``crc`` stand, the place nearest to the noted one; ``None`` when nowhere near.

        ``letters`` is their number, 0 where it was not noted (then the search is slower, not different).
        """
        if noted.end <= len(self._text) and checksum(noted.of(self._text)) == crc:
            return noted
        if not self._at:
            folded = fold(self._text)
            self._at = [at for at, sign in enumerate(folded) if sign.lower().isalnum()]
            self._letters = "".join(folded[at].lower() for at in self._at)
        size = noted.end - noted.start
        numbers = range(letters, letters + 1) if letters else range(max(int(size * _LEAST_LETTERS), 1), size + 1)
        expected = bisect_left(self._at, noted.start)
        for distance in range(_FURTHEST):
            for first in {expected - distance, expected + distance}:
                found = self._match(first, numbers, crc)
                if found is not None:
                    return found
        return None

    def _match(self, first: int, numbers: range, crc: int) -> Span | None:
        if not 0 <= first < len(self._at) or first + numbers.start > len(self._at):
            return None
        sum_so_far = zlib.crc32(self._letters[first : first + numbers.start].encode())
        for number in numbers:
            last = first + number - 1
            if number > numbers.start:
                if last >= len(self._at):
                    return None
                sum_so_far = zlib.crc32(self._letters[last].encode(), sum_so_far)
            if sum_so_far == crc:
                return Span(self._at[first], self._at[last] + 1)
        return None


def noted(document: Document, span: Span) -> dict[str, object]:
    """Return how ``span`` is noted, so that ``Letters.find`` finds its words in a later reading of the same file."""
    words = span.of(document.text)
    return {
        "document": document.file_name,
        "sha256": document.sha256,
        "start": span.start,
        "end": span.end,
        "crc": checksum(words),
        "letters": sum(sign.lower().isalnum() for sign in fold(words)),
        "footnote": any(note.span.contains(span) for note in document.footnotes),
    }

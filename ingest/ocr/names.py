"""Names of signers that a seal or a signature cut: a name without its family name is nobody's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from ingest.ocr.recognised import OcrWord, stretches
from ingest.structure import line_shapes
from ingest.text.folding import fold, lowered

NAMES = Path(__file__).parents[1] / "data" / "family_names.txt"
"""Family names of the Kinh and of other peoples of Viet Nam, one a line; ``+`` marks those that are middle names as well."""

_REACH = 0.25  # of the page height between a title and the name below it
_MOST = 6  # words
_ONE_LINE = 0.3  # times the size


def cut_names(words: Sequence[OcrWord], width: float, height: float) -> frozenset[int]:
    """Return the positions of words that stand where a signer's name stands but begin with no family name.

    Such a line stands alone in the right half of the page, below a title in capitals, each word with one capital in
    front.
    """
    lines = list(_rows(words))
    titles = [line for line in lines if _is_title([words[at] for at in line])]
    found: set[int] = set()
    for line in lines:
        own = [words[at] for at in line]
        text = " ".join(word.text for word in own)
        if not 2 <= len(own) <= _MOST or not line_shapes.is_person(text) or own[0].x0 + own[-1].x1 < width:
            continue
        above = any(
            0 < own[0].y0 - words[title[0]].y1 < _REACH * height and _over(words, title, line) for title in titles
        )
        if above and not _begins_with_family(own):
            found.update(line)
    return frozenset(found)


def _rows(words: Sequence[OcrWord]) -> Iterator[list[int]]:
    """Yield what stands beside each other on one line; bits of a seal's rim hang above it."""
    for stretch in stretches(words):
        row: list[int] = []
        for at in stretch:
            last = words[row[-1]] if row else None
            if last and (words[at].x0 < last.x0 or abs(words[at].baseline - last.baseline) > _ONE_LINE * last.size):
                yield row
                row = []
            row.append(at)
        yield row


def _begins_with_family(name: Sequence[OcrWord]) -> bool:
    """Tell whether a name is whole; a middle name in front of one word is what is left of three: "Văn Thuận"."""
    return _families().get(lowered(name[0].text), _MOST + 1) <= len(name)


@cache
def _families() -> dict[str, int]:
    """Return for each family name how many words a name has at least that begins with it."""
    lines = [line.split() for line in NAMES.read_text("utf-8").splitlines()]
    return {lowered(line[0]): 3 if line[1:] else 2 for line in lines}


def _is_title(line: Sequence[OcrWord]) -> bool:
    text = " ".join(word.text for word in line)
    return line_shapes.is_capitals(text) and bool(line_shapes.OFFICE.search(fold(text)))


def _over(words: Sequence[OcrWord], title: Sequence[int], line: Sequence[int]) -> bool:
    return words[title[0]].x0 < words[line[-1]].x1 and words[line[0]].x0 < words[title[-1]].x1

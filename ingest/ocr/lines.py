"""A recognised page as lines, like those of a page with a text layer, and what a person should know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.layout.page import hidden_lines, lines_of_page
from ingest.layout.words import PageWords, Word
from ingest.lines import Aside, Line
from ingest.ocr.note_marks import with_marks
from ingest.ocr.recognised import OcrPage
from ingest.ocr.secrecy_marks import marks_of
from ingest.ocr.text_layer import compared
from ingest.ocr.words import LOW, is_dirt, page_words, placed
from ingest.text.syllables import valid_share

# A clean scan has 2 in a hundred words below LOW, a bad copy 20.
_UNSURE_SHARE = 0.15


@dataclass(slots=True)
class OcrResult:
    """Lines of the recognised pages by page number; pages read, pages to be checked, pages without any letter.

    ``asides`` are what may be secrecy marks.
    ``at_odds`` are those whose text layer says something else than the picture.
    """

    lines: dict[int, list[Line]] = field(default_factory=dict)
    read: list[int] = field(default_factory=list)
    unsure: list[int] = field(default_factory=list)
    blank: list[int] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    at_odds: list[int] = field(default_factory=list)

    def take(self, number: int, page: OcrPage, shown: PageWords, before: Sequence[Line] | None) -> None:
        """Take the recognised page in.

        ``shown`` is what the file itself says about the page: its size, and words on top of the picture. ``before`` are
        the lines of a doubtful text layer, or None for a picture: they stay when recognition makes no more sense, and no
        pen wrote on that page. A text layer is held against the picture; where it is at odds, what it says beyond goes to the
        page's hidden words, else to the artifacts, as stamps and dust do.
        """
        self.asides += marks_of(page, number)
        points = shown.width / (page.height if page.quarter % 2 else page.width)
        junk: Sequence[Word] = ()
        if shown.layer:
            held = compared(page, shown.layer, points)
            page = held.page
            junk = () if not held.agrees else held.beyond
            shown.hidden += held.beyond if not held.agrees else ()
            self.at_odds += [number] if not held.agrees else []
        digital = [word for word in shown.words if before is None or word.stamp or word.filled]
        words = page_words(page, points, digital, letterhead=number == 1 and before is None)
        lines = placed(with_marks(lines_of_page(words, number)), page, points)
        if before is not None and _share(lines) <= _share(before):
            return
        beyond = hidden_lines(PageWords(shown.width, shown.height, hidden=list(junk)), number)
        self.lines[number] = [*lines, *(replace(line, role="footer") for line in beyond)]
        clean = [word for word in page.words if not is_dirt(word) and any(map(str.isalnum, word.text))]
        if not clean:
            self.blank.append(number)
            return
        self.read.append(number)
        if sum(word.confidence < LOW for word in clean) > _UNSURE_SHARE * len(clean):
            self.unsure.append(number)


def _share(lines: Sequence[Line]) -> float:
    return valid_share("\n".join(line.text for line in lines if line.role != "footer"))

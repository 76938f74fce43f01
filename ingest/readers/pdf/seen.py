"""What of a PDF page people see: hidden words are told from those printed, and from the text layer of a scan.

The content stream says which words may not be seen: drawn in no mode, in the colour of what lies below, under a picture,
outside of the page. Where that leaves a doubt, the page is drawn with and without them (``pdf_sight``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.layout.legibility import LEAST_CONTRAST, TINY, UNKNOWN, contrast, zoom
from ingest.layout.words import PageWords, Patch, Rule, Word, unturned
from ingest.readers.pdf.graphics import Clip

_TALL, _LOW = 0.7, 0.0  # of the size, above the baseline: where the letters of a word stand
_ROW = 2.5  # of the size: how far a row's rules are from its words
_MOST = 0.8  # of a word under a patch: it lies on it wholly
_MOST_LOOKS = 300_000  # of a word at a patch; a page of 800 words with every line shaded needs 30,000
_CELLS = 40  # across and down a page, to measure what is covered
# Scans cover the page but for the scanner's margins; letterhead pictures and photographs leave most of it.
PICTURE_SHARE = 0.5
# A page number, a signature's line or a number typed in are up to 3 in a hundred of a page, ten lines of text 6.
NATIVE_SHARE = 0.04


@dataclass(slots=True)
class Doubts:
    """Positions of words: never drawn, perhaps not seen (with what the stream alone says), under a later picture."""

    unseen: set[int] = field(default_factory=set)
    perhaps: dict[int, bool] = field(default_factory=dict)
    under_picture: set[int] = field(default_factory=set)


def box_of(word: Word, page: PageWords) -> Clip:
    """Return the rectangle of a word's letters on the page as shown."""
    x0, y0, x1, y1 = word.x0, word.y - _TALL * word.size, word.x1, word.y - _LOW * word.size
    if word.quarter:
        (x0, y0), (x1, y1) = unturned(x0, y0, page, word.quarter), unturned(x1, y1, page, word.quarter)
    return Clip(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def doubts_of(page: PageWords) -> Doubts:
    """Return which words of the page may not be seen; those of signature stamps are left alone.

    Annotations are not drawn to find out: of theirs the stream alone tells.
    """
    found = Doubts()
    patches = _that_matter(page.patches)
    paper = Clip(0.0, 0.0, page.width, page.height)
    doubtful = [at for at, word in enumerate(page.words) if word.ink or word.unseen]
    for at, word in enumerate(page.words):
        if not 0 <= word.x0 <= page.width or not 0 <= word.y <= page.height:
            box = box_of(word, page)
            if not paper.shows(box.x0, box.y0, box.x1 + 0.01, box.y1) and not _in_cut_table(box, word, page):
                found.unseen.add(at)
    found.unseen.update(at for at in doubtful if page.words[at].unseen)
    grounds = _grounds(page, patches, found) if patches else {}
    for at in {*doubtful, *grounds}:
        ink, below = page.words[at].ink, grounds.get(at, [1.0])
        alike = [contrast(ink, one) < LEAST_CONTRAST for one in below]
        if any(alike):
            found.perhaps.setdefault(at, all(alike) and UNKNOWN not in (ink, *below))
    printed = len(page.words) if page.printed is None else page.printed
    found.unseen |= {at for at, hidden in found.perhaps.items() if hidden and at >= printed}
    found.unseen = {at for at in found.unseen if not page.words[at].stamp}
    found.perhaps = {at: hidden for at, hidden in found.perhaps.items() if at < printed and at not in found.unseen}
    return found


def _in_cut_table(box: Clip, word: Word, page: PageWords) -> bool:
    """Tell whether a rule runs off the page over or below the word: a table too wide for the page, not a secret."""
    over = [one for one in (*page.rules, *page.frames) if one.x0 <= box.x0 and box.x1 <= one.x1]
    if any(one.y1 - one.y0 < 1 and _on(one, page) and abs(one.y0 - box.y1) <= _ROW * word.size for one in over):
        return True
    return any(
        abs(cell.y0 - other.y0) < 1 and abs(cell.y1 - other.y1) < 1 and _on(other, page)
        for cell in over
        if cell.y0 <= box.y0 and box.y1 <= cell.y1
        for other in page.frames
    )


def _on(rule: Rule, page: PageWords) -> bool:
    """Tell whether part of a rule or frame is on the page, seen from left to right."""
    return rule.x0 < page.width and rule.x1 > 0


def _that_matter(patches: Sequence[Patch]) -> list[Patch]:
    """Leave out the white paper that programs paint first."""
    start = 0
    while start < len(patches) and patches[start].shade == 1.0 and not patches[start].before:
        start += 1
    return list(patches[start:])


def _grounds(page: PageWords, patches: Iterable[Patch], found: Doubts) -> dict[int, list[float]]:
    """Return the shades that may lie below each word that stands on patches; covered words are put into ``found``."""
    boxes = [box_of(word, page) for word in page.words]
    order = sorted(range(len(boxes)), key=lambda at: boxes[at].y0 + boxes[at].y1)
    middles = [(boxes[at].y0 + boxes[at].y1) / 2 for at in order]
    grounds: dict[int, list[float]] = {}
    looked_at = 0
    for patch in patches:
        level = order[bisect_left(middles, patch.y0) : bisect_right(middles, patch.y1)]
        looked_at += len(level)
        if looked_at > _MOST_LOOKS:  # a drawing of a thousand layers: only drawing it tells
            return {at: [UNKNOWN] for at in order}
        for at in level:
            box = boxes[at]
            if not patch.x0 <= (box.x0 + box.x1) / 2 <= patch.x1:
                continue
            part = Clip(patch.x0, patch.y0, patch.x1, patch.y1).within(box)
            wholly = (part.x1 - part.x0) >= _MOST * (box.x1 - box.x0) and part.y1 - part.y0 >= _MOST * (box.y1 - box.y0)
            if at < patch.before:
                if wholly:
                    found.perhaps[at] = found.perhaps.get(at, False) or patch.solid
                    found.under_picture |= {at} if patch.picture else set()
            elif wholly and patch.solid:
                grounds[at] = [patch.shade]
            else:
                grounds.setdefault(at, [1.0]).append(patch.shade)
    return grounds


def take_out(page: PageWords, doubts: Doubts, unseen: set[int]) -> None:
    """Move the words at the positions ``unseen`` out of ``page.words``: into the page's text layer, or to what is hidden.

    A layer is what is drawn in no mode, or under the picture, where the page is a picture. A hidden word that
    is printed in the same place as well is a shadow of it and goes.
    """
    if not unseen:
        return
    words = page.words
    page.words = [word for at, word in enumerate(words) if at not in unseen]
    printed: dict[str, list[Word]] = {}
    for word in page.words:
        printed.setdefault(word.text, []).append(word)
    pictures = [patch for patch in page.patches if patch.picture]
    enlarged = zoom(page.width, page.height)
    scanned = is_picture(page)
    for at in sorted(unseen):
        word = words[at]
        box = box_of(word, page)
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        on_picture = any(one.x0 <= x <= one.x1 and one.y0 <= y <= one.y1 for one in pictures)
        drawn_in_no_mode = at in doubts.unseen and word.unseen and word.size * enlarged >= TINY
        if scanned and on_picture and (drawn_in_no_mode or at in doubts.under_picture):
            page.layer.append(word)
        elif not any(abs(word.x0 - one.x0) <= 3 and abs(word.y - one.y) <= 3 for one in printed.get(word.text, ())):
            page.hidden.append(word)


def is_picture(page: PageWords) -> bool:
    """Tell whether the page is a picture with at most a line or two of real text on it: the body has to be recognised."""
    area = page.width * page.height
    if not area or not page.patches:
        return False
    native = sum(abs(word.x1 - word.x0) * word.size for word in page.words if not word.stamp)
    return native < NATIVE_SHARE * area and picture_share(page) >= PICTURE_SHARE


def picture_share(page: PageWords) -> float:
    """Return how much of the page lies under pictures, from 0 to 1."""
    cells: set[tuple[int, int]] = set()
    across, down = page.width / _CELLS, page.height / _CELLS
    for patch in page.patches:
        if patch.picture and across and down:
            columns = range(max(0, round(patch.x0 / across)), min(_CELLS, round(patch.x1 / across)))
            rows = range(max(0, round(patch.y0 / down)), min(_CELLS, round(patch.y1 / down)))
            cells.update((column, row) for column in columns for row in rows)
    return len(cells) / _CELLS**2

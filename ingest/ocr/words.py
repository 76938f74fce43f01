"""Recognised words as the words of a page: sizes evened out, dirt told from text, everything in points."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.layout.words import PageWords, Rule, Word
from ingest.lines import Line, Place
from ingest.ocr.handwriting import LETTERHEAD, handwritten
from ingest.ocr.names import cut_names
from ingest.ocr.recognised import OcrPage, OcrWord, stretches
from ingest.text.syllables import is_syllable

LOW = 60.0
"""Below this confidence (0 to 100) a word may be anything: handwriting and dirt score 0 to 55, print above 85."""

_HOPELESS = 30.0
_UNSURE_PRINT = 75.0
_ONE_SIZE = 0.12  # sizes of one font differ by so much from line to line, with the letters that happen to stand there
_OVERLAP = 0.5
_SCRAP = 4  # words
_LINE_OF_PRINT = 4  # sure words: what a seal or a pen leaves has one or two
# Signs that no office prints but strokes, edges and rules are taken for; "%", "§", "°" and quotes are not among them.
_STROKES = frozenset("|¦_^~«»¬‡†¤©®€£¥¢#@\\{}<>=•■□●○▪⁄ˆ˜´`¿¡ŠšŽžÄäËëÖöŸÿÆæØøß™")
_ROMAN = re.compile(r"[IVXLC]+[.,):]?$")
_OWN_NUMBER = re.compile(r"\d{1,5}[/⁄][A-ZĐ]{2}")  # "1105⁄KH-ĐKT": the slash is thin
_PLAIN = re.compile(r"[-–—+*.,:;!?/()\[\]\"'“”‘’…&%°]+$")


def page_words(page: OcrPage, points: float, digital: Sequence[Word] = (), letterhead: bool = False) -> PageWords:
    """Return the words of a recognised page, in the coordinates of the straightened picture times ``points``.

    ``digital`` words, in the coordinates of the page as shown, are real text on top of the picture (signature stamps,
    a number filled in): they stand in their place, and what was recognised there is left out. Dirt and cut names are kept
    as a stamp, and so are digits a pen wrote into the ``letterhead``, where the page has one, unless they could be read.
    """
    found = PageWords(page.width * points, page.height * points)
    kept = _in_print(page.words, LETTERHEAD * page.height if letterhead else 0.0)
    dirt = {at for at, word in enumerate(page.words) if is_dirt(word)} - kept
    sizes = _evened([word.size for at, word in enumerate(page.words) if not word.raised and at not in dirt])
    given = [onto(word, page, points) for word in digital]
    pen = handwritten(page.words, page.height) if letterhead else frozenset()
    clean = [at for at in range(len(page.words)) if at not in dirt]
    cut = cut_names([page.words[at] for at in clean], page.width, page.height)
    left_out = dirt | pen | _scraps(page.words) | {clean[at] for at in cut}
    for at, word in enumerate(page.words):
        if any(_covers(one, word, points) for one in given):
            continue
        size = sizes.get(word.size, word.size)
        found.words.append(
            Word(
                word.text,
                word.x0 * points,
                word.x1 * points,
                word.baseline * points,
                size * points,
                bold=word.bold,
                spaced=not word.glued,
                stamp=at in left_out,
                line=word.line,
            )
        )
    found.words += given
    found.rules = [Rule(rule.x0 * points, rule.y0 * points, rule.x1 * points, rule.y1 * points) for rule in page.rules]
    found.pictures = 1
    return found


def is_dirt(word: OcrWord) -> bool:
    """Tell whether a word is a stroke of a pen, a speck, a rule or the rim of a seal rather than print."""
    if _OWN_NUMBER.match(word.text):
        return False
    if word.raised or word.confidence >= _UNSURE_PRINT:
        return all(sign in _STROKES for sign in word.text)
    if any(sign in _STROKES for sign in word.text) and not any(map(is_syllable, _letters(word.text))):
        return True
    if word.confidence >= _HOPELESS or _PLAIN.match(word.text) or _ROMAN.match(word.text):
        return False
    return not any(sign.isdigit() for sign in word.text) and not any(map(is_syllable, _letters(word.text)))


def _in_print(words: Sequence[OcrWord], below: float) -> frozenset[int]:
    """Return the positions of misread words that stand in a line of print, beside sure ones: there they stay.

    Lines that reach above ``below`` are left alone: what is misread in a letterhead was written by a pen.
    """
    found: set[int] = set()
    for stretch in stretches(words):
        sure = {at for at in stretch if words[at].confidence >= _UNSURE_PRINT and _has_letter(words[at])}
        if len(sure) >= _LINE_OF_PRINT and words[stretch[0]].y0 >= below:
            found.update(at for at in stretch if sure & {at - 1, at + 1} and _has_letter(words[at]))
    return frozenset(found)


def _scraps(words: Sequence[OcrWord]) -> frozenset[int]:
    """Return the positions of the words of short lines of which not one word is sure: rims of seals, bits of signatures."""
    return frozenset(at for stretch in stretches(words) for at in _if_scrap(words, stretch))


def _if_scrap(words: Sequence[OcrWord], run: Sequence[int]) -> Sequence[int]:
    unsure = all(words[at].confidence < LOW for at in run) and not any(words[at].raised for at in run)
    readable = sum(any(map(is_syllable, _letters(words[at].text))) for at in run) > len(run) / 2
    marked = any(_PLAIN.match(words[at].text) or _ROMAN.match(words[at].text) or words[at].text.isdigit() for at in run)
    return run if unsure and len(run) <= _SCRAP and not readable and not marked else ()


def _has_letter(word: OcrWord) -> bool:
    return any(map(str.isalnum, word.text))


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text)


def _evened(sizes: list[float]) -> dict[float, float]:
    """Return for every size the usual size of its neighbourhood, the commonest size first."""
    evened: dict[float, float] = {}
    waiting = sorted(sizes)
    while waiting:
        middle = waiting[len(waiting) // 2]
        near = [size for size in waiting if abs(size - middle) <= _ONE_SIZE * middle]
        evened |= dict.fromkeys(near, middle)
        waiting = [size for size in waiting if size not in evened]
    return evened


def _turn(x: float, y: float, page: OcrPage, degrees: float) -> tuple[float, float]:
    """Turn a point of the picture about its centre as ``Image.rotate`` turns pictures: against the clock."""
    angle = math.radians(degrees)
    dx, dy = x - page.width / 2, y - page.height / 2
    return (
        page.width / 2 + dx * math.cos(angle) + dy * math.sin(angle),
        page.height / 2 - dx * math.sin(angle) + dy * math.cos(angle),
    )


def shown(x: float, y: float, page: OcrPage) -> tuple[float, float]:
    """Return where a point of the straightened picture stands on the page as it is shown; pixels both."""
    x, y = _turn(x, y, page, -page.degrees)
    return {
        0: (x, y),
        1: (page.height - y, x),
        2: (page.width - x, page.height - y),
        3: (y, page.width - x),
    }[page.quarter]


def _level(x: float, y: float, page: OcrPage) -> tuple[float, float]:
    """Undo ``shown``."""
    x, y = {
        0: (x, y),
        1: (y, page.height - x),
        2: (page.width - x, page.height - y),
        3: (page.width - y, x),
    }[page.quarter]
    return _turn(x, y, page, page.degrees)


def onto(word: Word, page: OcrPage, points: float) -> Word:
    """Return a word of the page as shown where it stands on the straightened picture; points both."""
    x0, y0 = _level(word.x0 / points, word.y / points, page)
    x1, _ = _level(word.x1 / points, word.y / points, page)
    return replace(word, x0=min(x0, x1) * points, x1=max(x0, x1) * points, y=y0 * points)


def _covers(given: Word, word: OcrWord, points: float) -> bool:
    """Tell whether most of a recognised word lies under the given one."""
    across = min(given.x1, word.x1 * points) - max(given.x0, word.x0 * points)
    down = min(given.y + 0.25 * given.size, word.y1 * points) - max(given.y - given.size, word.y0 * points)
    area = (word.x1 - word.x0) * (word.y1 - word.y0) * points * points
    return across > 0 and down > 0 and across * down >= _OVERLAP * area


def placed(lines: Sequence[Line], page: OcrPage, points: float) -> list[Line]:
    """Move the places of lines from the straightened picture back to the page as shown."""
    if not page.degrees and not page.quarter:
        return list(lines)
    return [line if line.place is None else replace(line, place=_place(line.place, page, points)) for line in lines]


def _place(place: Place, page: OcrPage, points: float) -> Place:
    corners = [shown(x / points, y / points, page) for x in (place.x0, place.x1) for y in (place.y0, place.y1)]
    xs, ys = sorted(x * points for x, _ in corners), sorted(y * points for _, y in corners)
    return Place(round(xs[0], 1), round(ys[0], 1), round(xs[-1], 1), round(ys[-1], 1))

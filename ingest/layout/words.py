"""What is read off a PDF page: words with their places, drawn rules, pictures; free of any library."""

from __future__ import annotations

from dataclasses import dataclass, field

# A word space drawn as a gap is a quarter of the size in most fonts; kerning stays below a tenth.
WORD_SPACE = 0.16


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch without spaces, in points of the page as shown: x to the right, y downwards from the top left corner.

    ``y`` is the baseline, ``size`` the height of the letters. ``quarter`` tells how often the text is turned clockwise
    by 90 degrees; the coordinates are those of the page turned back until the text is upright (see ``turned``).
    ``stamp`` is true for words of a digital signature, ``filled`` for a number or day filled in by hand as a field of its
    own, ``spaced`` when a space was drawn before it. ``ink`` is the luminance of its letters, from 0 (black) to 1 (white),
    or ``UNKNOWN``; ``unseen`` is true when nothing of it is drawn. ``line`` numbers the line a recogniser read the word in,
    if one did.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = False
    quarter: int = 0
    stamp: bool = False
    filled: bool = False
    ink: float = 0.0
    unseen: bool = False
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin straight line, ``x0 <= x1`` and ``y0 <= y1``, in the coordinates of ``Word``."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Patch:
    """An area painted on the page, or a picture, in the coordinates of an upright ``Word``.

    ``shade`` is its luminance as in ``Word.ink``. ``solid`` is true when it is this very rectangle and nothing shines
    through. ``before`` counts the words that were drawn before it.
    """

    x0: float
    y0: float
    x1: float
    y1: float
    shade: float
    solid: bool
    picture: bool
    before: int


@dataclass(slots=True)
class PageWords:
    """What stands on a page: size in points as shown, words in drawing order, rules, and how many pictures.

    ``patches`` are what is painted in drawing order, ``frames`` the rectangles drawn as outlines. The first ``printed`` words
    (default: all) are the page's own, those behind them its annotations'. ``hidden`` are words nobody sees, ``layer`` those that lie
    invisibly on the picture of a page; both are among ``words`` until they are set apart (``pdf_seen``).
    ``complete`` is false when not everything could be read. ``nested`` marks a page that draws forms inside forms
    beyond all reason: other programs try to draw them all and run out of memory. ``annotated`` are the texts of the
    annotations, whether drawn or not.
    """

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    patches: list[Patch] = field(default_factory=list)
    frames: list[Rule] = field(default_factory=list)
    printed: int | None = None
    hidden: list[Word] = field(default_factory=list)
    layer: list[Word] = field(default_factory=list)
    pictures: int = 0
    complete: bool = True
    nested: bool = False
    annotated: list[str] = field(default_factory=list)


def turned(x: float, y: float, page: PageWords, quarter: int) -> tuple[float, float]:
    """Return where a point of the page stands once text turned ``quarter`` times clockwise is upright."""
    return {
        0: (x, y),
        1: (y, page.width - x),
        2: (page.width - x, page.height - y),
        3: (page.height - y, x),
    }[quarter]


def unturned(x: float, y: float, page: PageWords, quarter: int) -> tuple[float, float]:
    """Undo ``turned``."""
    return turned(x, y, page if quarter in (0, 2) else PageWords(page.height, page.width), -quarter % 4)

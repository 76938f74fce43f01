"""Breaks runs of a sample source into lines of measured words; knows fonts and sizes, but no page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from ingest.sample.source import Run

FONT_FOLDER = Path("/usr/share/fonts/truetype/noto")
REGULAR, BOLD, ITALIC = "NotoSerif-Regular", "NotoSerif-Bold", "NotoSerif-Italic"
BODY, MARK, NOTE, NOTE_MARK = 13.0, 8.0, 10.0, 6.5
MARK_RISE, NOTE_MARK_RISE = 5.0, 3.5


@dataclass(frozen=True, slots=True)
class SetPiece:
    """Text in one font, drawn ``rise`` points above the line."""

    text: str
    font: str
    size: float
    rise: float = 0.0

    @property
    def width(self) -> float:
        """Width in points."""
        return float(pdfmetrics.stringWidth(self.text, self.font, self.size))


@dataclass(frozen=True, slots=True)
class SetWord:
    """Pieces without a space between them, and the notes that are marked among them."""

    pieces: tuple[SetPiece, ...]
    notes: tuple[int, ...] = ()

    @property
    def width(self) -> float:
        """Width in points, without a space."""
        return sum(piece.width for piece in self.pieces)

    @property
    def space(self) -> float:
        """Width of the space behind it."""
        return SetPiece(" ", self.pieces[-1].font, max(piece.size for piece in self.pieces)).width


def load_fonts() -> None:
    """Register the fonts; raises FileNotFoundError where they are not installed."""
    for name in (REGULAR, BOLD, ITALIC):
        path = FONT_FOLDER / f"{name}.ttf"
        if not path.exists():
            raise FileNotFoundError(path)
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(path)))


def words_of(runs: tuple[Run, ...], size: float = BODY, bold: bool = False) -> tuple[SetWord, ...]:
    """Return the words of the runs; a note mark is glued to the word in front of it."""
    words: list[SetWord] = []
    pieces: list[SetPiece] = []
    notes: list[int] = []

    def finish() -> None:
        if pieces:
            words.append(SetWord(tuple(pieces), tuple(notes)))
        pieces.clear()
        notes.clear()

    for run in runs:
        font = BOLD if run.bold or bold else ITALIC if run.italic else REGULAR
        if run.note is not None:
            pieces.append(SetPiece(str(run.note), REGULAR, MARK, MARK_RISE))
            notes.append(run.note)
            continue
        for number, text in enumerate(run.text.split(" ")):
            if number:
                finish()
            if text:
                pieces.append(SetPiece(text, font, size))
    finish()
    return tuple(words)


def note_words(number: int, text: str) -> tuple[SetWord, ...]:
    """Return the words of a note at the page bottom, its small raised mark first."""
    mark = SetWord((SetPiece(str(number), REGULAR, NOTE_MARK, NOTE_MARK_RISE),))
    return (mark, *words_of((Run(text),), NOTE))


def lines_of(words: tuple[SetWord, ...], width: float, indent: float = 0.0) -> tuple[tuple[SetWord, ...], ...]:
    """Break words into lines no wider than ``width``; the first line loses ``indent``."""
    lines: list[tuple[SetWord, ...]] = []
    line: list[SetWord] = []
    used = indent
    for word in words:
        gap = line[-1].space if line else 0.0
        if line and used + gap + word.width > width:
            lines.append(tuple(line))
            line, used, gap = [], 0.0, 0.0
        line.append(word)
        used += gap + word.width
    return (*lines, tuple(line)) if line else tuple(lines)


def width_of(line: tuple[SetWord, ...]) -> float:
    """Width of a line in points."""
    return sum(word.width for word in line) + sum(word.space for word in line[:-1])

"""Tesseract 5 as the engine: one process for a page, asked for hOCR with the box of every letter.

Pages are read with the small Vietnamese model of the system, single lines once more with the large one that is shipped
beside this file (``data/tessdata``): it makes other mistakes.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path

from PIL import Image

from ingest.ocr.recognised import DPI, OcrWord, PageNotReadError, Strip

LANGUAGE = "vie"
MODEL = Path(__file__).parents[1] / "data" / "tessdata" / f"{LANGUAGE}.traineddata"
MODEL_SHA256 = "112f6fd1d04ab4cb0208cad9cada8de214ae33a1e4db3750ffcda69262aef0a8"
# Letters of the whole page in one go take one to three seconds; a page of noise up to ten times as long.
PAGE_SECONDS = 90.0
_SECONDS_TO_ASK = 20.0
_SURE_OF_ORIENTATION = 2.0

# <span class='ocr_line' id='line_1_1' title="bbox 422 261 2221 327; baseline 0.003 -16; x_size 61; ...">
# <span class='ocr_header' ...>, ocr_caption, ocr_textfloat: other names for a line.
_LINE = re.compile(
    r"<span class='ocr_(?:line|header|caption|textfloat)'[^>]*title=\"bbox (\d+) (\d+) (\d+) (\d+)"
    r"(?:; baseline (-?[\d.]+) (-?[\d.]+))?[^\"]*?(?:; x_size (-?[\d.]+))?[^\"]*\">"
)
# <span class='ocrx_word' id='word_1_1' title='bbox 422 261 498 312; x_wconf 96'>
_WORD = re.compile(r"<span class='ocrx_word'[^>]*title='bbox (\d+) (\d+) (\d+) (\d+); x_wconf (\d+)'")
# <span class='ocrx_cinfo' title='x_bboxes 422 262 455 312; x_conf 96.1'>Ủ</span>
_LETTER = re.compile(
    r"<span class='ocrx_cinfo' title='x_bboxes (-?\d+) (-?\d+) (-?\d+) (-?\d+); x_conf ([\d.]+)'>([^<]*)<"
)
_PAGE = "<div class='ocr_page'"
_PIECES = re.compile("|".join(f"(?:{pattern.pattern})" for pattern in (_LINE, _WORD, _LETTER)))
_ORIENTATION = re.compile(r"Rotate: (\d+)\s+Orientation confidence: ([\d.]+)")

_STANDING = frozenset("acemnorsuvxzơưABCDĐEGHIKLMNOPRSTUVXY0123456789bdđhiklt")  # letters that end on the baseline
_RAISED_BY = 0.18  # of the font height between the baseline and the foot of a mark
_SMALL = 0.78  # of the height of a digit on the line
# Where a printed word may touch handwriting: "ngày15", "ngày|5", "15/QĐ", "Số:15"; not "15a".
_BREAKS = re.compile(r"[^\W\d_][\d|⁄{}^~#@]|\d/|:\d")
_MARK_LETTERS = frozenset("0123456789")


@dataclass(frozen=True, slots=True)
class _Letter:
    text: str
    x0: int
    y0: int
    x1: int
    y1: int


@dataclass(frozen=True, slots=True)
class _Line:
    x0: float
    bottom: float
    slope: float
    offset: float
    size: float
    number: int

    def baseline(self, x: float) -> float:
        return self.bottom + self.offset + self.slope * (x - self.x0)


class Tesseract:
    """The installed Tesseract with Vietnamese; find it with ``installed``."""

    def __init__(self, program: str, version: str, model: Path | None = None) -> None:
        self._program = program
        self._model = model
        self.version = version

    @classmethod
    def installed(cls) -> Tesseract | None:
        """Return the engine, or None when the program or its Vietnamese data is not installed."""
        program = shutil.which("tesseract")
        if program is None:
            return None
        try:
            said = _run([program, "--version"], b"", _SECONDS_TO_ASK)
            listed = _run([program, "--list-langs"], b"", _SECONDS_TO_ASK)
        except PageNotReadError:
            return None
        if LANGUAGE not in listed.split():
            return None
        model = MODEL if _is_whole(MODEL) else None
        version = said.splitlines()[0].strip() if said else "tesseract"
        return cls(program, f"{version} {LANGUAGE} {MODEL_SHA256[:8] if model else ''}".rstrip(), model)

    def words(self, width: int, height: int, grey: bytes) -> tuple[OcrWord, ...]:
        """See ``OcrEngine.words``."""
        options = ["-l", LANGUAGE, "--dpi", str(DPI), "--psm", "3", "-c", "hocr_char_boxes=1", "hocr"]
        return words_of(_run([self._program, "stdin", "stdout", *options], _picture(width, height, grey), PAGE_SECONDS))

    def lines(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
        """See ``LineEngine.lines``: read as they are ("raw lines"), where whole pages lose marks above their lines."""
        return self._sheets(strips, "13")

    def blocks(self, strips: Sequence[Strip]) -> list[tuple[OcrWord, ...]]:
        """See ``BlockEngine.blocks``."""
        return self._sheets(strips, "6")

    def _sheets(self, strips: Sequence[Strip], layout: str) -> list[tuple[OcrWord, ...]]:
        if not strips:
            return []
        first, *others = [Image.frombytes("L", (strip.width, strip.height), strip.grey) for strip in strips]
        sheets = BytesIO()
        first.save(sheets, "TIFF", save_all=True, append_images=others)
        data = ["--tessdata-dir", str(self._model.parent)] if self._model else []
        options = [*data, "-l", LANGUAGE, "--dpi", str(DPI), "--psm", layout]
        asked = ["-c", "hocr_char_boxes=1", "-c", "tessedit_create_hocr=1"]
        said = _run([self._program, "stdin", "stdout", *options, *asked], sheets.getvalue(), PAGE_SECONDS)
        read = [words_of(page) for page in said.split(_PAGE)[1:]]
        if len(read) != len(strips):
            raise PageNotReadError("lines")
        return read

    def quarter(self, width: int, height: int, grey: bytes) -> int:
        """See ``OcrEngine.quarter``."""
        command = [self._program, "stdin", "stdout", "--dpi", str(DPI), "--psm", "0"]
        try:
            found = _ORIENTATION.search(_run(command, _picture(width, height, grey), PAGE_SECONDS))
        except PageNotReadError:  # too few letters, or no data for it
            return 0
        if found is None or float(found[2]) < _SURE_OF_ORIENTATION:
            return 0
        return -int(found[1]) // 90 % 4


def _is_whole(model: Path) -> bool:
    try:
        return sha256(model.read_bytes()).hexdigest() == MODEL_SHA256
    except OSError:
        return False


def _picture(width: int, height: int, grey: bytes) -> bytes:
    return b"P5 %d %d 255\n" % (width, height) + grey


def _run(command: list[str], given: bytes, seconds: float) -> str:
    # One thread each: pages are read side by side, and OpenMP's threads only wait for each other.
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=seconds, env=environment, check=True)
    except (subprocess.SubprocessError, OSError) as error:
        raise PageNotReadError(type(error).__name__) from error
    return done.stdout.decode("utf-8", "replace")


def words_of(hocr: str) -> tuple[OcrWord, ...]:
    """Read the words out of Tesseract's hOCR; a word that ends in raised digits becomes two."""
    found: list[OcrWord] = []
    line = _Line(0, 0, 0, 0, 0, 0)
    box: tuple[float, ...] = ()
    confidence = 0.0
    letters: list[_Letter] = []

    def close() -> None:
        if box and letters:
            found.extend(_parts(letters, confidence, line))
        letters.clear()

    for piece in _PIECES.finditer(hocr):
        groups = piece.groups()
        if groups[0] is not None:
            close()
            box = ()
            x0, _, _, bottom = (float(value) for value in groups[:4])
            size = float(groups[6] or 0) or bottom - float(groups[1])
            line = _Line(x0, bottom, float(groups[4] or 0), float(groups[5] or 0), size, line.number + 1)
        elif groups[7] is not None:
            close()
            box, confidence = tuple(float(value) for value in groups[7:11]), float(groups[11])
        else:
            x0, y0, x1, y1 = (int(value) for value in groups[12:16])
            letters.append(_Letter(unescape(groups[17]), x0, y0, x1, y1))
    close()
    return tuple(found)


def _parts(letters: list[_Letter], confidence: float, line: _Line) -> list[OcrWord]:
    """Return the word, or what stands on the line and the mark raised above its end (or before it, in a note)."""
    letters = [replace(one, text="/") if _is_slash(letters, at) else one for at, one in enumerate(letters)]
    tall = [one.y1 - one.y0 for one in letters if one.text in _STANDING and (one.text.isupper() or one.text.isdigit())]
    standing = [float(one.y1) for one in letters if one.text in _STANDING]
    usual = line.baseline((letters[0].x0 + letters[-1].x1) / 2)
    baseline = statistics.median_high(standing) if standing else usual
    if abs(baseline - usual) > _RAISED_BY * line.size:
        baseline = usual if len(standing) < 3 else baseline
    digit = max(tall, default=0.0) or 0.7 * line.size

    def is_raised(one: _Letter) -> bool:
        return (
            one.text in _MARK_LETTERS
            and baseline - one.y1 > _RAISED_BY * line.size
            and one.y1 - one.y0 < _SMALL * max(digit, 0.6 * line.size)
        )

    runs: list[tuple[bool, list[_Letter]]] = []
    for one in letters:
        raised = is_raised(one)
        if runs and runs[-1][0] == raised and (raised or not _BREAKS.match(runs[-1][1][-1].text + one.text)):
            runs[-1][1].append(one)
        else:
            runs.append((raised, [one]))
    return [_word(run, confidence, baseline, line, raised, at > 0) for at, (raised, run) in enumerate(runs)]


def _is_slash(letters: list[_Letter], at: int) -> bool:
    """Tell whether a letter is a slash taken for its look-alike: "1105⁄KH-ĐKT"."""
    inside = 0 < at < len(letters) - 1
    return letters[at].text == "⁄" and inside and letters[at - 1].text.isdigit() and letters[at + 1].text.isupper()


def _word(
    letters: list[_Letter], confidence: float, baseline: float, line: _Line, raised: bool, glued: bool
) -> OcrWord:
    bottom = max(one.y1 for one in letters)
    height = bottom - min(one.y0 for one in letters)
    return OcrWord(
        "".join(one.text for one in letters),
        min(one.x0 for one in letters),
        min(one.y0 for one in letters),
        max(one.x1 for one in letters),
        bottom,
        bottom if raised else baseline,
        min(height / 0.7, 0.8 * line.size) if raised else line.size,
        confidence,
        raised,
        glued,
        line=line.number,
    )

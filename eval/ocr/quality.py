"""How well pages are recognised: character error rate and time on a page of known text, ``python -m eval.ocr.quality``.

The page is drawn at 300 dpi as offices print it, then once more as an old machine would have scanned it: askew, grey,
blurred and speckled. Figures are printed, never asserted: they depend on the engine that is installed.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from eval import texts
from ingest.layout.page import lines_of_page
from ingest.layout.pdfium import open_second
from ingest.ocr.image import drawn
from ingest.ocr.page import Recogniser
from ingest.ocr.recognised import DPI
from ingest.ocr.tesseract import Tesseract
from ingest.ocr.words import page_words

PAGE = Path(__file__).parents[1] / "pages" / "known.txt"
FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
    "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
)
_LEFT, _WIDTH, _TOP, _SIZE, _LEADING = 85.0, 450.0, 64.0, 12.0, 16.5
_SEED = 20250311


@dataclass(frozen=True, slots=True)
class Score:
    """One page: the share of wrong characters, seconds of ours, seconds of the plain engine on the same picture."""

    name: str
    error_rate: float
    seconds: float
    plain_error_rate: float
    plain_seconds: float


def page_of(text: str, font: Path) -> bytes:
    """Draw the text, one paragraph a line, as a one-page PDF, justified like a letter."""
    pdfmetrics.registerFont(TTFont(font.stem, str(font)))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    y = A4[1] - _TOP
    for paragraph in text.splitlines():
        rows = _wrapped(paragraph, font.stem)
        for at, row in enumerate(rows):
            spaces = row.count(" ")
            spread = _WIDTH - pdfmetrics.stringWidth(row, font.stem, _SIZE) if at < len(rows) - 1 else 0.0
            canvas.setFont(font.stem, _SIZE)
            canvas.drawString(_LEFT, y, row, wordSpace=spread / spaces if spaces else 0.0)
            y -= _LEADING
    canvas.save()
    return out.getvalue()


def _wrapped(paragraph: str, name: str) -> list[str]:
    rows = [""]
    for word in paragraph.split():
        longer = f"{rows[-1]} {word}".strip()
        if pdfmetrics.stringWidth(longer, name, _SIZE) > _WIDTH:
            rows.append(word)
        else:
            rows[-1] = longer
    return rows


def scanned(picture: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """Return the picture as a scanner with dust gives it: turned by ``degrees``, blurred, grey paper, noise, speckles."""
    chance = np.random.default_rng(_SEED)
    turned = Image.fromarray(picture).rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    grey = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.9)), dtype=np.float64)
    grey = 35 + grey * (235 - 35) / 255 + chance.normal(0, 18, grey.shape)
    specks = chance.random(grey.shape)
    grey[specks < 0.0006] = 20
    grey[specks > 0.9994] = 250
    return np.clip(grey, 0, 255).astype(np.uint8)


def error_rate(read: str, known: str) -> float:
    """Return the edit distance of the texts over the length of the known one; spaces and line ends count as one space."""
    a, b = (" ".join(normalize("NFC", text).split()) for text in (read, known))
    ahead = np.arange(len(b) + 1)
    wanted = np.array([ord(sign) for sign in b])
    for at, sign in enumerate(a, 1):
        here = np.minimum(ahead[1:] + 1, ahead[:-1] + (wanted != ord(sign)))
        row = np.concatenate(([at], here)) - np.arange(len(b) + 1)
        ahead = np.minimum.accumulate(row) + np.arange(len(b) + 1)
    return float(ahead[-1]) / max(1, len(b))


def measure(font: Path, engine: Tesseract, known: str) -> list[Score]:
    """Read the known page clean and as four scans."""
    with open_second(page_of(known, font)) as document:
        clean = drawn(document, 0)
    pages = {"clean": clean} | {f"noise, {degrees:+.1f}°": scanned(clean, degrees) for degrees in (-2, -1, 1, 2)}
    return [_score(f"{font.stem}, {name}", picture, engine, known) for name, picture in pages.items()]


def _score(name: str, picture: NDArray[np.uint8], engine: Tesseract, known: str) -> Score:
    start = time.perf_counter()
    words = Recogniser(engine).page(picture)
    read = "\n".join(line.text for line in lines_of_page(page_words(words, 72 / DPI), 1))
    ours = time.perf_counter() - start
    out = BytesIO()
    Image.fromarray(picture).save(out, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--dpi", str(DPI)]
    start = time.perf_counter()
    done = subprocess.run(
        command,
        input=out.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
    )
    plain = time.perf_counter() - start
    return Score(name, error_rate(read, known), ours, error_rate(done.stdout.decode(), known), plain)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; status 1 when engine or fonts are missing."""
    parser = argparse.ArgumentParser(prog="python -m eval.ocr.quality", description=texts.OCR_DESCRIPTION)
    parser.add_argument("--font", type=Path, action="append", help=texts.OCR_FONT)
    options = parser.parse_args(arguments)
    engine = Tesseract.installed()
    fonts = [font for font in options.font or map(Path, FONTS) if font.is_file()]
    if engine is None or not fonts:
        print(texts.OCR_MISSING, file=sys.stderr)
        return 1
    known = PAGE.read_text(encoding="utf-8")
    print(engine.version)
    print(f"{'':34} {'CER':>7} {'s':>6}   {'plain':>7} {'s':>6}")
    for font in fonts:
        for score in measure(font, engine, known):
            print(
                f"{score.name:34} {score.error_rate:7.4f} {score.seconds:6.2f}   "
                f"{score.plain_error_rate:7.4f} {score.plain_seconds:6.2f}"
            )
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    print(texts.OCR_PEAK.format(peak=peak))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Scanned pages drawn with Pillow, and rubber stamps on them: red or black, boxed, turned, pale, over text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFont

from drawn_pages import FONTS

RED, BLACK, PALE_RED, PALE_GREY = (200, 25, 30), (20, 20, 20), (240, 188, 188), (196, 196, 196)
LINES = (
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 20 tháng 02 năm 2024 của Ủy ban nhân",
    "dân tỉnh Bình Lạc, Sở Y tế yêu cầu các trung tâm y tế tổ chức tiêm phòng",
    "cho trẻ em dưới 5 tuổi, hoàn thành trước ngày 30 tháng 6 năm 2024.",
    "Các đơn vị báo cáo kết quả về Sở trước ngày 15 hằng tháng để tổng hợp.",
)


@cache
def _font(points: float, dpi: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    kinds = ("-Bold",) if bold else ("", "-Regular")
    name = next(path for font in FONTS for kind in kinds if (path := Path(f"{font}{kind}.ttf")).is_file())
    return ImageFont.truetype(str(name), round(points * dpi / 72))


def stamp(
    text: str,
    colour: tuple[int, int, int] = RED,
    angle: float = 0.0,
    dpi: int = 300,
    points: float = 20.0,
    boxed: bool = True,
) -> Image.Image:
    """Draw a stamp on white: bold capitals in a frame (lines parted by line ends), turned against the clock."""
    font = _font(points, dpi, bold=True)
    box = ImageDraw.Draw(Image.new("RGB", (1, 1))).multiline_textbbox((0, 0), text, font, align="center")
    pad = round(0.09 * dpi)
    size = round(box[2] - box[0]) + 2 * pad, round(box[3] - box[1]) + 2 * pad
    image = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(image)
    pen.multiline_text((pad - box[0], pad - box[1]), text, colour, font, align="center")
    if boxed:
        pen.rectangle((2, 2, size[0] - 3, size[1] - 3), outline=colour, width=max(2, round(0.018 * dpi)))
    return image.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor="white")


def sheet(dpi: int = 300, lines: int = 24, head: bool = True) -> Image.Image:
    """Draw an A4 page: a letterhead (on a first page) and a body of ``lines`` lines."""
    image = Image.new("RGB", (round(8.27 * dpi), round(11.69 * dpi)), "white")
    pen = ImageDraw.Draw(image)

    def write(x: float, y: float, text: str, points: float = 13, bold: bool = False) -> None:
        pen.text((x * dpi / 72, y * dpi / 72), text, BLACK, _font(points, dpi, bold))

    if head:
        write(70, 50, "UBND TỈNH BÌNH LẠC", 12)
        write(100, 66, "SỞ Y TẾ", 12, True)
        write(80, 90, "Số: 12/SYT-VP", 12)
        write(265, 50, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, True)
        write(320, 66, "Độc lập - Tự do - Hạnh phúc", 12, True)
        write(300, 90, "Bình Lạc, ngày 05 tháng 3 năm 2024", 12)
        write(180, 175, "Kính gửi: Các trung tâm y tế.", 13)
    for at in range(lines):
        write(85, (200 if head else 60) + at * 21, LINES[at % len(LINES)], 11.5)
    return image


def stamped(page: Image.Image, mark: Image.Image, x: float, y: float, dpi: int = 300) -> Image.Image:
    """Press a stamp on a copy of the page, its upper left corner at points ``x``, ``y``: ink adds to ink."""
    laid = Image.new("RGB", page.size, "white")
    laid.paste(mark, (round(x * dpi / 72), round(y * dpi / 72)))
    return ImageChops.multiply(page, laid)


def dusty(page: Image.Image, seed: int = 0) -> Image.Image:
    """Return the page as a cheap scanner sees it: grey paper and noise."""
    noise = np.random.default_rng(seed).normal(0, 7, (page.height, page.width, 1))
    return Image.fromarray(np.clip(np.asarray(page, np.float32) * 0.95 + noise, 0, 255).astype(np.uint8))

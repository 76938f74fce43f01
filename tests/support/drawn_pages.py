"""Pages drawn with ReportLab for the tests of the PDF reader, in a font with Vietnamese letters."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.lines import Reading

FONTS = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif",
    "/usr/share/fonts/truetype/noto/NotoSerif",
    "/usr/share/fonts/truetype/liberation/LiberationSerif",
)
LEFT, RIGHT, TOP = 85.0, 540.0, A4[1]


def font_registered() -> bool:
    """Register the first font found as Serif and Serif-Bold; False when there is none."""
    for name in FONTS:
        for plain, bold in ((f"{name}.ttf", f"{name}-Bold.ttf"), (f"{name}-Regular.ttf", f"{name}-Bold.ttf")):
            if Path(plain).is_file() and Path(bold).is_file():
                pdfmetrics.registerFont(TTFont("Serif", plain))
                pdfmetrics.registerFont(TTFont("Serif-Bold", bold))
                return True
    return False


def drawn(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 13, bold: bool = False) -> float:
    """Write at ``y`` points below the top of the page and return where the text ends."""
    font = "Serif-Bold" if bold else "Serif"
    canvas.setFont(font, size)
    canvas.drawString(x, TOP - y, text)
    return float(x + pdfmetrics.stringWidth(text, font, size))


def centered(canvas: Canvas, middle: float, y: float, text: str, size: float = 13, bold: bool = False) -> None:
    font = "Serif-Bold" if bold else "Serif"
    write(canvas, middle - pdfmetrics.stringWidth(text, font, size) / 2, y, text, size, bold)


def paragraph(canvas: Canvas, y: float, *lines: str, size: float = 12) -> None:
    for at, line in enumerate(lines):
        write(canvas, LEFT + (36 if at == 0 else 0), y + at * 18, line, size)


def with_mark(canvas: Canvas, y: float) -> None:
    """Draw a sentence with a raised mark in its middle, and its note in small print at the foot of the page."""
    end = write(canvas, LEFT, y, "Thực hiện chương trình công tác năm 2024")
    end = write(canvas, end, y - 5, "12", 8)
    write(canvas, end, y, ", các đơn vị báo cáo kết quả")
    write(canvas, LEFT, y + 20, "trước ngày 20 hằng tháng theo mẫu đã gửi kèm cho từng cơ quan.")
    end = write(canvas, LEFT, 760, "12", 6.5)
    write(canvas, end + 1, 763, "Quyết định số 45/QĐ-UBND của tỉnh Bình Lạc về chương trình", 10)
    write(canvas, LEFT, 775, "công tác năm của các cơ quan.", 10)


def letterhead(canvas: Canvas) -> None:
    centered(canvas, 160, 70, "UBND TỈNH BÌNH LẠC", 12)
    centered(canvas, 160, 85, "SỞ Y TẾ", 12, bold=True)
    centered(canvas, 160, 110, "Số: 12/SYT-VP", 12)
    centered(canvas, 160, 125, "V/v tiêm phòng", 11)
    centered(canvas, 160, 139, "mùa mưa bão", 11)
    centered(canvas, 405, 71, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 11, bold=True)
    centered(canvas, 405, 86, "Độc lập - Tự do - Hạnh phúc", 12, bold=True)
    centered(canvas, 405, 110, "Bình Lạc, ngày 05 tháng 3 năm 2024", 12)


def texts(reading: Reading, role: str | None = None) -> list[str]:
    return [line.text for line in reading.lines if role in (None, line.role)]

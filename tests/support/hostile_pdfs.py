"""PDF files made to harm, written by hand: what no library would write."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

import pypdf

_TEXT = b"BT /F1 12 Tf 1 0 0 1 72 720 Tm (%s) Tj ET"
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """Write objects 1, 2, ... with a table of their places; the first is the catalogue."""
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(data: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def of_one_page(
    text: bytes, *, kids: bytes = b"3 0 R", count: bytes = b"1", catalogue: bytes = b"", page: bytes = b""
) -> bytes:
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
            b"<</Type/Pages/Kids[%s]/Count %s>>" % (kids, count),
            _PAGE % (4, page),
            stream(_TEXT % text),
            _FONT,
        ]
    )


def with_content(content: bytes) -> bytes:
    """Write a page whose content stream is given with its dictionary."""
    return pdf(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE % (4, b""), content, _FONT]
    )


def encrypted(text: bytes, password: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=BytesIO(of_one_page(text)))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def pdfs(port: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes; what calls out calls 127.0.0.1 at ``port``."""
    plain = of_one_page(b"So Y te bao cao ket qua tiem phong.")
    yield "pdf/header-only.pdf", b"%PDF-1.7\n"
    yield "pdf/cut.pdf", plain[: len(plain) // 3]
    yield "pdf/encrypted.pdf", encrypted(b"So Y te bao cao mat khau.", "bi-mat")
    yield "pdf/owner-password.pdf", encrypted(b"So Y te bao cao quy mot.", "")
    yield "pdf/count-a-billion.pdf", of_one_page(b"So Noi vu bao cao.", count=b"1000000000")
    yield "pdf/six-thousand-pages.pdf", of_one_page(b"So Xay dung bao cao.", kids=b"3 0 R " * 6000, count=b"6000")
    yield "pdf/kids-in-a-circle.pdf", of_one_page(b"So Tu phap bao cao.", kids=b"2 0 R 3 0 R", count=b"2")
    bomb = zlib.compress(b"0 0 m\n" * (200 << 17), 9)  # 150 MB
    yield "pdf/stream-bomb.pdf", with_content(stream(bomb, b"/Filter/FlateDecode"))
    twice = zlib.compress(zlib.compress(bytes(1 << 30), 1), 9)
    yield "pdf/double-bomb.pdf", with_content(stream(twice, b"/Filter[/FlateDecode/FlateDecode]"))
    deep = b"[" * 50_000 + b"]" * 50_000
    yield "pdf/deep-objects.pdf", of_one_page(b"So Tai chinh bao cao.", page=b"/PieceInfo " + deep)
    yield "pdf/deep-content.pdf", with_content(stream(b"q " * 200_000 + deep + _TEXT % b"So Cong Thuong bao cao."))
    script = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:%d/'\\))>>" % port
    yield "pdf/script.pdf", of_one_page(b"So Ngoai vu bao cao.", catalogue=script)
    yield "pdf/huge-page.pdf", of_one_page(b"So Giao duc bao cao.", page=b"/UserUnit 1000/CropBox[0 0 1e9 1e9]")
    yield "pdf/no-pages.pdf", pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"])
    yield "pdf/length-that-lies.pdf", plain.replace(b"/Length 62", b"/Length 999999999")

"""A folder of hostile files: ``python tests/support/hostile_files.py FOLDER`` makes it for trying by hand.

What becomes of each stands in ``test_ingest_hostile.py``. Texts are about an invented province.
"""

from __future__ import annotations

import codecs
import os
import socket
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random

from hostile_packages import packages, pages
from hostile_pdfs import of_one_page, pdfs
from word_package import p, package

SENTENCE = "Ủy ban nhân dân tỉnh Bình Lạc yêu cầu các sở, ngành thực hiện nghiêm kế hoạch đã được phê duyệt."
TCVN3 = "§¬n vÞ chñ tr× ph¶i b¸o c¸o Uû ban nh©n d©n tØnh tr\xadíc ngµy 15 h»ng th¸ng."
VNI = "Uyû ban nhaân daân tænh yeâu caàu caùc sôû baùo caùo keát quaû."
SPARSE_BYTES = 1 << 40


def cp1258(text: str) -> bytes:
    """Write letters with their hats and tones behind them, as the code page has it."""
    out = []
    for sign in unicodedata.normalize("NFC", text):
        base: list[str] = []
        tones: list[str] = []
        for part in unicodedata.normalize("NFD", sign):
            (tones if part in "\u0300\u0301\u0303\u0309\u0323" else base).append(part)
        out.append(unicodedata.normalize("NFC", "".join(base)) + "".join(tones))
    return "".join(out).encode("cp1258")


def texts() -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of text files, and of files that pass for text."""
    random = Random(3)
    yield "text/empty.txt", b""
    yield "text/blank.txt", codecs.BOM_UTF8 + b" \r\n\t\n" * 100
    yield "text/zeros.txt", bytes(5000)
    yield "text/one-zero.txt", SENTENCE.encode() * 3 + b"\0" + SENTENCE.encode()
    yield "text/random.txt", random.randbytes(4000)
    yield "text/tcvn3.txt", TCVN3.encode("latin-1")
    yield "text/vni.txt", VNI.encode("latin-1")
    yield "text/mixed.txt", "\n".join((SENTENCE, TCVN3, "Sở Y tế phối hợp.", VNI)).encode()
    yield "text/nfd.txt", unicodedata.normalize("NFD", "Dạng tách. " + SENTENCE).encode()
    yield "text/utf-8-bom.txt", codecs.BOM_UTF8 + ("Có dấu đầu tệp. " + SENTENCE).encode()
    yield "text/utf-16-le-bom.txt", codecs.BOM_UTF16_LE + ("Một. " + SENTENCE).encode("utf-16-le")
    yield "text/utf-16-be-bom.txt", codecs.BOM_UTF16_BE + ("Hai. " + SENTENCE).encode("utf-16-be")
    yield "text/utf-16-le.txt", ("Ba. " + SENTENCE).encode("utf-16-le")
    yield "text/utf-16-be.txt", ("Bốn. " + SENTENCE).encode("utf-16-be")
    yield "text/utf-16-odd.txt", codecs.BOM_UTF16_LE + ("Năm. " + SENTENCE).encode("utf-16-le") + b"\x41"
    yield "text/utf-32.txt", codecs.BOM_UTF32_LE + ("Sáu. " + SENTENCE).encode("utf-32-le")
    yield "text/cp1258.txt", cp1258("Bảy. " + SENTENCE)
    yield "text/latin-1.txt", "Le comité décide à l'unanimité; façade rénovée.".encode("latin-1")
    yield "text/secret.txt", "MẬT\n\nKẾ HOẠCH\nNội dung không được lưu lại.\n".encode()
    yield (
        "text/about-secrets.txt",
        "CÔNG VĂN\nVề bảo mật thông tin và nuôi ong lấy mật\n1. Bảo mật hệ thống.\n".encode(),
    )
    yield (
        "text/form.txt",
        "PHIẾU TRÌNH\nĐộ mật: □ Mật □ Tối mật □ Tuyệt mật\n□ MẬT □ TỐI MẬT □ TUYỆT MẬT\nNội dung.\n".encode(),
    )
    yield "text/one-long-line.txt", ("Sở Y tế báo cáo kết quả tiêm phòng, " * 3_000).encode()
    yield "text/million-lines.txt", b"a\n" * 1_000_000
    yield "text/deep-quotes.md", (">" * 20_000 + " *" * 20_000 + "[" * 20_000 + "Sở Nội vụ").encode()
    yield "text/talks-of-pdf.txt", "Tệp PDF mở đầu bằng %PDF-1.7, không phải bằng chữ khác.".encode()
    yield "text/some.xml", '<?xml version="1.0"?><rss><item>Tin tức</item></rss>'.encode()
    yield "other/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + random.randbytes(3000)
    yield "other/picture.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + random.randbytes(3000)
    yield "other/sound.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\xff\xfb\x90\x00" + random.randbytes(3000)
    yield "other/program.exe", b"MZ\x90\0\3\0\0\0" + random.randbytes(3000)
    yield "other/packed.gz", b"\x1f\x8b\x08" + random.randbytes(3000)
    yield "wrong/a-word-file.pdf", package(p("Sở Y tế gửi báo cáo dưới tên khác."))
    yield "wrong/a-pdf-file.docx", of_one_page(b"So Y te gui bao cao duoi ten khac.")
    yield "wrong/a-text-file.pdf", "Sở Y tế gửi báo cáo bằng chữ thường.".encode()
    yield "wrong/a-page.txt", "<!DOCTYPE html><p>Sở Y tế gửi báo cáo bằng trang mạng.</p>".encode()
    yield "wrong/no-suffix", "Sở Y tế gửi báo cáo không đuôi.".encode()
    yield "wrong/folder.pdf/inside.txt", "Sở Y tế gửi báo cáo trong thư mục.".encode()
    yield "twice/first.txt", "Hai tệp cùng nội dung, cùng từng byte.".encode()
    yield "twice/second.txt", "Hai tệp cùng nội dung, cùng từng byte.".encode()
    yield "twice/third.docx", package(p("Hai tệp cùng nội dung, cùng từng byte."))
    for at, name in enumerate(NAMES):
        yield f"names/{name}", f"Tên tệp lạ, số {at}.".encode()
    yield (
        "/".join(["deep"] + [f"{'tầng ' * 8}{level}" for level in range(40)] + ["đáy.txt"]),
        "Tận đáy thư mục.".encode(),
    )


NAMES = (
    "ê" * 84 + "x" * 83 + ".txt",  # 255 bytes: the longest name the system takes
    "hai\ndòng.txt",
    "nháy \"kép\" và 'đơn'.txt",
    "biểu tượng 📄🇻🇳.txt",
    "đảo \u202etxt.exe.txt",
    "=cmd|'calc'!A1.txt",
    "-rf.txt",
    "$(touch x);`id`.txt",
    "%s%n{0}{detail}.txt",
    "<img src=x onerror=alert(1)>.txt",
    unicodedata.normalize("NFD", "tên tách dấu.txt"),
    os.fsdecode(b"latin-1 b\xe1o c\xe1o.txt"),
    " cách đầu cuối .txt ",
    "\x1b[31mđỏ.txt",
)


def make(folder: Path, port: int, secret: Path) -> None:
    """Fill ``folder``; files that call out call 127.0.0.1 at ``port`` or try to read the file ``secret``."""
    for made in (texts(), packages(port, str(secret)), pages(port, str(secret)), pdfs(port)):
        for name, data in made:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    database = sqlite3.connect(folder / "other" / "data.sqlite")
    database.execute("CREATE TABLE t (x)")
    database.commit()
    database.close()
    with (folder / "other" / "terabyte.txt").open("wb") as sparse:
        sparse.truncate(SPARSE_BYTES)  # takes no room on the disk
    _links(folder / "links")
    _special(folder / "special")


def _links(folder: Path) -> None:
    folder.mkdir()
    (folder / "one.txt").symlink_to("two.txt")
    (folder / "two.txt").symlink_to("one.txt")
    (folder / "nowhere.txt").symlink_to("not-here.txt")
    (folder / "round").symlink_to("..")
    (folder / "endless.txt").symlink_to("/dev/zero")
    (folder / "again.txt").symlink_to("../text/nfd.txt")


def _special(folder: Path) -> None:
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    here = Path.cwd()
    os.chdir(folder)  # a socket's path may have 107 bytes at most
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("socket.txt")
    finally:
        os.chdir(here)
    (folder / "empty").mkdir()
    closed = folder / "closed.txt"
    closed.write_text("Không ai được đọc tệp này.")
    closed.chmod(0)


if __name__ == "__main__":
    make(Path(sys.argv[1]), 9, Path("/etc/hostname"))

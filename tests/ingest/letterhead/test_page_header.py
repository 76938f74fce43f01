"""A letterhead in Word's page header is the document's; a running head is not."""

from pathlib import Path

import pytest

from ingest.assembly import assemble
from ingest.document import Document
from ingest.readers.docx.reader import read_docx
from word_package import p, package

HEAD = (
    "UBND TỈNH BÌNH LẠC",
    "SỞ Y TẾ",
    "Số: 88/BC-SYT",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Bình Lạc, ngày 5 tháng 3 năm 2024",
)
BODY = (
    "BÁO CÁO",
    "Kết quả tiêm phòng quý I",
    "1. Các xã đã tiêm phòng đủ số gia súc theo kế hoạch.",
    "2. Kiến nghị cấp thêm vắc xin.",
)


def made(header: tuple[str, ...], body: tuple[str, ...]) -> Document:
    data = package("".join(map(p, body)), header="".join(map(p, header)))
    return assemble(read_docx(data), "0" * 64, "a.docx")


def test_a_letterhead_in_the_page_header_is_read() -> None:
    document = made(HEAD, BODY)
    assert document.number is not None
    assert document.number.printed == "88/BC-SYT"
    assert str(document.issued_on) == "2024-03-05"
    assert document.issuer == "Sở Y tế"
    assert document.references == ()
    assert document.text.startswith("UBND TỈNH BÌNH LẠC")
    assert document.artifacts.start == document.artifacts.end


@pytest.mark.parametrize(
    ("header", "body"),
    [
        (("Báo cáo số 88/BC-SYT", "Trang"), (*HEAD, *BODY)),
        (("Số: 12/KH-SYT",), BODY),  # a number alone is a running head
        (HEAD, (*(line.replace("88", "99") for line in HEAD), *BODY)),  # the text has its own
    ],
)
def test_a_running_head_stays_artifacts(header: tuple[str, ...], body: tuple[str, ...]) -> None:
    document = made(header, body)
    assert document.text.startswith(body[0])
    assert header[0] in document.artifacts.of(document.text)


def test_the_words_are_all_there_once(tmp_path: Path) -> None:
    text = made(HEAD, BODY).text
    assert all(text.count(line) == 1 for line in (*HEAD, *BODY[2:]))

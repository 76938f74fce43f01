"""What the fuzzer drives: each target takes bytes, and fails by any exception of our own code or a broken promise.

Exceptions that a library raises on damaged bytes are expected (``read_file`` turns them into ``broken_file``); one that
arises in a file of this project is a finding.
"""

from __future__ import annotations

import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from ingest.agencies.find import Agencies
from ingest.archive.serialization import from_json, to_json
from ingest.assembly import assemble
from ingest.assignments.find import find_assignments
from ingest.errors import SecretDocumentError, UnreadableFileError
from ingest.lines import Line, Note, Reading
from ingest.readers.docx.reader import read_docx
from ingest.readers.html.reader import read_html
from ingest.readers.pdf.reader import read_pdf
from ingest.readers.plain.decoding import text_of
from ingest.readers.plain.reader import read_text
from ingest.references.find import find_references
from ingest.references.numbers import find_numbers, normal_number, parse_number
from ingest.text.dates import find_dates
from ingest.text.folding import fold, lowered
from ingest.text.legacy_encodings import decoded, modernised
from ingest.text.repair import repaired
from soundness import check_document, check_reading
from word_package import package

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "ingest" / "sample" / "files"
_ROLES = ("body", "note", "header", "footer", "heading", "row")
_EXPECTED = (UnreadableFileError, MemoryError, zipfile.BadZipFile, zlib.error)
_AGENCIES = Agencies.load()

SENTENCES = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ỦY BAN NHÂN DÂN",
    "TỈNH BÌNH LẠC",
    "Số: 12/KH-UBND",
    "Bình Lạc, ngày 05 tháng 3 năm 2024",
    "V/v kiểm tra đê điều",
    "Kính gửi: Sở Y tế; Sở Tài chính.",
    "I. TÌNH HÌNH CHUNG",
    "1. Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát, báo cáo trước ngày 30/6/2024.",
    "a) Theo Quyết định số 206/QĐ-TTg ngày 28 tháng 02 năm 2024¹ và các Kế hoạch số 5, 6, 7/KH-UBND;",
    "đ) Quý II năm 2024 hoàn thành 90 m² nhà làm việc; hằng tháng, trước ngày 20 báo cáo.",
    "¹ Về phê duyệt đề án.",
    "Nơi nhận: KT. CHỦ TỊCH",
    "- Lưu: VT. PHÓ CHỦ TỊCH",
    "PHỤ LỤC II",
)


def read_any(read: Callable[[bytes], Reading], data: bytes) -> None:
    """Read the bytes and follow them to the passages."""
    try:
        reading = read(data)
    except _EXPECTED:
        return
    except Exception as error:
        if _is_ours(error):
            raise
        return
    check_reading(reading)
    follow(reading)


def follow(reading: Reading) -> None:
    """Assemble a reading, find its assignments, store it and take it back."""
    try:
        document = assemble(reading, "ab" * 32, "a.txt")
    except SecretDocumentError:
        return
    document = replace(document, assignments=find_assignments(document, _AGENCIES))
    check_document(document)
    assert from_json(to_json(document)) == document


def _is_ours(error: BaseException) -> bool:
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    return at is not None and Path(at.tb_frame.f_code.co_filename).is_relative_to(ROOT / "ingest")


def text(data: bytes) -> None:
    """Read plain text in any encoding."""
    read_any(read_text, data)


def html(data: bytes) -> None:
    """Read HTML, whole or not."""
    read_any(read_html, data)


def pdf(data: bytes) -> None:
    """Read a PDF file."""
    read_any(read_pdf, data)


def docx(data: bytes) -> None:
    """Read a package as it lies on the disk."""
    read_any(read_docx, data)


def word_xml(data: bytes) -> None:
    """Read the parts of a DOCX: body, notes, numbering and styles, parted by NUL bytes; the package itself is sound."""
    parts = [part.decode("utf-8", "ignore") for part in data.split(b"\0")]
    names = ("footnotes", "numbering", "styles", "header")
    read_any(read_docx, package(parts[0], **dict(zip(names, parts[1:], strict=False))))


def lines(data: bytes) -> None:
    """Assemble lines with any look, in any order, made of the sentences of directives and of wild signs."""
    made: list[Line] = []
    notes: list[Note] = []
    for record in data.split(b"\n")[:60]:
        if len(record) < 3:
            continue
        look, which, rest = record[0], record[1], record[2:].decode("utf-8", "ignore")
        said = repaired(SENTENCES[which % len(SENTENCES)] + " " + rest if which < 200 else rest).replace("\n", " ")
        if not said:
            continue
        if which % 23 == 22:
            notes.append(Note(str(look % 9 + 1), said))
            continue
        role = _ROLES[look >> 3] if look >> 3 < len(_ROLES) else "body"
        cells = tuple(cell.strip() for cell in said.split("|")) if role == "row" else ()
        made.append(
            Line(said, 1 + look % 2, bold=bool(look & 1), gap_before=bool(look & 2), whole=bool(look & 4), role=role)
            if not cells
            else Line(" | ".join(cells), 1 + look % 2, whole=True, role="row", cells=cells)
        )
    made.sort(key=lambda line: line.page)
    follow(Reading(tuple(made), tuple(notes), page_count=2, paged=True))


def legacy(data: bytes) -> None:
    """Decode in every way: never an exception, never a change of what is Vietnamese already."""
    text_of(data)
    wild = data.decode("latin-1")
    for encoding in ("tcvn3", "vni"):
        decoded(wild, encoding)
    once, name = modernised(wild)
    assert (name is None) == (once == wild)
    sentence = SENTENCES[data[0] % len(SENTENCES)] if data else SENTENCES[0]
    assert modernised(sentence) == (sentence, None)
    for source in (wild, data.decode("utf-8", "ignore")):
        mended = repaired(source)
        assert repaired(mended) == mended
        assert unicodedata.is_normalized("NFC", mended)


def facts(data: bytes) -> None:
    """Find numbers, dates and references in running text."""
    said = repaired(data.decode("utf-8", "ignore"))
    composed = unicodedata.normalize("NFC", said)
    assert len(fold(composed)) == len(lowered(composed)) == len(composed)
    for span, number in find_numbers(said):
        assert 0 <= span.start < span.end <= len(said)
        assert normal_number(number.printed) == number.normal
    for found in find_dates(said):
        assert found.span.end <= len(said)
        assert found.span.of(said)
    for reference in find_references(said):
        assert reference.span.of(said)
    parse_number(said)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "text": text,
    "html": html,
    "pdf": pdf,
    "docx": docx,
    "word_xml": word_xml,
    "lines": lines,
    "legacy": legacy,
    "facts": facts,
}


def seeds(target: str) -> Iterator[bytes]:
    """Yield the inputs from which the fuzzer goes on: sample documents and the shapes it would be long in finding."""
    samples = {suffix: [path.read_bytes() for path in sorted(SAMPLES.glob(f"*.{suffix}"))] for suffix in ("txt", "pdf")}
    if target in ("text", "legacy", "facts"):
        yield from (data[:4000] for data in samples["txt"])
        yield "\n".join(SENTENCES).encode()
        yield "Uû ban nh©n d©n tØnh B×nh L¹c tr\xadíc ngµy 15".encode("latin-1")
        yield "Uyû ban nhaân daân tænh Bình Laïc".encode("latin-1")
        yield SENTENCES[9].encode("utf-16-le")
        yield b"| a | b |\n|--|--|\n| c | d |\n\f2\n**x**[^1]\n[^1]: y"
    elif target == "html":
        yield (
            "<html><head><meta charset=utf-8><style>p{}</style></head><body><h1>KẾ HOẠCH</h1><table border=1><tr><td "
            "colspan=2>Sở<sup>1</sup></td><td rowspan=2>Y tế</td></tr></table><ul><li>a<br>b</ul><p style='text-align:"
            "center;font-family:.VnTime'>Uû ban</p></body></html>"
        ).encode()
    elif target == "pdf":
        yield from sorted(samples["pdf"], key=len)[:2]
        yield _small_pdf()
    elif target == "docx":
        yield min((path.read_bytes() for path in SAMPLES.glob("*.docx")), key=len)
        yield package("<w:p><w:r><w:t>Sở Y tế</w:t></w:r></w:p>")
    elif target == "word_xml":
        yield _WORD_XML.encode()
    elif target == "lines":
        yield b"\n".join(bytes([at % 48, at]) + b"x" for at in range(24))
        yield b"\n".join(bytes([40, 210]) + f"a{at} | b | c".encode() for at in range(8))


_WORD_XML = (
    '<w:p><w:pPr><w:pStyle w:val="a"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:rPr>'
    '<w:rFonts w:ascii=".VnTimeH"/><w:vertAlign w:val="superscript"/><w:sz w:val="26"/></w:rPr><w:t>Uû ban</w:t>'
    '<w:footnoteReference w:id="2"/><w:br w:type="page"/></w:r><w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:del/>'
    '<w:fldSimple w:instr="PAGE"/><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF</w:instrText></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>TT</w:t>'
    "</w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><mc:AlternateContent><mc:Choice><w:txbxContent/></mc:Choice>"
    '</mc:AlternateContent>\0<w:footnote w:id="2"><w:p><w:r><w:t>ghi</w:t></w:r></w:p></w:footnote>\0<w:abstractNum '
    'w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1."/>'
    '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride/></w:num>\0<w:style '
    'w:styleId="a"><w:basedOn w:val="a"/><w:rPr><w:caps/></w:rPr></w:style>\0<w:p><w:r><w:t>đầu trang</w:t></w:r></w:p>'
)


def _small_pdf() -> bytes:
    """Write a PDF of one page by hand, nothing compressed, so that each byte the fuzzer turns means something."""
    content = b"BT /F1 12 Tf 1 0 0 1 72 720 Tm (So Y te) Tj 0 -14 Td [(bao) -300 (cao)] TJ ET 72 700 100 1 re f /X Do"
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 8>>stream\nBT ET /X\nendstream"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate 90/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/FirstChar 32/Widths[250 300]>>",
        form,
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        start,
    )


if __name__ == "__main__":  # python tests/support/fuzz_targets.py TARGET FILE: what a finding does, without the fuzzer
    TARGETS[sys.argv[1]](Path(sys.argv[2]).read_bytes())

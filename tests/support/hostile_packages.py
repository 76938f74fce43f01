"""DOCX packages and HTML pages made to harm: bombs, traps, and what programs of the old days wrote."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO

from word_package import RELATIONS, W, p, package

_BOMB = "".join(f'<!ENTITY l{at + 1} "{f"&l{at};" * 10}">' for at in range(12))
LAUGHS = f'<!DOCTYPE d [<!ENTITY l0 "HA">{_BOMB}]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PART = "word/document.xml"


def changed(package_bytes: bytes, **parts: bytes | None) -> bytes:
    """Replace or add members (``word/document.xml`` is written ``word__document_xml``); None takes one away."""
    wanted = {name.replace("__", "/").replace("_xml", ".xml"): data for name, data in parts.items()}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(package_bytes)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **wanted}:
            data = wanted[name] if name in wanted else old.read(name)
            if data is not None:
                new.writestr(name, data)
    return out.getvalue()


def font(name: str, text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:ascii="{name}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def nested_tables(depth: int, text: str) -> str:
    inside = p(text)
    for _ in range(depth):
        inside = f"<w:tbl><w:tr><w:tc>{inside}{p('x')}</w:tc><w:tc>{p('y')}</w:tc></w:tr></w:tbl>"
    return inside


def zip_bomb() -> bytes:
    """Pack 700 MB of spaces between the tags of a document, less than a megabyte on the disk."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        with packed.open(_PART, "w", force_zip64=True) as part:
            for _ in range(700):
                part.write(b" " * (1 << 20))
    return out.getvalue()


def document(declaration: str, body: str) -> bytes:
    """Write a main part with a document type declaration, which Word never does."""
    return f'<?xml version="1.0"?>{declaration}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def packages(port: int, secret: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of DOCX files; those that call out call 127.0.0.1 at ``port`` or the file ``secret``."""
    plain = package(p("Giao Sở Y tế báo cáo kết quả tiêm phòng."))
    yield "word/cut.docx", plain[: len(plain) * 2 // 3]
    yield "word/no-document.docx", changed(plain, word__document_xml=None)
    yield "word/not-xml.docx", changed(plain, word__document_xml=b"\x00\x01 no xml at all")
    yield "word/empty-document.docx", package("")
    yield "word/zip-bomb.docx", zip_bomb()
    laughing = document(LAUGHS, p("Sở Nội vụ báo cáo &l12; cuối năm."))
    yield "word/xml-bomb.docx", changed(plain, word__document_xml=laughing)
    outside = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y SYSTEM "http://127.0.0.1:{port}/">]>'
    xxe = document(outside, p("Sở Tư pháp báo cáo &x;&y; hằng quý."))
    yield "word/xxe.docx", changed(plain, word__document_xml=xxe)
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/attachedTemplate" Target="http://127.0.0.1:{port}/t.dotm" TargetMode="External"/>'
        f'<Relationship Id="r2" Type="{RELATIONS}/header" Target="http://127.0.0.1:{port}/h.xml" TargetMode="External"/>'
        f'<Relationship Id="r3" Type="{RELATIONS}/footnotes" Target="../../../..{secret}"/></Relationships>'
    ).encode()
    called = package(p("Sở Xây dựng kiểm tra công trình."))
    yield "word/external-relations.docx", changed(called, **{"word__" + "_rels__document_xml.rels": relations})
    yield (
        "word/path-traversal.docx",
        changed(package(p("Sở Công Thương kiểm tra chợ.")), **{"..__..__..__tmp__tracuu-escaped": b"x"}),
    )
    yield "word/deep-tables.docx", package(p("Sở Tài chính.") + nested_tables(60, "ô trong cùng"))
    deeper = "<w:ins>" * 3000 + "<w:r><w:t>sâu</w:t></w:r>" + "</w:ins>" * 3000
    yield "word/deep-elements.docx", package(p("Sở Giao thông vận tải.") + p("", deeper))
    yield (
        "word/wide-table.docx",
        package(
            p("Sở Nông nghiệp.")
            + "<w:tbl>"
            + f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="2000000000"/></w:tcPr>{p("a")}</w:tc><w:tc>{p("b")}</w:tc></w:tr>'
            * 3
            + "</w:tbl>"
        ),
    )
    style_loop = (
        '<w:style w:styleId="a"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    yield "word/style-loop.docx", package(p("Sở Ngoại vụ.", "", '<w:pStyle w:val="a"/>'), styles=style_loop)
    yield "word/encrypted.docx", OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)
    yield "word/flagged-encrypted.docx", _flagged(plain)
    yield "word/not-word.docx", changed(plain, word__document_xml=None, xl__workbook_xml=b"<workbook/>")
    yield "word/doc-garbage.doc", OLE + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(range(256)) * 40
    yield (
        "word/tcvn3.docx",
        package(
            p("", font(".VnTimeH", "ñy ban nh©n d©n tØnh b×nh l¹c"))
            + p(
                "",
                font(".VnTime", "Giao Së Tµi chÝnh tr×nh tr\xadíc ngµy 15; ")
                + font("Times New Roman", "Sở Y tế phối hợp."),
            )
        ),
    )
    yield "word/secret.docx", package(p("TỐI MẬT") + p("KẾ HOẠCH") + p("Nội dung không được lưu lại."))
    yield (
        "word/about-secrets.docx",
        package(
            p("QUYẾT ĐỊNH")
            + p("Ban hành Quy chế bảo vệ bí mật nhà nước của tỉnh Bình Lạc")
            + p("Điều 1. Độ mật gồm ba mức.")
        ),
    )


def _flagged(data: bytes) -> bytes:
    """Set the bit that says a member is encrypted, in its own header and in the directory."""
    out = bytearray(data)
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = out.find(signature)
        while start >= 0:
            out[start + at] |= 1
            start = out.find(signature, start + 4)
    return bytes(out)


def pages(port: int, secret: str) -> Iterator[tuple[str, bytes]]:
    """Yield names and bytes of HTML files."""
    yield "web/xml-bomb.html", f"<!DOCTYPE html [{_BOMB}]><html><p>Sở Y tế &l12; họp.</p></html>".encode()
    yield (
        "web/script.html",
        (
            '<html><body onload="alert(1)"><script>document.write("chạy rồi")</script><p>Sở Nội vụ họp giao ban.</p>'
            '<a href="javascript:alert(2)">xem</a></body></html>'
        ).encode(),
    )
    yield (
        "web/remote.html",
        (
            f'<html><head><link rel=stylesheet href="http://127.0.0.1:{port}/a.css"></head><body><img src="http://127.0.0.1:'
            f'{port}/a.png"><iframe src="file://{secret}"></iframe><p>Sở Tư pháp họp báo.</p></body></html>'
        ).encode(),
    )
    depth = 5000
    yield (
        "web/deep.html",
        ("<html>" + "<div>" * depth + "ở tận cùng" + "</div>" * depth + "<p>ở cuối</p></html>").encode(),
    )
    yield "web/unclosed.html", ("<html><body><p>Sở Y tế báo cáo" + "<b>" * 3000 + "<table><tr><td>").encode()
    yield (
        "web/wrong-charset.html",
        ('<html><head><meta charset="iso-8859-1"></head><p>Sở Lao động báo cáo.</p></html>'.encode()),
    )
    yield "web/codec-trap.html", b'<html><meta charset="idna"><p>' + b"So Y te bao cao. " * 4000 + b"</p></html>"
    yield (
        "web/tcvn3.html",
        (
            b'<html><meta charset="windows-1252"><p style="font-family:.VnTime">'
            + "Uû ban nh©n d©n tØnh yªu cÇu c¸c së b¸o c¸o tr\xadíc ngµy 15.".encode("latin-1")
            + b"</p></html>"
        ),
    )
    yield "web/secret.html", "<html><p>TUYỆT MẬT</p><p>KẾ HOẠCH</p><p>Nội dung không được lưu lại.</p></html>".encode()

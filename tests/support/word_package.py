"""DOCX packages written as raw XML for the tests of the reader."""

import zipfile
from io import BytesIO

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def package(body: str, **parts: str) -> bytes:
    """Pack a document whose body, numbering, footnotes ... are given as XML inside their root elements."""
    roots = {"numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes", "styles": "styles"}
    roots |= {"comments": "comments", "header": "hdr", "footer": "ftr"}
    names = f'xmlns:w="{W}" xmlns:mc="{MC}"'
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(f'<Relationship Id="{part}" Type="{RELATIONS}/{part}" Target="{part}.xml"/>' for part in parts)
        + "</Relationships>",
    }
    files |= {f"word/{part}.xml": f"<w:{roots[part]} {names}>{xml}</w:{roots[part]}>" for part, xml in parts.items()}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def p(text: str = "", inside: str = "", properties: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inside}</w:p>"

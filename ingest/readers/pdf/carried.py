"""What a PDF carries beside its pages: attached files, forms that only Adobe's program shows, and what would act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

import pypdf
from pypdf.generic import DictionaryObject
from pypdfium2 import PdfiumError

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.layout.pdfium import open_second
from ingest.lines import Line
from ingest.readers.active_content import active_content
from ingest.readers.attachments import listed
from ingest.readers.pdf.objects import array, dictionary

_MOST_NODES = 5_000  # of a name tree; a ring of nodes would never end
_MOST_ANNOTATIONS = 20_000
_ACTIONS = {
    "/JavaScript": "script",
    "/Launch": "launch",
    "/GoToR": "launch",
    "/GoToE": "launch",
    "/SubmitForm": "submit",
    "/ImportData": "submit",
    "/Rendition": "script",
}
_MEDIA = ("/RichMedia", "/Movie", "/Sound", "/Screen", "/3D")
# A second file glued behind the first: viewers show one of the two.
_GLUED = re.compile(rb"%%EOF\s{0,8}%PDF-\d")
# What Adobe's program writes on the one page of a form that it draws itself when it opens it.
_WAIT = "if this message is not eventually replaced with the proper contents of the document"
_FEW_LETTERS = 400
_ZIP_END = b"PK\x05\x06"


def carried(data: bytes, reader: pypdf.PdfReader | None, pages: Sequence[Sequence[Line]]) -> tuple[ReadingWarning, ...]:
    """Return the warnings ``attachments`` (detail: names), ``unread_parts``, ``active_content`` and ``several_files``.

    Ordinary links to pages are not told. Damaged structures give what could be seen of them; without ``reader`` PDFium
    names the attachments. Raises ``UnreadableFileError("program_form")`` for a form that only Adobe's program draws.
    """
    try:
        told = _told_by_second(data) if reader is None else _told(reader)
        drawn = not _is_program_form(reader, pages)
    except Exception:  # pypdf raises anything at all on damaged objects, and the pages are read already
        told, drawn = _told_by_second(data), True
    if not drawn:
        raise UnreadableFileError("program_form")
    glued = _GLUED.search(data) or data.rfind(_ZIP_END) > data.rfind(b"%%EOF") > 0
    return (*told, ReadingWarning("several_files")) if glued else told


def _told(reader: pypdf.PdfReader) -> tuple[ReadingWarning, ...]:
    root = dictionary(reader.trailer.get("/Root"))
    names = dictionary(root.get("/Names"))
    specifications = [*_leaves(names.get("/EmbeddedFiles")), *array(root.get("/AF"))]
    active = set(_actions(root, opening=True)) | {"script" for _ in _leaves(names.get("/JavaScript"))}
    media = 0
    for owner in _pages_and_annotations(reader):
        specifications += array(owner.get("/AF"))
        active |= set(_actions(owner, opening=False))
        if owner.get("/Subtype") == "/FileAttachment":
            specifications.append(owner.get("/FS"))
        media += owner.get("/Subtype") in _MEDIA
    return (
        *_attached(list(filter(None, map(_file_name, specifications)))),
        *([ReadingWarning("unread_parts", f"media × {media}")] if media else []),
        *active_content(active),
    )


def _attached(names: Sequence[str]) -> tuple[ReadingWarning, ...]:
    return (ReadingWarning("attachments", listed(list(dict.fromkeys(names)))),) if names else ()


def _told_by_second(data: bytes) -> tuple[ReadingWarning, ...]:
    try:
        with open_second(data) as document:
            count = min(document.count_attachments(), _MOST_NODES)
            return _attached([document.get_attachment(at).get_name() or "?" for at in range(count)])
    except (UnreadableFileError, PdfiumError):
        return ()


def _is_program_form(reader: pypdf.PdfReader | None, pages: Sequence[Sequence[Line]]) -> bool:
    """Tell whether a form is drawn by its program alone (dynamic XFA): its pages ask to wait, or are bare."""
    first = " ".join(line.text for line in pages[0]).lower() if pages else ""
    if _WAIT in first:
        return True
    root = dictionary(reader.trailer.get("/Root")) if reader is not None else {}
    letters = sum(len(line.text) for page in pages for line in page)
    bare = letters == 0 or (bool(root.get("/NeedsRendering")) and letters < _FEW_LETTERS)
    return "/XFA" in dictionary(root.get("/AcroForm")) and bare


def _leaves(tree: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the values of a name tree (ISO 32000-1, 7.9.6)."""
    waiting = [tree]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = dictionary(waiting.pop())
        waiting += array(node.get("/Kids"))
        yield from array(node.get("/Names"))[1::2]


def _pages_and_annotations(reader: pypdf.PdfReader) -> Iterator[DictionaryObject]:
    left = _MOST_ANNOTATIONS
    for at in range(len(reader.pages)):
        try:
            page = reader.pages[at]
            annotations = [dictionary(one) for one in array(page.get("/Annots"))]
        except Exception:  # a damaged page; the reader of its words says so
            continue
        yield page
        left -= len(annotations)
        if left < 0:
            return
        yield from annotations


def _actions(owner: DictionaryObject, opening: bool) -> Iterator[str]:
    """Yield the kinds of the actions an object starts; an address is ordinary in a link and none when a file opens."""
    holders = [owner.get("/A"), owner.get("/OpenAction") if opening else None, *dictionary(owner.get("/AA")).values()]
    waiting = [dictionary(holder) for holder in holders if holder is not None]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        action = waiting.pop()
        kind = action.get("/S")
        if kind in _ACTIONS:
            yield _ACTIONS[kind]
        elif kind == "/URI" and (opening or owner.get("/Subtype") != "/Link"):
            yield "outside"
        following = action.get("/Next")
        waiting += [dictionary(one) for one in array(following)] or ([dictionary(following)] if following else [])


def _file_name(specification: Any) -> str | None:  # noqa: ANN401
    """Return the name of an embedded file (ISO 32000-1, 7.11.3); ``None`` for a reference to a file elsewhere."""
    found = dictionary(specification)
    if not dictionary(found.get("/EF")):
        return None
    return next((str(found[key]) for key in ("/UF", "/F", "/DOS", "/Unix", "/Mac") if found.get(key)), "?")

"""The tree of sections: which paragraphs open a unit, which belong to the unit above, which stand apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Section, Span
from ingest.structure import line_shapes
from ingest.structure.markers import Marker, parse_marker
from ingest.structure.misread_labels import with_misread_repaired
from ingest.structure.outline import Outline
from ingest.structure.pieces import Paragraph
from ingest.text.agency_heads import any_head
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import fold

_LONG_QUOTATION = 30
# “ or a straight mark in front of a word; ” or a straight mark behind one. One document mixes them.
_OPENING_QUOTE = re.compile(r"“|(?:(?<=[\s(\[])|^)\"(?=\S)")
_CLOSING_QUOTE = re.compile(r"”|(?<=[^\s(\[])\"")
_FORMULA_KINDS = frozenset(map(fold, kind_names("formula")))
_FORMULAS = _FORMULA_KINDS | {"quyet nghi", "muc luc", "kinh trinh"}
# A subject of its own: the paragraph starts a new assignment and does not go on with the list item above.
_OWN_SUBJECT = re.compile(rf"^(?:giao |de nghi |yeu cau )?(?:cac )?{any_head('subject', spelt=fold)}\b")
_PLACE = re.compile(
    r"(?:tinh|thanh pho|huyen|quan|xa|phuong|thi xa|thi tran|dac khu) "
)  # the second line of a body's name
_LEADS = re.compile(r"\bchu tri\b")
# The last words to everybody: "Nhận được Công văn này, yêu cầu …", "Trên đây là …", "Căn cứ chương trình này, các cấp …"
_CLOSING = re.compile(
    r"^(?:nhan duoc|tren day la|trong qua trinh (?:trien khai|thuc hien)|can cu (?:noi dung |mot so |cac )?\w+ \w+.{0,60}(?:\bnay\b|cua uy ban nhan dan)|"
    r"yeu cau (?:giam doc|cac|thu truong|chu tich)|de nghi (?:giam doc|cac|thu truong)|van phong .{0,60}thong bao|"
    r"(?:uy ban nhan dan|ubnd|chu tich|so|ban|thuong truc) .{0,80}(?:thong bao|bao cao|de nghi|yeu cau)|"
    rf"{one_of({*_FORMULA_KINDS, 'cong van', 'cong dien'})} nay (?:co hieu luc|thay the|duoc)|giao van phong .{{0,60}}(?:theo doi|don doc)|"
    r"noi dung .{0,40}thong bao|kinh (?:trinh|de nghi|bao cao|mong))"
)


def find_sections(paragraphs: Sequence[Paragraph], spans: Sequence[Span]) -> tuple[Section, ...]:
    """Return the section tree over the body and the appendices; spans as ``Document`` promises them."""
    outline = Outline()
    marked = [
        parse_marker(p.text) if p.part in ("body", "appendix") and p.first.role != "row" else None for p in paragraphs
    ]
    for i in _quoted(paragraphs):
        marked[i] = None
    marked = with_misread_repaired(marked)
    closing = _closing(paragraphs, marked)
    part = ""
    titled = -2  # index of the paragraph that may still lend the open heading its words
    for i, (paragraph, span) in enumerate(zip(paragraphs, spans, strict=True)):
        if paragraph.part not in ("body", "appendix"):
            outline.close()
            continue
        if paragraph.part != part:
            outline.close()
            part = paragraph.part
        if i == closing:
            outline.close()
            continue
        text, marker = paragraph.text, marked[i]
        if paragraph.first.role == "row":
            outline.extend(span)
        elif marker is not None and (believed := outline.believe(marker, len(text))) is not None:
            outline.open(believed, text[marker.end :], span)
            titled = i if not text[marker.end :].strip() or marker.style in ("annex", "chapter", "part") else -2
        elif titled == i - 1 and _lends_title(paragraph, outline):
            outline.entitle(text, span)
            titled = i if line_shapes.is_capitals(text) and len(text) < 200 else -2
        elif is_unnumbered_heading(paragraph) and not _heads_annex(paragraphs, i):
            style = "capitals" if line_shapes.is_capitals(text) else "head"
            outline.open(Marker(style, "", 0, 0), text, span)
            titled = i
        else:
            if outline.in_list() and _has_own_subject(text):
                outline.leave_lists()
            outline.extend(span)
    outline.close()
    return tuple(outline.roots)


def is_unnumbered_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph without a marker is a heading: all capitals, or marked as a heading by its format."""
    text = paragraph.text.strip()
    if len(text) > 250 or (line_shapes.is_terminal(text) and not text.endswith((":", "?"))):
        return False
    if paragraph.first.role == "heading":
        return fold(text).strip(" :.") not in _FORMULAS
    letters = sum(sign.isalpha() for sign in text)
    return (
        line_shapes.is_capitals(text)
        and letters >= 6
        and len(text.split()) >= 2
        and fold(text).strip(" :.") not in _FORMULAS
    )


def _heads_annex(paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Tell whether a line in capitals belongs to the letterhead an annex prints for itself."""
    folded = fold(paragraphs[i].text)
    if _is_motto(folded):
        return True
    near = (fold(paragraph.text) for paragraph in paragraphs[max(i - 2, 0) : i + 4])
    names_agency = line_shapes.STARTS_AGENCY_NAME.match(folded) or _PLACE.match(folded)
    return bool(names_agency) and any(map(line_shapes.is_motto, near))


def _is_motto(folded: str) -> bool:
    return line_shapes.is_motto(folded) or line_shapes.is_second_motto(folded)


def _lends_title(paragraph: Paragraph, outline: Outline) -> bool:
    """Tell whether the paragraph right below a heading is part of it: more capitals, or an annex's subtitle."""
    text = paragraph.text
    if paragraph.first.role == "row" or not outline.path:
        return False
    if line_shapes.is_capitals(text):
        return len(text) < 250 and not _is_motto(fold(text))
    if _ATTACHED.match(fold(text)):
        return False
    top = outline.path[-1]
    if top.label is None and not _ANNEX_TITLE.match(fold(top.heading)):
        return False
    if top.style in ("dieu",):
        return False
    return (len(text) < 160 and not line_shapes.is_terminal(text)) or bool(re.fullmatch(r"\(.{3,300}\)", text))


# "(Kèm theo Quyết định số 12/QĐ-UBND ngày ... của ...)" says where an annex belongs, not what is in it.
_ATTACHED = re.compile(r"\W{0,3}(?:ban hanh )?kem theo\b")
_ANNEX_TITLE = re.compile(r"^(?:danh sach|phu luc|bieu|bang|danh muc|lich|mau|tong hop|ke hoach|noi dung)\b")


def _quoted(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return the paragraphs inside a quotation that runs over several: provisions quoted there are no sections here.

    A quotation that is not closed within ``_LONG_QUOTATION`` paragraphs is a lost quotation mark.
    """
    found: list[int] = []
    opened: int | None = None
    for i, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if opened is not None and (i - opened > _LONG_QUOTATION or paragraph.part != paragraphs[opened].part):
            opened = None
        balance = len(_OPENING_QUOTE.findall(text)) - len(_CLOSING_QUOTE.findall(text))
        if opened is None:
            opened = i if balance > 0 and paragraph.part in ("body", "appendix") else None
        elif balance < 0:
            found += range(opened + 1, i + 1)
            opened = None
    return found


def _closing(paragraphs: Sequence[Paragraph], marked: Sequence[Marker | None]) -> int | None:
    """Return the body's last paragraph where it speaks to everybody and belongs to no item."""
    last = next((i for i in range(len(paragraphs) - 1, -1, -1) if paragraphs[i].part == "body"), None)
    if last is None or marked[last] is not None or last == 0:
        return None
    return last if _CLOSING.match(fold(paragraphs[last].text)) else None


def _has_own_subject(text: str) -> bool:
    head = fold(text[:200])
    return bool(_OWN_SUBJECT.match(head) and _LEADS.search(head))

"""Secrecy marks of a DOCX that its lines do not show: WordArt, pictures, columns made with tabs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from lxml import etree

from ingest.lines import Aside
from ingest.readers.docx.parts import VML, Parts, w
from ingest.secrecy.stretches import marked_columns

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition
    from ingest.ocr.stamp_patches import StampPatch

MOST_PICTURES = 12
"""Pictures that are looked at, in order: letterheads and stamps stand in front, and a photograph costs a tenth of a second."""

_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_EMU = 914_400  # to the inch
_USUAL_WIDTH = 2.0  # inches: taken where the document does not say how large a picture is shown
_STAMP = (4.0, 2.5)  # inches: a picture shown no larger may be nothing but a mark
_TICKED = frozenset(("fe", "fd", "52", "53", "fc"))  # in Wingdings and Wingdings 2: boxes with a tick or a cross
_MOST_DOTS = 40_000_000


def asides_of_docx(parts: Parts, recognition: Recognition | None) -> tuple[list[Aside], bool]:
    """Return the texts that may be marks, and whether pictures that may bear one could not be read."""
    trees = (parts.body, *parts.headers, *parts.footers)
    asides = [Aside(text, "word_art") for tree in trees for text in _word_art(tree)]
    for tree in trees:
        asides += marked_columns([_with_tabs(paragraph) for paragraph in tree.iter(w("p"))], 1)
    unseen = False
    for picture, inches in _pictures(parts):
        patches = _patches(picture, inches)
        unseen = unseen or (bool(patches) and recognition is None)
        if patches and recognition is not None:
            asides += [Aside(text, "picture") for text in recognition.marks(patches)]
    return asides, unseen


def _word_art(tree: etree._Element) -> Iterator[str]:
    """Yield the texts of WordArt, old (VML) and new, and of shapes in drawings."""
    for path in tree.iter(f"{VML}textpath"):
        yield path.get("string") or ""
    for body in tree.iter(f"{{{_DRAWING}main}}p"):
        yield "".join(text.text or "" for text in body.iter(f"{{{_DRAWING}main}}t"))


def _with_tabs(paragraph: etree._Element) -> str:
    signs = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n"}
    tags = (w("t"), w("sym"), *signs)
    return "".join(
        (one.text or "") if one.tag == w("t") else _box(one) if one.tag == w("sym") else signs[one.tag]
        for one in paragraph.iter(*tags)
        if one.tag != w("tab") or one.getparent().tag == w("r")
    )


def _box(sign: etree._Element) -> str:
    """Return a sign of a symbol font as a box, ticked or not: what stands on a form for people to choose."""
    return "☒" if (sign.get(w("char")) or "").lower()[-2:] in _TICKED else "□"


def _pictures(parts: Parts) -> Iterator[tuple[bytes, float]]:
    """Yield the bytes of the pictures of running heads, feet and text, and the width in inches at which they are shown."""
    seen: set[bytes] = set()
    for tree in (*parts.headers, *parts.footers, parts.body):
        for blip in tree.iter(f"{{{_DRAWING}main}}blip", f"{VML}imagedata"):
            name = blip.get(f"{_RELATION}embed") or blip.get(f"{_RELATION}id") or ""
            data = parts.media(tree, name)
            if data is None or data in seen:
                continue
            seen.add(data)
            yield data, _width(blip)
            if len(seen) == MOST_PICTURES:
                return


def _width(blip: etree._Element) -> float:
    for above in blip.iterancestors():
        extent = above.find(f"{{{_DRAWING}wordprocessingDrawing}}extent")
        if extent is not None:
            try:
                return float(extent.get("cx") or 0) / _EMU or _USUAL_WIDTH
            except ValueError:
                return _USUAL_WIDTH
    return _USUAL_WIDTH


def _patches(data: bytes, inches: float) -> Sequence[StampPatch]:
    """Return the patches of a picture; none where it cannot be opened (metafiles)."""
    from PIL import Image

    from ingest.ocr.stamp_patches import patches_of

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "TIFF", "GIF", "BMP")) as image:
            if image.width * image.height > _MOST_DOTS:
                return ()
            colours = Image.new("RGBA", image.size, "white")
            colours.alpha_composite(image.convert("RGBA"))
            dpi = max(20.0, image.width / max(inches, 0.1))
            small = inches <= _STAMP[0] and image.height / dpi <= _STAMP[1]
            padded = Image.new("RGB", (image.width + round(dpi / 2), image.height + round(dpi / 2)), "white")
            padded.paste(colours.convert("RGB"), (round(dpi / 4), round(dpi / 4)))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return ()
    return patches_of(padded, dpi, loose=small)

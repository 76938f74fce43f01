"""What a paragraph and a run look like once styles, their ancestors and the document defaults are taken together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lxml import etree

from ingest.layout.legibility import LEAST_CONTRAST, TINY, contrast
from ingest.readers.docx.ground import Ground, colour_of, highlight_of, shade_of
from ingest.readers.docx.parts import w, whole

_OFF = {"0", "false", "off", "none"}
_WORD_2010 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_NARROWEST = 10.0  # percent of their width: letters squeezed further are strokes
_MAX_ANCESTORS = 20  # a style based on itself must not loop
_HEADING_NAMES = ("heading ", "title")
_OUTLINE_LEVELS = tuple("012345678")  # 9 is body text


@dataclass(frozen=True, slots=True)
class RunLook:
    """How a run prints. ``size`` is in points; ``raised`` true for superscripts.

    ``ink`` is the luminance of its letters, ``ground`` that of its own shading; letters that are
    ``plain`` stand out on any: in the automatic colour, or seen by their edge.
    """

    bold: bool
    italic: bool
    capitals: bool
    hidden: bool
    raised: bool
    size: float | None
    font: str
    ink: float = 0.0
    ground: float | None = None
    plain: bool = False

    def is_seen(self, ground: Ground) -> bool:
        """Tell whether people can read the run where it stands on ``ground``."""
        if self.hidden or ground.folded:
            return False
        shades = ground.shades if self.ground is None else (self.ground,)
        return self.plain or any(contrast(self.ink, shade) >= LEAST_CONTRAST for shade in shades)


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """How a paragraph prints. ``list_id`` and ``list_level`` are its numbering, direct or from its style."""

    centered: bool
    indent: float
    heading: bool
    breaks_page: bool
    list_id: str | None
    list_level: int
    shading: etree._Element | None = None
    spacing: etree._Element | None = None


class Styles:
    """The style sheet: looks up each property from direct formatting up through the styles."""

    def __init__(self, tree: etree._Element | None) -> None:
        styles = [] if tree is None else tree.findall(w("style"))
        self._by_id = {style.get(w("styleId")): style for style in styles}
        self._default = next(
            (s for s in styles if s.get(w("type")) == "paragraph" and s.get(w("default")) in ("1", "true")), None
        )
        self._run_properties: dict[tuple[str | None, str | None], dict[str, etree._Element]] = {}
        self._run_default = None if tree is None else tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")

    def paragraph(self, paragraph: etree._Element) -> ParagraphLook:
        """Return the look of a ``w:p``."""
        direct = paragraph.find(w("pPr"))
        chain = self._chain(_child_value(direct, "pStyle")) or self._chain_of(self._default)
        layers = [direct, *(style.find(w("pPr")) for style in chain)]
        numbering = next((layer.find(w("numPr")) for layer in layers if _has(layer, "numPr")), None)
        indent = next((layer.find(w("ind")) for layer in layers if _has(layer, "ind")), None)
        outline = next((_child_value(layer, "outlineLvl") for layer in layers if _has(layer, "outlineLvl")), None)
        names = " ".join(_child_value(style, "name") or "" for style in chain).lower()
        return ParagraphLook(
            centered=next((_child_value(layer, "jc") for layer in layers if _has(layer, "jc")), None) == "center",
            indent=_twips(indent, "left", "start") + _twips(indent, "firstLine"),
            heading=names.startswith(_HEADING_NAMES) or (outline is not None and outline in _OUTLINE_LEVELS),
            breaks_page=next(
                (_is_on(layer, "pageBreakBefore") for layer in layers if _has(layer, "pageBreakBefore")), False
            ),
            list_id=_child_value(numbering, "numId"),
            list_level=whole(_child_value(numbering, "ilvl")),
            shading=next((layer.find(w("shd")) for layer in layers if _has(layer, "shd")), None),
            spacing=next((layer.find(w("spacing")) for layer in layers if _has_exact_lines(layer)), None),
        )

    def run(self, run: etree._Element, paragraph: etree._Element) -> RunLook:
        """Return the look of a ``w:r`` inside ``paragraph``."""
        direct = run.find(w("rPr"))
        properties = self._inherited(_child_value(direct, "rStyle"), _child_value(paragraph.find(w("pPr")), "pStyle"))
        if direct is not None and len(direct):
            properties = properties | _by_tag(direct)

        def on(name: str) -> bool:
            found = properties.get(w(name))
            return found is not None and (found.get(w("val")) or "1").lower() not in _OFF

        def value(name: str) -> str | None:
            found = properties.get(w(name))
            return None if found is None else found.get(w("val"))

        fonts = properties.get(w("rFonts"))
        size = _number(value("sz"))
        colour, marked = properties.get(w("color")), highlight_of(properties.get(w("highlight")))
        ink = None if colour is None else colour_of(colour, "val", "themeColor")
        outline = properties.get(f"{_WORD_2010}textOutline")
        edge = outline is not None and outline.find(f"{_WORD_2010}noFill") is None
        return RunLook(
            bold=on("b"),
            italic=on("i"),
            capitals=on("caps"),
            hidden=on("vanish") or 0 < size / 2 < TINY or 0 < _number(value("w")) < _NARROWEST,
            raised=value("vertAlign") == "superscript" or _number(value("position")) > 2,
            size=size / 2 if size else None,
            font="" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "",
            ink=ink or 0.0,
            ground=shade_of(properties.get(w("shd"))) if marked is None else marked,
            plain=ink is None or edge or any(on(name) for name in ("outline", "emboss", "imprint", "shadow")),
        )

    def table(self, style_id: str) -> list[etree._Element]:
        """Return a table style and its ancestors."""
        return self._chain(style_id)

    def _inherited(self, run_style: str | None, paragraph_style: str | None) -> dict[str, etree._Element]:
        """Return the run properties of two styles, their ancestors and the defaults by tag, the nearest first."""
        key = (run_style, paragraph_style)
        if key not in self._run_properties:
            chain = self._chain(run_style) + (self._chain(paragraph_style) or self._chain_of(self._default))
            found: dict[str, etree._Element] = {}
            for layer in (self._run_default, *(style.find(w("rPr")) for style in reversed(chain))):
                if layer is not None:
                    found |= _by_tag(layer)
            self._run_properties[key] = found
        return self._run_properties[key]

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        return self._chain_of(self._by_id.get(style_id)) if style_id else []

    def _chain_of(self, style: etree._Element | None) -> list[etree._Element]:
        chain: list[etree._Element] = []
        while style is not None and len(chain) < _MAX_ANCESTORS:
            chain.append(style)
            style = self._by_id.get(_child_value(style, "basedOn"))
        return chain


def _by_tag(layer: etree._Element) -> dict[str, etree._Element]:
    """Return the children by tag; of several alike the first."""
    return {str(child.tag): child for child in reversed(layer)}


def _has(layer: etree._Element | None, name: str) -> bool:
    return layer is not None and layer.find(w(name)) is not None


def _child_value(element: etree._Element | None, name: str) -> str | None:
    child = None if element is None else element.find(w(name))
    return None if child is None else child.get(w("val"))


def _has_exact_lines(layer: etree._Element | None) -> bool:
    found = None if layer is None else layer.find(w("spacing"))
    return found is not None and found.get(w("lineRule")) is not None


def _is_on(layer: etree._Element | None, name: str) -> bool:
    child = None if layer is None else layer.find(w(name))
    return child is not None and (child.get(w("val")) or "1").lower() not in _OFF


def _number(text: str | None) -> float:
    try:
        number = float(text or 0)
    except ValueError:
        return 0.0
    return number if math.isfinite(number) else 0.0


def _twips(element: etree._Element | None, *names: str) -> float:
    """Return a length attribute in points (a twip is 1/20 point)."""
    if element is None:
        return 0.0
    return next((_number(element.get(w(name))) / 20 for name in names if element.get(w(name))), 0.0)

"""What DOCX text stands on: the shading of paragraph, cell, table and text box, and what is folded away with its row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import etree

from ingest.layout.legibility import TINY, luminance_of_code
from ingest.readers.docx.parts import VML, w, whole

_SHAPES = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GROUP = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}wgp"
_OFF = ("0", "f", "false", "off")
_WHITE, _BLACK = 1.0, 0.0
# Of a theme only these two are sure; offices leave them as they are.
_THEME = {"background1": _WHITE, "light1": _WHITE, "bg1": _WHITE, "lt1": _WHITE}
_THEME |= {"text1": _BLACK, "dark1": _BLACK, "tx1": _BLACK, "dk1": _BLACK}
# The names that Word's highlighter and HTML have in common.
_NAMED = {
    "white": "FFFFFF",
    "black": "000000",
    "yellow": "FFFF00",
    "red": "FF0000",
    "blue": "0000FF",
    "green": "00FF00",
}
_ANY = (_WHITE, _BLACK)  # a ground that is not known: whatever stands on it may be read
_MOST_ANCESTORS = 12  # from a text box up to its shape or group


@dataclass(frozen=True, slots=True)
class Ground:
    """The luminances that may lie below, and whether everything here is folded away."""

    shades: tuple[float, ...] = (_WHITE,)
    folded: bool = False

    def paragraph(self, spacing: etree._Element | None, shading: etree._Element | None) -> Ground:
        """Return the ground of a paragraph: its own shading before what is around it, nothing in lines of no height."""
        return replace(_shaded(self, shading), folded=self.folded or _is_flat(spacing, "line", "lineRule"))

    def cell(
        self, cell: etree._Element, table: etree._Element, styles: Callable[[str], list[etree._Element]]
    ) -> Ground:
        """Return the ground in a cell; ``styles`` gives a table style and its ancestors by id.

        A table style shades some rows or columns: any of its shades may lie below.
        """
        row = cell.getparent()
        row_properties = None if row is None else row.find(w("trPr"))
        height = None if row_properties is None else row_properties.find(w("trHeight"))
        hides = None if row_properties is None else row_properties.find(w("hidden"))
        folded = (hides is not None and hides.get(w("val")) not in _OFF) or _is_flat(height, "val", "hRule")
        ground = replace(self, folded=self.folded or folded)
        style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
        shades = [
            shade
            for layer in (styles(style.get(w("val")) or "") if style is not None else [])
            for shading in layer.iter(w("shd"))
            if (shade := shade_of(shading)) is not None
        ]
        if shades:
            ground = replace(ground, shades=tuple(dict.fromkeys((*ground.shades, *shades))))
        ground = _shaded(ground, table.find(f"{w('tblPr')}/{w('shd')}"))
        return _shaded(ground, cell.find(f"{w('tcPr')}/{w('shd')}"))

    def box(self, content: etree._Element, paragraph: etree._Element) -> Ground:
        """Return the ground in a text box (``w:txbxContent``) anchored in ``paragraph``."""
        for above in _ancestors(content, paragraph):
            if above.tag == f"{_SHAPES}wsp":
                return replace(self, shades=_drawn_fill(above, paragraph) or self.shades)
            if str(above.tag) in (f"{VML}{name}" for name in ("shape", "rect", "roundrect", "oval")):
                return replace(self, shades=_vml_fill(above) or self.shades)
        return self


def shade_of(shading: etree._Element | None) -> float | None:
    """Return the luminance of a ``w:shd``, None where it shades nothing."""
    if shading is None:
        return None
    if (shading.get(w("val")) or "clear") == "solid":
        return colour_of(shading, "color", "themeColor")
    return colour_of(shading, "fill", "themeFill")


def highlight_of(highlight: etree._Element | None) -> float | None:
    """Return the luminance of a ``w:highlight``; a name that is not known counts as a middle one."""
    name = "none" if highlight is None else highlight.get(w("val")) or "none"
    return None if name == "none" else luminance_of_code(_NAMED.get(name, "808080"))


def colour_of(element: etree._Element, value: str, theme: str) -> float | None:
    """Return the luminance of a colour attribute, None for an automatic one; a theme's colour goes before the code."""
    changed = any(element.get(w(f"{theme}{change}")) for change in ("Tint", "Shade"))
    themed = _THEME.get(element.get(w(theme)) or "") if not changed else None
    return luminance_of_code(element.get(w(value)) or "") if themed is None else themed


def _shaded(ground: Ground, shading: etree._Element | None) -> Ground:
    shade = shade_of(shading)
    return ground if shade is None else replace(ground, shades=(shade,))


def _is_flat(element: etree._Element | None, value: str, rule: str) -> bool:
    """Tell whether lines or rows have an exact height (in twips) in which no letter can be read."""
    if element is None or element.get(w(rule)) != "exact" or element.get(w(value)) is None:
        return False
    return whole(element.get(w(value))) < TINY * 20


def _ancestors(element: etree._Element, top: etree._Element) -> Iterator[etree._Element]:
    above = element.getparent()
    for _ in range(_MOST_ANCESTORS):
        if above is None or above is top:
            return
        yield above
        above = above.getparent()


def _drawn_fill(shape: etree._Element, paragraph: etree._Element) -> tuple[float, ...]:
    """Return what fills a shape; nothing where it is clear and nothing else is drawn that may lie below it."""
    properties = shape.find(f"{_SHAPES}spPr")
    fill = None if properties is None else properties.find(f"{_DRAWN}solidFill")
    if fill is not None and len(fill):
        code = fill[0].get("val") or ""
        named = _THEME.get(code) if not len(fill[0]) else None
        shade = luminance_of_code(code) if named is None else named
        return _ANY if shade is None else (shade,)
    reference = shape.find(f"{_SHAPES}style/{_DRAWN}fillRef")
    clear = (properties is not None and properties.find(f"{_DRAWN}noFill") is not None) or (
        reference is None or reference.get("idx") in (None, "0", "1000")
    )
    filled = properties is not None and any(
        properties.find(f"{_DRAWN}{kind}Fill") is not None for kind in ("grad", "blip", "patt", "grp")
    )
    others = sum(1 for _ in paragraph.iter(f"{_SHAPES}wsp", f"{_DRAWN}blip", _GROUP)) > 1
    return () if clear and not filled and not others else _ANY


def _vml_fill(shape: etree._Element) -> tuple[float, ...]:
    if (shape.get("filled") or "t") in _OFF:
        return ()
    fill = shape.find(f"{VML}fill")
    if fill is not None and (fill.get("type") or "solid") != "solid":
        return _ANY
    colour = (shape.get("fillcolor") or "white").split(" ")[0]  # "#1f3864 [3215]"
    shade = luminance_of_code(_NAMED.get(colour, colour))
    return _ANY if shade is None else (shade,)

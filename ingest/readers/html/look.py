"""What of an HTML page is seen: the few properties of styles that hide text, from style sheets, attributes and parents.

Only plain selectors are known (``p``, ``.note``, ``#top``, ``td.note``): a converter's or an office's page has no others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from ingest.layout.legibility import LEAST_CONTRAST, TINY, UNKNOWN, contrast, luminance_of, luminance_of_code

Rules = Mapping[str, Mapping[str, str]]
"""Declarations by selector."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")  # ".note, #top { color: white }"
_PLAIN_SELECTOR = re.compile(r"[\w-]*[.#]?[\w-]+$")
_LENGTH = re.compile(r"(-?[\d.]+)\s*(px|pt|em|rem|%|)$")  # "0", "1px", "-9999px", "80%"
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:[\s,/]+([\d.]+%?))?\s*\)")  # "rgb(255, 255, 255)"
_NAMES = {"white": "ffffff", "black": "000000", "red": "ff0000", "yellow": "ffff00", "snow": "fffafa"}
_NAMES |= {"ivory": "fffff0", "whitesmoke": "f5f5f5", "ghostwhite": "f8f8ff", "silver": "c0c0c0", "gray": "808080"}
_THAT_MOVE = ("text-indent", "left", "top", "margin-left")
_THAT_HIDE = frozenset(
    ("color", "background", "background-color", "font-size", "visibility", "display", "opacity", *_THAT_MOVE)
)
_MIDDLE = 0.2  # the luminance of a colour whose name is not known: neither paper nor ink
_POINTS = {"px": 0.75, "pt": 1.0, "": 0.75}
_ROOT = 12.0  # points
_AWAY = -500.0  # points: what is moved further to the left or up is off every screen and page


@dataclass(frozen=True, slots=True)
class HtmlLook:
    """How text prints: luminance of letters and ground, size in points, and whether it is shown at all.

    ``gone`` is for good; what is ``unseen`` may be shown again by an element inside.
    """

    ink: float = 0.0
    ground: float = 1.0
    size: float = _ROOT
    gone: bool = False
    unseen: bool = False

    @property
    def seen(self) -> bool:
        """True when people can read the text."""
        plain = UNKNOWN in (self.ink, self.ground) or contrast(self.ink, self.ground) >= LEAST_CONTRAST
        return plain and not self.gone and not self.unseen and self.size >= TINY

    def of(self, element: etree._Element, rules: Rules) -> HtmlLook:
        """Return the look inside an element that stands in this one."""
        said = dict(_attributes(element))
        for selector in _selectors(element) if rules else ():
            said |= rules.get(selector, {})
        said |= declarations(element.get("style") or "")
        if not said:
            return self
        look = self
        colour, ground = said.get("color"), said.get("background-color") or said.get("background")
        if colour is not None:
            look = replace(look, ink=look.ground if colour == "transparent" else _luminance(colour, look.ink))
        if ground is not None:
            look = replace(look, ground=UNKNOWN if "url(" in ground else _luminance(ground.split(" ")[0], look.ground))
        if "font-size" in said:
            look = replace(look, size=_points(said["font-size"], look.size))
        if "visibility" in said:
            look = replace(look, unseen=said["visibility"] in ("hidden", "collapse"))
        moved = [_points(said[name], _ROOT) for name in _THAT_MOVE if name in said]
        nothing = said.get("display") == "none" or said.get("opacity", "1").strip("%") in ("0", "0.0", ".0")
        return replace(look, gone=look.gone or nothing or "hidden" in said or any(far < _AWAY for far in moved))


def rules_of(root: etree._Element) -> dict[str, dict[str, str]]:
    """Return the rules of a page's own style sheets for plain selectors; later ones win."""
    rules: dict[str, dict[str, str]] = {}
    for sheet in root.iter("style"):
        for selectors, body in _RULE.findall(_COMMENT.sub("", sheet.text or "")):
            said = {name: value for name, value in declarations(body).items() if name in _THAT_HIDE}
            for selector in selectors.split(",") if said else ():
                if _PLAIN_SELECTOR.match(selector.strip()):
                    rules.setdefault(selector.strip().lower(), {}).update(said)
    return rules


def declarations(style: str) -> dict[str, str]:
    """Return the declarations of a ``style`` attribute or rule that may hide text."""
    pairs = (part.split(":", 1) for part in style.lower().split(";") if ":" in part)
    said = {name.strip(): value.replace("!important", "").strip() for name, value in pairs}
    return {name: value for name, value in said.items() if name in _THAT_HIDE}


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    if element.get("hidden") is not None:
        yield "hidden", ""
    for attribute, name in (("bgcolor", "background-color"), ("color", "color"), ("text", "color")):
        if value := element.get(attribute):
            yield name, value.lower()


def _selectors(element: etree._Element) -> Iterator[str]:
    tag = element.tag if isinstance(element.tag, str) else ""
    yield tag
    for name in (element.get("class") or "").lower().split():
        yield f".{name}"
        yield f"{tag}.{name}"
    if name := (element.get("id") or "").lower():
        yield f"#{name}"
        yield f"{tag}#{name}"


def _luminance(colour: str, around: float) -> float:
    if colour in ("inherit", "transparent", "initial", "none", "unset"):
        return around
    if found := _RGB.match(colour):
        if (found[4] or "1").strip("%") in ("0", "0.0"):
            return around
        red, green, blue = (min(int(found[at]), 255) / 255 for at in (1, 2, 3))
        return luminance_of(red, green, blue)
    known = luminance_of_code(_NAMES.get(colour, colour))
    return _MIDDLE if known is None else known


def _points(length: str, around: float) -> float:
    found = _LENGTH.match(length)
    try:
        number = float(found[1]) if found else None
    except ValueError:
        number = None
    if found is None or number is None:
        return around
    if found[2] in _POINTS:
        return number * _POINTS[found[2]]
    return number * (around / 100 if found[2] == "%" else _ROOT if found[2] == "rem" else around)

"""What in a page would run or be fetched if a browser opened it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

# http://x/a.png, //x/a.png, file:///etc/passwd, \\server\a.png; not data:, cid:, "image001.png"
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?(?://|\\\\)", re.IGNORECASE)
_FETCHED = {
    **dict.fromkeys(("img", "iframe", "frame", "embed", "script", "source", "video", "audio", "input"), "src"),
    "link": "href",
    "object": "data",
    "image": "href",
}
_SCRIPT = re.compile(r"\s*(?:java|vb)script:", re.IGNORECASE)


def active_in_page(root: etree._Element) -> Iterator[str]:
    """Yield the kinds of active content below ``root``, in any number: ``script``, ``outside``. Links to click are none."""
    for element in root.iter(etree.Element):
        if element.tag == "script" or any(name.startswith("on") for name in element.attrib):
            yield "script"
        if _SCRIPT.match(element.get("href") or element.get("src") or element.get("action") or ""):
            yield "script"
        fetched = _FETCHED.get(element.tag)
        if fetched and _ELSEWHERE.match(element.get(fetched) or ""):
            yield "outside"
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "outside" if "url" in (element.get("content") or "").lower() else "script"

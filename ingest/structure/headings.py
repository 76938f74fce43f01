"""The title of a unit: its heading, the run-in title before a colon, or its first clause."""

from __future__ import annotations

import re

from ingest.document import SUPERSCRIPTS

HEADING_LIMIT = 120
_MARKS = re.compile(f"(?<![0-9m])[{SUPERSCRIPTS}]+")
# The end of a sentence or clause: "ABC. Def", "ABC; def"; not "TP.HCM", "1.520.367", "v.v."
_CLAUSE_END = re.compile(r"(?<!\bTP)(?<!\bv\.v)[.;](?=\s|$)|[!?…](?=\s|$)|\.{3}")
# A short paragraph is a title as a whole ("3. Quốc phòng - an ninh; thanh tra") unless a sentence or colon ends inside it.
_INNER_END = re.compile(r"[:.!?…](?=\s+\S)")
# "1. Bà: Lê Thị Mai - Trưởng đoàn": what stands before the colon is no title.
_FORM_OF_ADDRESS = re.compile(r"(?:các )?(?:ông|bà|ông bà|ông/bà|đồng chí|đ/c)", re.IGNORECASE)


def heading_of(content: str) -> str:
    """Return the title of a unit from the paragraph behind its marker: at most 120 characters, no closing sign.

    >>> heading_of("Tình hình đầu tư: tính đến ngày 16/11, giá trị giải ngân đạt 57%.")
    'Tình hình đầu tư'
    """
    text = _MARKS.sub("", content).strip()
    if len(text) <= HEADING_LIMIT and not _INNER_END.search(text):
        return shortened(text)
    clause = _CLAUSE_END.search(text)
    first = text[: clause.start()] if clause else text
    colon = re.search(r":(?=\s|$)", first)
    if colon and colon.start() > 1 and not _FORM_OF_ADDRESS.fullmatch(first[: colon.start()].strip()):
        first = first[: colon.start()]
    return shortened(first)


def shortened(text: str) -> str:
    """Cut a text to ``HEADING_LIMIT`` characters, at a comma if one is far enough, else between words."""
    text = text.strip(" \t:;,.*_–-")
    if len(text) <= HEADING_LIMIT:
        return text
    cut = text[:HEADING_LIMIT]
    comma = cut.rfind(", ")
    if comma >= HEADING_LIMIT // 3:
        return cut[:comma].strip()
    return cut[: cut.rfind(" ")].strip() if " " in cut else cut

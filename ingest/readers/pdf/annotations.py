"""What the annotations of a PDF page say without being drawn: typed-in text, the names of rubber stamps, form values."""

from __future__ import annotations

import re

from pypdf.generic import DictionaryObject, TextStringObject

_TAG = re.compile(r"<[^<>]*>")  # rich text: "<p><span style=...>MẬT</span></p>"
_ENTRIES = ("/Contents", "/RC", "/Subj", "/V")
_MOST = 2_000  # letters of one entry: a mark is short
# Names of stamps that come with editors (PDF 32000-1, 12.5.6.12) and stand for what they print: "/SBTopSecret"
_STAMP_NAMES = {"topsecret": "TUYỆT MẬT", "secret": "MẬT"}


def annotation_texts(annotation: DictionaryObject) -> list[str]:
    """Return the texts of an annotation; links and other targets have none."""
    if annotation.get("/Subtype") == "/Link":
        return []
    found = []
    # The value of a signature is no text, and reading its kilobytes of digits takes longer than the page.
    entries = _ENTRIES if _field_type(annotation) != "/Sig" else _ENTRIES[:-1]
    for entry in entries:
        value = annotation.get(entry)
        value = value.get_object() if value is not None and hasattr(value, "get_object") else value
        if isinstance(value, TextStringObject | str):
            found.append(_TAG.sub("\n", str(value)[:_MOST]).strip())
    name = str(annotation.get("/Name") or "").lstrip("/#").removeprefix("SB").lower()
    found += [meaning for known, meaning in _STAMP_NAMES.items() if name == known]
    return [text for text in found if text]


def _field_type(annotation: DictionaryObject) -> str | None:
    """Return the type of a form field, its own or that of the field it is a part of."""
    parent = annotation.get("/Parent")
    parent = parent.get_object() if parent is not None else None
    inherited = parent.get("/FT") if isinstance(parent, DictionaryObject) else None
    return annotation.get("/FT") or inherited

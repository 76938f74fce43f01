"""State secrets stay out: a secrecy mark in the letterhead refuses the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest import shapes
from ingest.errors import SecretDocumentError
from ingest.folding import fold
from ingest.lines import Line

# MẬT · TỐI MẬT · TUYỆT MẬT · (MẬT) · ☒ MẬT: standing alone and in capitals.
# Not "bảo mật", "Quy chế bảo vệ bí mật nhà nước", "CƠ MẬT VIỆN", "□ MẬT □ TỐI MẬT", "MẬT □" (a form to fill in).
_MARK = re.compile(r"^(?:(?![□☐◻▢])\W)*(?P<mark>(?:toi |tuyet )?mat)(?:(?![□☐◻▢])\W)*$")
# "ĐỘ MẬT: TỐI MẬT", "Độ mật: Mật" say so in any case; not "Độ mật: Thường", "Độ mật: □ Mật".
_STATED = re.compile(r"^(?:(?![□☐◻▢])\W)*do mat\s*:?\s*(?P<mark>(?:toi |tuyet )?mat)(?:(?![□☐◻▢])\W)*$")
# "T Ố I  M Ậ T": spaced for looks; between words stand more blanks than between letters, or as many
_SPACED = re.compile(r"^\W*(?:\w\s+){2,}\w\W*$")
_REACH = 40  # lines: the mark stands at the top of the first page


def refuse_secrets(lines: Iterable[Line]) -> None:
    """Raise ``SecretDocumentError`` (detail: the mark as printed) when one of the first lines is a secrecy mark."""
    for position, line in enumerate(lines):
        if position >= _REACH and line.role not in ("header", "footer"):
            continue
        for text in (part for cell in (line.cells or (line.text,)) for part in cell.split("\n")):
            if _is_mark(text):
                raise SecretDocumentError("secret_mark", text.strip())


def _is_mark(text: str) -> bool:
    folded = fold(text)
    if _SPACED.match(folded):
        folded = re.sub(r"(?<=^toi)|(?<=^tuyet)", " ", re.sub(r"\W", "", folded))
    if _STATED.match(folded):
        return True
    return shapes.is_capitals(text) and _MARK.match(folded) is not None

"""State secrets stay out: a secrecy mark in the letterhead refuses the document."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest import shapes
from ingest.errors import SecretDocumentError
from ingest.folding import fold
from ingest.lines import Line

# MẬT · TỐI MẬT · TUYỆT MẬT · "ĐỘ MẬT: TỐI MẬT" · (MẬT); standing alone and in capitals.
# Not "bảo mật", "Quy chế bảo vệ bí mật nhà nước", "CƠ MẬT VIỆN".
_MARK = re.compile(r"^\W*(?:do mat\s*:?\s*)?(?P<mark>(?:toi |tuyet )?mat)\W*$")
_REACH = 40  # lines: the mark stands at the top of the first page


def refuse_secrets(lines: Iterable[Line]) -> None:
    """Raise ``SecretDocumentError`` (detail: the mark as printed) when one of the first lines is a secrecy mark."""
    for position, line in enumerate(lines):
        if position >= _REACH and line.role not in ("header", "footer"):
            continue
        for text in (part for cell in (line.cells or (line.text,)) for part in cell.split("\n")):
            if shapes.is_capitals(text) and _MARK.match(fold(text)):
                raise SecretDocumentError("secret_mark", text.strip())

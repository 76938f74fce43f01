"""Small directives of an invented province, built by hand for tests that need a document and no file."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from index.text.tokens import tokenise
from ingest.document import Document, DocumentNumber, Section, Span


def directive(
    name: str,
    paragraphs: Sequence[str],
    *,
    kind: str = "công văn",
    number: str | None = None,
    issuer: str = "Ủy ban nhân dân tỉnh Bình Lạc",
    issued_on: date | None = date(2024, 6, 18),
) -> Document:
    """Return a document of one section for each paragraph, numbered from 1."""
    text = "".join(f"{position}. {words}\n" for position, words in enumerate(paragraphs, 1))
    sections = []
    start = 0
    for position, line in enumerate(text.splitlines(keepends=True), 1):
        heading = line.split(". ", 1)[1].split(":")[0].strip()[:120]
        sections.append(Section(str(position), heading, 1, Span(start, start + len(line))))
        start += len(line)
    sha256 = hashlib.sha256(name.encode()).hexdigest()
    code = (number or "/").split("/", 1)[1]
    return Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=f"{name}.txt",
        text=text,
        kind=kind,
        number=DocumentNumber(number, number.upper(), number.split("/")[0], code) if number else None,
        issuer=issuer,
        issued_on=issued_on,
        sections=tuple(sections),
        body=Span(0, len(text)),
    )


def numbered_directives() -> list[Document]:
    """Return five short directives on five topics."""
    return [
        directive(
            f"d{number}",
            [
                f"Việc thứ {number} về {topic} giao các sở, ngành và địa phương trên địa bàn tỉnh Bình Lạc thực hiện.",
                f"Báo cáo {topic} hằng tháng về Văn phòng Ủy ban nhân dân tỉnh trước ngày 20 để tổng hợp chung.",
            ],
            number=f"{number}/KH-UBND",
        )
        for number, topic in enumerate(("thủy lợi", "giao thông", "y tế", "giáo dục", "du lịch"), 1)
    ]


class HashingEncoder:
    """A real, if simple, encoder: the folded syllables of a text, hashed into 128 places."""

    dimensions = 128

    def __init__(self, name: str = "hashing") -> None:
        self.name = name
        self.fingerprint = f"{name}-1"
        self.encoded = 0

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what is to be found."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for token in tokenise(text).folded:
                row[hashlib.sha256(f"{self.name}{token}".encode()).digest()[0] % self.dimensions] += 1.0
        self.encoded += len(texts)
        unit: NDArray[np.float32] = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-12)
        return unit

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Encode what is asked."""
        return self.encode_passages(texts)

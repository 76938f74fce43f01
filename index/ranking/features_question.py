"""A question as the features see it: its words with their weights, expansions, numbers, and what kind of thing is asked."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from index.query.read import ReadQuestion
from index.query.vocabulary import Vocabulary
from index.ranking.features_words import Lexicon, Numbers
from index.text.function_words import ASKING
from index.text.tokens import tokenise
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import fold

ASKING_WEIGHT = 0.25
"""What a word of asking counts for beside another of its rarity."""
MOST_COLUMNS = 64
"""Words compared: what is longer than a paragraph is known by its first words well enough."""

_FITTED = kind_names("fitted")
# Each on folded text.
#   when      "bao gio", "khi nao", "ngay nao", "thoi han", "truoc ngay may", "may gio"
#   amount    "bao nhieu", "may nguoi", "muc phat", "ty le"; not "bao lau"
#   long      "bao lau", "may ngay", "trong bao nhieu ngay"
#   who       "ai", "so nao", "co quan nao", "don vi nao", "giao cho ai", "ai ki"
#   document  "van ban nao", "quyet dinh nao", "so van ban", "theo thong tu nao", "can cu nao"
KINDS: dict[str, re.Pattern[str]] = {
    "when": re.compile(
        r"\b(?:bao gio|khi nao|(?:ngay|thang|nam|quy|thoi gian|hom) (?:nao|may)|thoi han|han (?:chot|nop|gui|cuoi)|may gio"
        r"|chung nao|luc nao|deadline)\b"
    ),
    "amount": re.compile(
        r"\b(?:bao nhieu|may (?!ngay|thang|nam|gio)\w+|muc (?:phat|luong|ho tro|thu|dong)|ti le|ty le|phan tram|tong so|so luong)\b"
    ),
    "long": re.compile(r"\b(?:bao lau|(?:may|bao nhieu) (?:ngay|thang|nam|tuan|gio|tieng)|thoi gian bao)\b"),
    "who": re.compile(
        r"\b(?:ai|(?:so|co quan|don vi|bo|ban|nganh|phong|nguoi|cap|hoi|to chuc|ben|dau) nao|dau moi|chu tri|phu trach)\b"
    ),
    "document": re.compile(
        rf"\b(?:(?:{one_of(map(fold, _FITTED))}|van ban|cv|thong bao|chi thi|can cu) (?:nao|gi|so may)"
        r"|so (?:hieu|van ban|cong van)|so may)\b"
    ),
}

# What the passage has where such a question is answered, on its lower-case text.
SHAPES: dict[str, re.Pattern[str]] = {
    "when": re.compile(
        r"\bngày\s+\d|\btháng\s+\d|\bquý\s+[iv]+\b|\d{1,2}/\d{1,2}/\d{4}|\bnăm\s+\d{4}|trước ngày|chậm nhất|thời hạn|hàng (?:tháng|quý|năm)"
    ),
    "amount": re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|[^\W\d_])|\b(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\b"),
    "long": re.compile(r"\d+\s*(?:ngày|tháng|năm|giờ|tuần|phút)|\bthời (?:hạn|gian)\b"),
    "who": re.compile(
        r"\bchủ trì|\bgiao\b|chịu trách nhiệm|\bphối hợp|thẩm quyền|đầu mối|\bsở\b|\bủy ban nhân dân|\bubnd\b|\bbộ trưởng|\bchủ tịch"
    ),
    "document": re.compile(rf"\d+(?:/\d{{4}})?/[a-zđ]{{2,}}|\b{one_of(_FITTED)}\b"),
}


@dataclass(frozen=True, slots=True)
class ColumnExpansion:
    """Another wording for the columns ``covers``: met when all columns ``by`` are met, and then worth ``weight``."""

    covers: tuple[int, ...]
    by: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True, eq=False)
class QuestionColumns:
    """A question. Its columns are its distinct words as meant, then the words of expansions.

    ``own`` is how many columns are its own; ``typed`` and ``meant`` are numbers of the lexicon by column; ``weights``
    are of its own columns and sum to 1 (the archive's idf, less for words of asking), ``content`` the same with one weight
    for all but words of asking. ``row`` are the columns in the order of the words, and ``joined`` tells whether each makes
    a pair with the one before.
    """

    typed: Numbers
    meant: Numbers
    own: int
    weights: NDArray[np.float32]
    content: NDArray[np.float32]
    row: tuple[int, ...]
    joined: tuple[bool, ...]
    wordings: tuple[ColumnExpansion, ...]
    kinds: frozenset[str]
    numbers: tuple[re.Pattern[str], ...]
    syllables: int


def asked(reading: ReadQuestion, lexicon: Lexicon, counts: Vocabulary) -> QuestionColumns:
    """Return the features' view of a question as it was read."""
    columns: dict[str, int] = {}
    typed: list[int] = []
    row: list[int] = []
    joined: list[bool] = []
    for word, meant in zip(reading.words, reading.meant, strict=True):
        token = meant.token
        if token not in columns:
            if len(columns) >= MOST_COLUMNS:
                continue
            columns[token] = len(columns)
            typed.append(lexicon.number(word.token))
        row.append(columns[token])
        joined.append(word.joined)
    own = len(columns)
    weights = np.array([_weight(token, counts) for token in columns], dtype=np.float32)
    wordings: list[ColumnExpansion] = []
    for one in reading.alternatives:
        covers = tuple(sorted({columns[m.token] for m in reading.meant[one.first : one.last] if m.token in columns}))
        by: list[int] = []
        for token in tokenise(one.wording).syllables:
            if token not in columns:
                columns[token] = len(columns)
                typed.append(lexicon.number(token))
            by.append(columns[token])
        if covers and by:
            wordings.append(ColumnExpansion(tuple(c for c in covers if c < own), tuple(by), one.weight))
    bare = fold(reading.text)
    return QuestionColumns(
        typed=np.array(typed, dtype=np.int32),
        meant=np.array([lexicon.number(token) for token in columns], dtype=np.int32),
        own=own,
        weights=weights / max(float(weights.sum()), 1e-6),
        content=_even(list(columns)[:own]),
        row=tuple(row),
        joined=tuple(joined),
        wordings=tuple(wordings),
        kinds=frozenset(name for name, pattern in KINDS.items() if pattern.search(bare)),
        numbers=tuple(dict.fromkeys(map(_printed, reading.tokens.numbers))),
        syllables=len(reading.words),
    )


def _even(tokens: Collection[str]) -> NDArray[np.float32]:
    shares = np.array([token not in ASKING for token in tokens], dtype=np.float32)
    return shares / max(float(shares.sum()), 1.0)


def _weight(token: str, counts: Vocabulary) -> float:
    found = min(counts.word(token), counts.passages)
    idf = log(1 + (counts.passages - found + 0.5) / (found + 0.5))
    return idf * (ASKING_WEIGHT if token in ASKING else 1.0)


def _printed(number: str) -> re.Pattern[str]:
    """Return what finds a token of ``Tokens.numbers`` in folded text, in any way it is printed.

    ``18/6/2024`` finds "ngay 18 thang 6 nam 2024" and "18/06/2024"; ``6/2024`` "thang 6 nam 2024" and "18/6/2024";
    ``206/qd-ttg`` "206 /qd-ttg"; ``1088/`` "1088/ubnd" and not "21088/ubnd".
    """
    parts = number.split("/")
    if len(parts) in (2, 3) and all(part.isdigit() for part in parts) and len(parts[-1]) == 4:
        between = r"\s*(?:[/.-]|thang|nam)\s*"
        return re.compile(r"(?<![\d])" + between.join(f"0?{part}" for part in parts) + r"(?!\d)")
    exact = re.escape(number).replace("/", r"\s?/\s?").replace(r"\-", r"\s?-\s?")
    return re.compile(rf"(?<![\d/.,])0*{exact}" + ("" if number.endswith("/") else r"(?![\w/])"))

"""Document numbers as people type them when they do not copy them: with blanks for signs, glued, dotted, without a code."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from index.text.tokens import Tokens, heads, tokenise
from ingest.text.document_kinds import KINDS, TYPES, one_of
from ingest.text.folding import fold
from ingest.text.syllables import is_syllable

# Codes of kinds, folded: "qd", "tb", "ubnd" and the like open a code; what stands behind is a body or a unit.
_OPENERS = frozenset(fold(code) for code in TYPES if len(code) > 1 and code.isalpha())
_BODIES = re.compile(r"ubnd|hdnd|ub|vp\w*|bc[dh]\w*|mttq|s[a-z]{2,6}|b[a-z]{2,6}")
_FIGURE = r"\d{1,5}|\d{1,2}\.\d{3}"
# On folded text:  "1088 ubnd th"  "1088 ubnd-th"  "1088ubnd-th"  "206 qd ttg"  "1.088 ubnd th"  "13 - tb/vp"  "32 2020 qd ttg"
#   never          "1088 ubnd xa" (a word follows)  "16 bc" (one code alone)  "5 so nganh"
_SPACED = re.compile(
    rf"(?<![\w/.,-])(?P<no>{_FIGURE})[\s/-]*(?:(?<=[\s/])(?P<year>(?:19|20)\d\d)[\s/]+)?"
    r"(?P<first>[a-z]{2,9})[\s/-]+(?P<second>[a-z]{2,8}\d{0,2})(?:\s?-\s?(?P<third>[a-z]{2,8}))?(?![\w/])"
)
_SAID = (fold(form) for one in KINDS if one.codes or one.short for form in (one.name, *one.short))
_NAMED = one_of({*_SAID, *_OPENERS})
# "cv 1088"  "cong van so 1088"  "cv1088"  "so: 23"  "vb so 1.088"  "qd so 206 ngay 1/3"; the figure of no code.
#   never    "chi thi 16 ngay"  "ke hoach 5 nam"  "bao cao 11 thang"  "bao cao 6 thang"  "thong bao 3 nguoi"  "ho so 12"
_BARE = re.compile(
    rf"(?<![\w/.-])(?<!ho\s)(?:{_NAMED}\s?(?:so\s?)?:?\s?|so\s?:?\s?)(?P<no>{_FIGURE})(?!\w|/|[.,]\d|%|-\w)"
    r"(?!\s?(?:nam(?!\s(?:19|20)\d\d(?!\s?-))|ngay(?!\s(?:\d|nao|may))|thang|tuan|nguoi|ty|ti|trieu|chi\stieu|nhiem\svu|quy|gio|%|lan|xa"
    r"|huyen|vu|ho|dong|ha|km|don\svi)\b)"
)
_YEARLIKE = re.compile(r"(?:19|20)\d\d")

MOST_WORDS_BESIDE_NUMBER = 10  # "Thông báo 13/TB-VP ban hành ngày nào": eight, the parts of the number counted
MOST_WORDS_BESIDE_HEAD = 2  # "1088 nói gì", "công văn số 1088 nói gì": what names the number is not counted


@dataclass(frozen=True, slots=True)
class TypedNumber:
    """A number and where it was typed: ``token`` as in ``Tokens.numbers``; the bare head (``1088/``) where no code was."""

    token: str
    start: int
    end: int

    @property
    def whole(self) -> bool:
        """True when a code was typed."""
        return not self.token.endswith("/")


def typed_numbers(text: str) -> tuple[TypedNumber, ...]:
    """Return the numbers of an NFC question that ``index.text.tokens`` does not read whole, in order, without overlaps.

    >>> [one.token for one in typed_numbers("1088 ubnd th")], [one.token for one in typed_numbers("cv 1.088")]
    (['1088/ubnd-th'], ['1088/'])
    """
    plain = fold(text)
    found: list[TypedNumber] = []
    for match in _SPACED.finditer(plain):
        code = [part for part in (match["first"], match["second"], match["third"]) if part]
        if _is_code(code):
            parts = [_head(match["no"]), *([match["year"]] if match["year"] else []), "-".join(code)]
            found.append(TypedNumber("/".join(parts), *match.span()))
    for match in _BARE.finditer(plain):
        start = match.start("no")
        clear = not any(one.start <= start < one.end for one in found)
        if clear and not _YEARLIKE.fullmatch(match["no"]) and _head(match["no"]):
            found.append(TypedNumber(f"{_head(match['no'])}/", *match.span()))
    return tuple(sorted(found, key=lambda one: one.start))


def whole_numbers(text: str) -> frozenset[str]:
    """Return the numbers of ``text`` that were typed with their code, read by whichever way reads them."""
    read = (one for one in tokenise(text).numbers if any(sign.isalpha() for sign in one))
    return frozenset((*read, *(one.token for one in typed_numbers(text) if one.whole)))


def asked_tokens(text: str) -> Tokens:
    """Return the tokens of an NFC question, with the numbers that it holds however they were typed."""
    tokens = tokenise(text)
    typed = [one.token for one in typed_numbers(text) if one.token not in tokens.numbers]
    more = (token for one in typed for token in _forms(one))
    return replace(tokens, numbers=tuple(dict.fromkeys((*tokens.numbers, *more)))) if typed else tokens


def looks_up_number(text: str) -> bool:
    """Tell whether a question asks for a document by its number and says little else: its meaning has nothing to add.

    >>> looks_up_number("cv 1088"), looks_up_number("Thông báo 13/TB-VP ban hành ngày nào"), looks_up_number("qd so 206")
    (True, True, True)
    >>> looks_up_number("năm 2024 có 12 nhiệm vụ nào"), looks_up_number("sở y tế")
    (False, False)
    """
    tokens = tokenise(text)
    words = [token for token in tokens.syllables if not token[0].isdigit()]
    if any(token.endswith("/") for token in tokens.numbers):
        return len(words) <= MOST_WORDS_BESIDE_NUMBER
    typed = typed_numbers(text)
    if typed:
        rest = "".join(text[before:after] for before, after in _between(typed, len(text)))
        words = [token for token in tokenise(rest).syllables if not token[0].isdigit()]
    return bool(typed or heads(tokens)) and len(words) <= MOST_WORDS_BESIDE_HEAD


def _between(typed: tuple[TypedNumber, ...], end: int) -> list[tuple[int, int]]:
    return list(zip((0, *(one.end for one in typed)), (*(one.start for one in typed), end), strict=True))


def _forms(token: str) -> tuple[str, ...]:
    """Return a number with the shorter forms that ``index.text.tokens`` has beside it: without its year, and its head."""
    head, code = token.split("/")[0], token.split("/")[-1]
    if not code:
        return (token,)
    return tuple(dict.fromkeys((token, f"{head}/{code}", f"{head}/")))


def _is_code(parts: list[str]) -> bool:
    opens = parts[0] in _OPENERS or _BODIES.fullmatch(parts[0]) is not None
    return opens and not any(is_syllable(part) for part in parts)


def _head(figure: str) -> str:
    return figure.replace(".", "").lstrip("0")

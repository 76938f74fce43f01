"""Document numbers: find them in a text, take them apart, bring them to one normal form.

Finding is not resolving: state numbers restart every year for each issuer, so equal numbers may be different documents.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from ingest.document import SUPERSCRIPTS, DocumentNumber, Span
from ingest.references.number_grammar import BODY_CODE, LIKE_DIGITS, NAMED, NUMBER, SHARED
from ingest.text.document_kinds import TYPES, kinds_for
from ingest.text.lookalikes import in_western_signs

_YEARLIKE = range(1900, 2100)
_SLIPS = {
    "QD": "QĐ", "QĐĐ": "QĐ", "CD": "CĐ", "ND": "NĐ", "NĐĐ": "NĐ", "UBNĐ": "UBND", "UNBD": "UBND", "UBDN": "UBND",
    "HDND": "HĐND", "HĐNĐ": "HĐND", "BCD": "BCĐ", "BCSD": "BCSĐ", "BCS": "BCSĐ", "TƯ": "TW", "QYD": "QYĐ",
}  # fmt: skip
# QĐTTg, NĐCP: the hyphen forgotten. Not CTUBND (chủ tịch UBND) nor TTCP (Thanh tra Chính phủ), which are bodies
_GLUED = re.compile(r"(NQ|QĐ|NĐ)(CP|TTG|UBND|HĐND)", re.IGNORECASE)
_ALONE = frozenset(kind.codes[0] for kind in kinds_for("alone"))
_PARTY_TYPES = frozenset(TYPES) | {"QD", "CD", "QDi"}
# 1O88, l2, ١٠٨٨ (Arabic-Indic), 1.526; capitals, since look-up compares in capitals: L2
_LIKE_A_NUMBER = re.compile(r"(?=[OoLlI]*\d)[\dOoLlI]+(?:\.\d+)?")
_THOUSAND = re.compile(r"(\d{1,2})\.(\d{3})$")


def find_numbers(text: str) -> list[tuple[Span, DocumentNumber]]:
    """Return every document number of ``text`` in order, each with the span of its printed form.

    A list that shares its tail (``số 12, 13 và 15/KH-UBND``) yields each member, the first ones with the span of their
    digits alone. Ratios, dates and figures with a slash are never taken for numbers.
    """
    # One superscript stands for one blank: a mark behind a number (QĐ-TTg³) must not hide it, and offsets must hold.
    plain = "".join(" " if sign in SUPERSCRIPTS else sign for sign in text)
    found: list[tuple[Span, DocumentNumber]] = []
    for span, number in _whole(plain):
        before = plain[max(0, span.start - 80) : span.start]
        shared = SHARED.search(before)
        if shared:
            base = span.start - len(before) + shared.start(1)
            for digits in re.finditer(r"\d+", shared[1]):
                if int(digits[0]):
                    member = Span(base + digits.start(), base + digits.end())
                    found.append((member, _with_number(number, digits[0])))
        found.append((span, number))
    return found


def _whole(plain: str) -> list[tuple[Span, DocumentNumber]]:
    """Every number printed with its code; of two readings of one place the longer holds."""
    readings = [(Span(m.start(), m.end()), m, m[0]) for m in NUMBER.finditer(plain)]
    readings += [(Span(*m.span("number")), m, m["number"]) for m in NAMED.finditer(plain)]
    readings.sort(key=lambda one: (one[0].start, -one[0].end))
    kept: list[tuple[Span, DocumentNumber]] = []
    for span, match, printed in readings:
        number = _number(match, printed, trusted=match.re is NAMED)
        if number is not None and not (kept and kept[-1][0].overlaps(span)):
            kept.append((span, number))
    return kept


def parse_number(text: str) -> DocumentNumber | None:
    """Take one printed number apart (``Số: 1088 /UBND-TH``); ``None`` when the text is not exactly one number.

    Behind ``Số`` every code of capitals is believed (``Số: 1230/MĐV-ATMT``), without it the known ones alone.
    """
    stripped = re.sub(r"^\s*[Ss]ố\s*:?\s*", "", in_western_signs(unicodedata.normalize("NFC", text))).strip()
    match = NUMBER.fullmatch(stripped)
    if match is not None:
        return _number(match, stripped)
    called = NAMED.fullmatch(f"văn bản số {stripped}") if stripped != text.strip() else None
    return _number(called, stripped, trusted=True) if called else None


def normal_number(text: str) -> str:
    """Bring a number to its form for look-up: NFC, no spaces, upper case, known slips mended, no leading zeros.

    >>> normal_number("051/CD-TTg")
    '51/CĐ-TTG'
    """
    packed = re.sub(r"\s+", "", in_western_signs(unicodedata.normalize("NFC", text))).upper()
    packed = packed.replace("–", "-").replace("—", "-").replace("‑", "-").replace("Ð", "Đ")
    packed = re.sub(r"^SỐ:?", "", packed)
    tokens = re.split(r"([-/&])", packed)
    tokens = [_GLUED.sub(r"\1-\2", token) if _GLUED.fullmatch(token) else _SLIPS.get(token, token) for token in tokens]
    tokens[0] = _plain_digits(tokens[0])
    return "".join(tokens)


def mistyped(numbers: Iterable[DocumentNumber | None]) -> list[str]:
    """Return the printed forms, each once, with letters or foreign digits in the place of digits: 1O88/UBND-TH."""
    printed = (number.printed for number in numbers if number is not None)
    return list(dict.fromkeys(one for one in printed if not re.match(r"[0-9]+(?![^\W_])", one)))


def _plain_digits(digits: str) -> str:
    """Without the dot of a thousand and without leading zeros: 1.526 → 1526, 02.06 → 2.06; other text as it is.

    Letters among digits are the digits they look like (1O88 → 1088), digits of other scripts are the Western ones.
    """
    if _LIKE_A_NUMBER.fullmatch(digits):
        digits = "".join(str(unicodedata.digit(sign, sign)) for sign in digits.translate(LIKE_DIGITS))
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", digits):
        return digits
    return _THOUSAND.sub(r"\1\2", digits).lstrip("0") or "0"


def _number(match: re.Match[str], printed: str, *, trusted: bool = False) -> DocumentNumber | None:
    digits, year = _plain_digits(match["no"]), match["year"]
    if not float(digits):
        return None  # "Số: 0 /TTr-UBND" is a draft's blank, not number 0
    if match["party_type"]:
        kind: str | None = _canonical_type(match["party_type"])
        if match["party_type"] not in _PARTY_TYPES and kind not in TYPES:
            return None
        code, issuer = f"{match['party_type']}/{match['party_issuer']}", match["party_issuer"]
    else:
        code = _GLUED.sub(r"\1-\2", re.sub(r"\s", "", match["code"]).replace("–", "-"))
        first, _, rest = code.partition("-")
        kind = _canonical_type(first)
        if kind in TYPES and (rest or year or first in _ALONE):
            issuer = rest or None
        else:
            kind, issuer = None, first
        alone = kind is None and "-" not in code and "&" not in code and not year
        # 2024/QH15 and 2011/BTNMT are a truncated law number and a technical standard; 12/SX is a lot number.
        if alone and ((digits.isdigit() and int(digits) in _YEARLIKE) or not (trusted or BODY_CODE.match(code))):
            return None
    return DocumentNumber(
        printed=printed,
        normal=normal_number(printed),
        number=digits,
        code=code,
        kind=kind,
        issuer_code=issuer,
        year=int(year) if year else None,
    )


def _canonical_type(token: str) -> str:
    mended = _SLIPS.get(token.upper(), token)
    return {"CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ"}.get(mended, mended)


def _with_number(model: DocumentNumber, digits: str) -> DocumentNumber:
    printed = re.sub(r"^[\d.]+", digits, model.printed)
    return DocumentNumber(
        printed=printed,
        normal=normal_number(printed),
        number=digits.lstrip("0") or "0",
        code=model.code,
        kind=model.kind,
        issuer_code=model.issuer_code,
        year=model.year,
    )

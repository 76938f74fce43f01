"""The grammar of document numbers: find them in a text, take them apart, bring them to one normal form.

Grammar (Nghị định 30/2020/NĐ-CP, Appendix III, and Hướng dẫn 36-HD/VPTW for the Party)::

    NO/TYPE-ISSUER         206/QĐ-TTg, 13/TB-VP, 94/KH-MTTQ-BTT
    NO/YEAR/TYPE-ISSUER    58/2023/NĐ-CP, 202/2025/QH15      the year is part of the number
    NO/ISSUER-UNIT         1088/UBND-TH                      a công văn, which has no type
    NO-TYPE/ISSUER         39-TB/TW                          the Party: hyphen first

Finding is not resolving: state numbers restart every year for each issuer, so equal numbers may be different documents.
"""

from __future__ import annotations

import re
import unicodedata

from ingest.document import DocumentNumber, Span

# Type codes in the spelling of Appendix III. Đ is meaningful (ĐA a scheme, DA a project), so look-up never folds it.
TYPES = {
    "NQ": "nghị quyết", "QĐ": "quyết định", "CT": "chỉ thị", "QC": "quy chế", "QyĐ": "quy định", "QĐi": "quy định",
    "TC": "thông cáo", "TB": "thông báo", "HD": "hướng dẫn", "CTr": "chương trình", "CTR": "chương trình",
    "KH": "kế hoạch", "PA": "phương án", "ĐA": "đề án", "DA": "dự án", "BC": "báo cáo", "BB": "biên bản",
    "TTr": "tờ trình", "TTR": "tờ trình", "HĐ": "hợp đồng", "CĐ": "công điện", "GM": "giấy mời",
    "GUQ": "giấy ủy quyền", "GGT": "giấy giới thiệu", "PG": "phiếu gửi", "PC": "phiếu chuyển", "PB": "phiếu báo",
    "NĐ": "nghị định", "TT": "thông tư", "TTLT": "thông tư liên tịch", "KL": "kết luận", "CV": "công văn",
    "VBHN": "văn bản hợp nhất", "L": "luật", "PL": "pháp lệnh", "L-CTN": "lệnh",
}  # fmt: skip

_CODE = r"[A-ZĐƯÂÊÔ][A-Za-zĐđƯÂÊÔ0-9]{0,11}"
# One token of the code must be known, or "Ban Chỉ đạo 389/KG" would be a document. S… and B… are the departments and
# ministries (286/STC-HCSN, 1911/BNV-TCPCP).
_KNOWN = (
    r"(?:NQ|Q[ĐD]|CT|QC|QyĐ|TC|TB|HD|CTr|KH|PA|[ĐD]A|BC|BB|TTr|TTR|HĐ|C[ĐD]|N[ĐD]|TT|TTLT|KL|CV|GM|VBHN|UBN[DĐ]|UB|"
    r"H[ĐD]ND|QH\d*|UBTVQH\d*|VP|VPCP|TTg|TTG|CP|BC[ĐD]\w*|BCS[ĐD]?\w*|MTTQ|BQL\w*|CTK|CTUBND|CA\w*|BCH\w*|CT[A-Z]{2,6}|"
    r"S[A-ZĐ]{1,7}|B[A-ZĐ]{1,7}|T[UWƯ]|HU|VPTW|[A-Z]{2,9}ĐU|BTG\w*|BTC\w*|C[A-Z]{1,7}|T[A-ZĐ]{2,6}|H[A-ZĐ]{1,6})"
)
# 1088 /UBND-TH · 32/2020/QĐ-TTg · 39-TB/TW · 3632-CV/BCSD · 202/2025/QH15
# not: 16/22 chỉ tiêu · 3.525/3.995 tàu · 328,7/382 km · 7/12 và 31/12 · 389/KG · 01/VN · km/h
_NUMBER = re.compile(
    rf"""(?<![\w/.,])(?P<no>\d{{1,5}})
    (?: \s?-\s?(?P<party_type>{_CODE})\s?/\s?(?P<party_issuer>{_CODE}(?:-{_CODE})*)
      | \s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?
        (?P<code>(?=(?:\w+\s?[-–]\s?)*{_KNOWN}(?![A-Za-zĐđ])){_CODE}(?:\s?[-–]\s?{_CODE}|\s?&\s?{_CODE}){{0,3}})
    )(?![\w/])""",
    re.VERBOSE,
)
# A code of one token without a type is only believable for bodies: 286/STC, 15/UBND.
_BODY_CODE = re.compile(r"UB|QH|HĐND|S[A-ZĐ]{2}|B[A-ZĐ]{2}|VP")
_YEARLIKE = range(1900, 2100)
# số 12, 13 và 15/KH-UBND: the numbers that share the tail of the last one
_SHARED = re.compile(r"[Ss]ố:?\s*((?:\d{1,5}(?:\s?,\s?|\s+và\s+|\s?;\s?))+)$")
_SLIPS = {
    "QD": "QĐ", "QĐĐ": "QĐ", "CD": "CĐ", "ND": "NĐ", "NĐĐ": "NĐ", "UBNĐ": "UBND", "HDND": "HĐND", "HĐNĐ": "HĐND",
    "BCD": "BCĐ", "BCSD": "BCSĐ", "BCS": "BCSĐ", "TƯ": "TW", "QYD": "QYĐ",
}  # fmt: skip
_PARTY_TYPES = frozenset(TYPES) | {"QD", "CD", "QDi"}


def find_numbers(text: str) -> list[tuple[Span, DocumentNumber]]:
    """Return every document number of ``text`` in order, each with the span of its printed form.

    A list that shares its tail (``số 12, 13 và 15/KH-UBND``) yields each member, the first ones with the span of their
    digits alone. Ratios, dates and figures with a slash are never taken for numbers.
    """
    found: list[tuple[Span, DocumentNumber]] = []
    # One superscript stands for one blank: a mark behind a number (QĐ-TTg³) must not hide it, and offsets must hold.
    plain = "".join(" " if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹" else sign for sign in text)
    for match in _NUMBER.finditer(plain):
        number = _number(match)
        if number is None:
            continue
        before = plain[max(0, match.start() - 60) : match.start()]
        shared = _SHARED.search(before)
        if shared:
            base = match.start() - len(before) + shared.start(1)
            for digits in re.finditer(r"\d+", shared[1]):
                span = Span(base + digits.start(), base + digits.end())
                found.append((span, _with_number(number, digits[0])))
        found.append((Span(match.start(), match.end()), number))
    return found


def parse_number(text: str) -> DocumentNumber | None:
    """Take one printed number apart (``Số: 1088 /UBND-TH``); ``None`` when the text is not exactly one number."""
    stripped = re.sub(r"^\s*[Ss]ố\s*:?\s*", "", unicodedata.normalize("NFC", text)).strip()
    match = _NUMBER.fullmatch(stripped)
    return _number(match) if match else None


def normal_number(text: str) -> str:
    """Bring a number to its form for look-up: NFC, no spaces, upper case, known slips mended, no leading zeros.

    >>> normal_number("051/CD-TTg")
    '51/CĐ-TTG'
    """
    packed = re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).upper()
    packed = packed.replace("–", "-").replace("—", "-").replace("‑", "-").replace("Ð", "Đ")
    packed = re.sub(r"^SỐ:?", "", packed)
    tokens = re.split(r"([-/&])", packed)
    tokens = [_SLIPS.get(token, token) for token in tokens]
    if tokens and tokens[0].isdigit():
        tokens[0] = tokens[0].lstrip("0") or "0"
    return "".join(tokens)


def _number(match: re.Match[str]) -> DocumentNumber | None:
    digits, year = match["no"], match["year"]
    if not int(digits):
        return None  # "Số: 0 /TTr-UBND" is a draft's blank, not number 0
    if match["party_type"]:
        kind: str | None = _canonical_type(match["party_type"])
        if match["party_type"] not in _PARTY_TYPES and kind not in TYPES:
            return None
        code, issuer = f"{match['party_type']}/{match['party_issuer']}", match["party_issuer"]
    else:
        code = re.sub(r"\s", "", match["code"]).replace("–", "-")
        first, _, rest = code.partition("-")
        kind = _canonical_type(first)
        if kind in TYPES and (rest or year or first in ("NQ", "QĐ", "BC", "KH", "TB", "TTr", "CV", "GM")):
            issuer = rest or None
        else:
            kind, issuer = None, first
        alone = kind is None and "-" not in code and "&" not in code and not year
        # 2024/QH15 and 2011/BTNMT are a truncated law number and a technical standard; 12/SX is a lot number.
        if alone and (int(digits) in _YEARLIKE or not _BODY_CODE.match(code)):
            return None
    printed = match[0].strip()
    return DocumentNumber(
        printed=printed,
        normal=normal_number(printed),
        number=digits.lstrip("0"),
        code=code,
        kind=kind,
        issuer_code=issuer,
        year=int(year) if year else None,
    )


def _canonical_type(token: str) -> str:
    mended = _SLIPS.get(token.upper(), token)
    return {"CTR": "CTr", "TTR": "TTr", "QYĐ": "QyĐ"}.get(mended, mended)


def _with_number(model: DocumentNumber, digits: str) -> DocumentNumber:
    printed = re.sub(r"^\d+", digits, model.printed)
    return DocumentNumber(
        printed=printed,
        normal=normal_number(printed),
        number=digits.lstrip("0") or "0",
        code=model.code,
        kind=model.kind,
        issuer_code=model.issuer_code,
        year=model.year,
    )

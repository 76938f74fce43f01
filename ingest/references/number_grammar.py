"""The shapes of document numbers, each beside what it matches and what it must leave alone.

Grammar (Nghị định 30/2020/NĐ-CP, Appendix III, and Hướng dẫn 36-HD/VPTW for the Party)::

    NO/TYPE-ISSUER         206/QĐ-TTg, 13/TB-VP, 94/KH-MTTQ-BTT
    NO/YEAR/TYPE-ISSUER    58/2023/NĐ-CP, 202/2025/QH15      the year is part of the number
    NO/ISSUER-UNIT         1088/UBND-TH                      a công văn, which has no type
    NO-TYPE/ISSUER         39-TB/TW                          the Party: hyphen first

A number with a dot is a part of a series (Nghị quyết 66.4/2025/NQ-CP) or a thousand (1.526/QĐ-UBND).
"""

from __future__ import annotations

import re

from ingest.text.document_kinds import TYPES, kind_names, one_of

_CODE = r"[A-ZĐƯÂÊÔ][A-Za-zĐđƯÂÊÔ0-9]{0,11}"
# One token of the code must be known, or "Ban Chỉ đạo 389/KG" would be a document. S… and B… are the departments and
# ministries (286/STC-HCSN, 1911/BNV-TCPCP).
_KNOWN = (
    rf"(?:{'|'.join(code for code in TYPES if len(code) > 1 and code.isalpha())}|QD|CD|ND|"
    r"UBN[DĐ]|UB|H[ĐD]ND|QH\d*|UBTVQH\d*|VP|VPCP|VPUBND|TTg|TTG|CP|BC[ĐD]\w*|BCS[ĐD]?\w*|MTTQ|BQL\w*|CTK|CTUBND|CA\w*|"
    r"BCH\w*|CT[A-Z]{2,6}|S[A-ZĐ]{1,7}|B[A-ZĐ]{1,7}|T[UWƯ]|HU|VPTW|[A-Z]{2,9}ĐU|BTG\w*|BTC\w*|C[A-Z]{1,7}|"
    r"T[A-ZĐ]{2,6}|H[A-ZĐ]{1,6}|(?:NQ|QĐ|NĐ)(?:CP|TTg|UBND|HĐND))"
)
# A line may end behind a hyphen, never before one: there "- UBND tỉnh ..." is the next item of a list. A hyphen between
# two blanks joins the first two tokens alone (15 /SCT - CN, not "15/QĐ-UBND - UBND tỉnh").
_TIGHT = r"(?:[ \t\u00a0]?[-–](?!\s)|[-–]\s?)"
_FIRST = r"[ \t\u00a0]?[-–]\s?(?![A-Z][a-z]+(?<!TTg)(?<!TTr)(?<!CTr)\b)"
# 1O88/UBND-TH, l2/QĐ-UBND: letters typed for the digits they look like, beside at least one digit
LIKE_DIGITS = str.maketrans("OolLI", "00111")
_MISTYPED = r"(?=[OolI]*\d)(?=\d*[OolI])[\dOolI]{2,5}"
_DIGITS = rf"\d{{1,5}}|\d{{1,2}}\.\d{{3}}|\d{{1,3}}\.\d{{1,2}}|{_MISTYPED}"
# 1088 /UBND-TH · 32/2020/QĐ-TTg · 39-TB/TW · 3632-CV/BCSD · 202/2025/QH15 · 66.4/2025/NQ-CP · 1.526/QĐ-UBND
# not: 16/22 chỉ tiêu · 3.525/3.995 tàu · 328,7/382 km · 7/12 và 31/12 · 389/KG · 01/VN · km/h · QCVN 40:2025/BTNMT
NUMBER = re.compile(
    rf"""(?<![\w/.,])(?<!\d:)(?<!\d[A-Z]:)(?P<no>{_DIGITS})
    (?: \s?-\s?(?P<party_type>{_CODE})\s?/\s?(?P<party_issuer>{_CODE}(?:-{_CODE})*)
      | \s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?
        (?P<code>(?=(?:\w+\s?[-–]\s?)*{_KNOWN}(?![A-Za-zĐđ]))
                 {_CODE}(?:(?:{_FIRST}|\s?&\s?){_CODE})?(?:(?:{_TIGHT}|\s?&\s?){_CODE}){{0,2}})
    )(?![\w/])""",
    re.VERBOSE,
)
# Behind a word for a document and "số" any code is a number's: Văn bản số 1230/MĐV-ATMT, Tờ trình số 24.6/GĐN,
# Văn bản số 03/2026/VLN/CV-TA. Not behind "số" alone: lô số 12/SX, Giấy chứng nhận số 9/KĐI, nhà số 15/A.
NAMED_BY = one_of(kind_names("numbered")).replace(r"\ ", r"\s")
_ANY = r"[A-ZĐ0-9][A-Za-zĐđ0-9]{0,11}"
NAMED = re.compile(
    rf"""(?<!\w)(?i:{NAMED_BY}\s+số)\s?:?\s*
    (?P<number>(?P<no>{_DIGITS}|\d\d\.(?:19|20)\d\d)\s?/\s?(?:(?P<year>(?:19|20)\d\d)\s?/\s?)?
        (?P<code>(?=[A-ZĐ][A-Za-z0-9]?[A-ZĐ0-9]){_CODE}(?:(?:[-–/]|\s?&\s?){_ANY}){{0,3}})
        (?P<party_type>(?!))?(?P<party_issuer>(?!))?
    )(?![\w/])""",
    re.VERBOSE,
)
# The numbers that share the tail of the last one: số 12, 13 và 15/KH-UBND · từ số 12 đến số 15/KH-UBND · số 12 - 15/KH-UBND
SHARED = re.compile(
    rf"(?<!\w)(?i:{NAMED_BY}|số)\s?:?\s*((?:(?i:số\s+)?\d{{1,5}}(?:\s?[,;–-]\s?|\s+(?:và|đến|tới)\s+)(?i:số\s+)?)+)$"
)
# A code of one token without a type is only believable for bodies: 286/STC, 15/UBND.
BODY_CODE = re.compile(r"UB|QH|HĐND|S[A-ZĐ]{2}|B[A-ZĐ]{2}|VP")

"""What a line is by its shape alone: the fixed artifacts and letterhead forms of Nghị định 30/2020/NĐ-CP, Appendix I.

Tests work on folded text (no diacritics) where they can, because scans lose tone marks first and capitals most of all.
"""

from __future__ import annotations

import re

from ingest.document import SUPERSCRIPTS
from ingest.structure.markers import parse_marker
from ingest.text.agency_heads import any_head
from ingest.text.document_kinds import kind_names, one_of
from ingest.text.folding import fold

# Every capital and small letter of Vietnamese: a range À-Ỹ would hold both.
_LETTERS = [chr(code) for code in (*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)) if fold(chr(code)).isascii()]
UPPER = "A-Z" + "".join(letter for letter in _LETTERS if letter.isupper())
LOWER = "a-z" + "".join(letter for letter in _LETTERS if letter.islower())

# CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM; the Party: ĐẢNG CỘNG SẢN VIỆT NAM
_MOTTO = re.compile(r"cong\s*ho\w{0,2}\s.{0,14}(?:chu|hu|nghia).{0,12}viet\s*nam|^\W*dang cong san viet nam\W*$")
# Độc lập - Tự do – Hạnh phúc
_SECOND_MOTTO = re.compile(r"doc\s*lap\s*\W{0,4}\s*tu\s*do\s*\W{0,4}\s*hanh\s*phuc")
# Kiên Giang, ngày 18 tháng 6 năm 2024 · Bình Lạc, ngày    tháng 12 năm 2024 · TP. Hồ Chí Minh, ngày 3/4/2020
# Bình Lạc, ngày 15 tháng 5 4 năm 2026 (a figure stamped over another: no date can be read off it)
_PLACE_DATE = re.compile(
    rf"(?P<place>(?:TP\.?\s?|Tp\.?\s?)?[{UPPER}][\w’']*(?:[ -][{UPPER}][\w’']*){{0,4}})\s*[,.]?\s*"
    r"ng[àa]y\s*(?P<d>[^\s\d]{0,4}\d{0,2}(?:\s\d\d?)?|\.{1,12}|…{1,4})\s*th[áa]ng\s*(?P<m>\d{0,2}(?:\s\d\d?)?|\.{1,12}|…{1,4})\s*n[ăa]m\s*(?P<y>\d{4}|20\d?…*)[\s.]*$"
)
_PLACE_SHORT_DATE = re.compile(
    rf"(?P<place>[{UPPER}]\w*(?:[ -][{UPPER}]\w*){{0,4}}),\s*ngày\s*(?P<d>\d{{1,2}})[/.-](?P<m>\d{{1,2}})[/.-](?P<y>\d{{4}})\W*$"
)
# Số: 1088 /UBND-TH · sá: #29 /QĐ-TTg (a scan) · Số 39-TB/TW · Số:      /KH-UBND (a draft) · not "Số 12 tàu", "Số liệu"
_NUMBER_LINE = re.compile(
    r"^[\W_]{0,3}(?:S[ốôóoỐ]\s*[:;.]?|[Ss][^\W\d_]\s?:)\s*(?P<number>[^/:]{0,14}?)\s*[/⁄]\s*(?P<code>[A-ZĐƯ][\w&.]*(?:\s?[-–/]\s?[A-ZĐƯ]\w*){0,4}|\d{4}/[A-ZĐ][\w-]*)(?P<rest>.*)$"
)
_PARTY_NUMBER_LINE = re.compile(
    r"^[\W_]{0,3}Số\s*:?\s*(?P<number>\d{0,5}|[OolI]?\d[\dOolI]{1,4}|[.…]{2,12})\s*-\s?(?P<code>[A-ZĐ][A-Za-zĐđ]{0,3}\s?/\s?[A-ZĐƯ][\w-]*)(?P<rest>.*)$"
)
_WORD = re.compile(r"[^\W\d_]{3}")
_RULE = re.compile(r"^[\W_]+$")
_PAGE_NUMBER = re.compile(r"^(?:trang\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*/\s*\d{1,3})?$", re.IGNORECASE)
# Ký bởi: UBND tỉnh · Thời gian ký: 07/01/2025 10:09:57 · 04.04.2018 14:21:14 +07:00 · Handwritten signature
_STAMP = re.compile(
    r"^\W{0,4}(?:nguoi ky\s*:|ky boi\s*:|ky so\b|chu ky so|thoi gian ky|ngay ky\s*:|gio ky\s*:|email\s*:|co quan\s*:|to chuc\s*:|"
    r"handwritten signature|signature not verified|digitally signed|signed by|signer\s*:|signing time|"
    r"xac thuc & bao mat|da ky\b|\(?da ky\)?$)"
    r"|^\W{0,4}.{0,40}\d{1,2}[./]\d{1,2}[./]\d{4}\s+\d{1,2}:\d{2}:\d{2}"
    r"|^\S{0,12}\s?\S{0,30}@\S+\s*$|^\[?(?:image|hinh anh|con dau|chu ky)\]?$"
)
_URGENT = {"hoa toc", "thuong khan", "khan", "hoa toc hen gio"}
_KINH_GUI = re.compile(r"^\W{0,3}kinh\s*(?:gui|trinh)\s*(?:[:;]|$)|^\W{0,3}kinh gui\b")
# "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH điện:" of a công điện; not "Về cung cấp điện: ..."
_TELEGRAPHS = re.compile(r"^\W{0,3}[^.;:,]{8,80}\bdien\s*:\s*$")
_NOI_NHAN = re.compile(r"^\W{0,4}noi\s*nhan\b\s*(?:[:;.,]|$|\()|^\W{0,4}noi\s*nhan\s+(?:[A-Z]|\w{1,4}\.)")
_ABOUT = re.compile(r"^\W{0,3}(?:v\s?/\s?v\b|ve viec\b|trich yeu\s*:)")

_FOLDED_TYPES = {fold(name): name for name in kind_names("heading")}
_TYPE_LINE = re.compile(rf"^\W{{0,3}}(?P<type>{one_of(_FOLDED_TYPES)})(?P<rest>\W.*|)$")

# A capital line that starts otherwise continues the name above it. Folded: SỞ Y TẾ · U.B.N.D TỈNH
STARTS_AGENCY_NAME = re.compile(rf"^\W{{0,3}}(?:{any_head('letterhead', spelt=fold)}|u\.?b\.?n\.?d)\b")
# Words of office in a signature block, folded
OFFICE = re.compile(
    r"\b(?:chu tich|giam doc|chanh van phong|bi thu|truong ban|pho ban|truong phong|thu truong|bo truong|cuc truong|vu truong|"
    r"chi cuc truong|vien truong|hieu truong|tong giam doc|chanh thanh tra|thu tuong|chu nhiem|truong doan|"
    r"uy ban nhan dan|hoi dong nhan dan|ban thuong vu|thuong truc|chu toa|thu ky|chi huy truong|vien truong|chanh an|"
    r"uy vien|chanh|to truong|ke toan truong|tu lenh|tham muu truong|phong)\b|^(?:pho|quyen)\b"
)
# TM. · KT. · TL. · TUQ. · Q. · T/M · K/T · T/L
AUTHORITY = re.compile(
    rf"^\W{{0,3}}(?:TM|KT|TL|TUQ|TTUQ|T/M|K/T|T/L|Q)\s?[./ ]\s?(?=[{UPPER}])|^(?:T/M|K/T|T/L|TM|KT|TL)\b"
)
_NAME_WORD = re.compile(rf"[{UPPER}][{LOWER}]{{0,6}}")
_MARK_START = re.compile(rf"^[{SUPERSCRIPTS}]+")
_TERMINAL = re.compile(r"(?:[.;:!?…”][\"”’'»)\]]*|\./\.?\s*\S{0,15}|\./\.?\s*\([^()]{1,12}\)|/\.)$")


def is_motto(folded: str) -> bool:
    """Tell whether the line holds the national motto's first line, or the Party's name in its place."""
    return len(folded) < 120 and bool(_MOTTO.search(folded))


def is_second_motto(folded: str) -> bool:
    """Tell whether the line holds ``Độc lập - Tự do - Hạnh phúc``."""
    return len(folded) < 120 and bool(_SECOND_MOTTO.search(folded))


def place_date(text: str) -> re.Match[str] | None:
    """Match a place and date line from its first capital to the line's end (groups place, d, m, y)."""
    if len(text) > 160:
        return None
    found = _PLACE_DATE.match(text) or _PLACE_SHORT_DATE.match(text)
    return found if found and "ngày" not in found["place"].lower() else None


def number_line(text: str) -> re.Match[str] | None:
    """Match a line that states the document's own number (groups number, code, rest)."""
    if len(text) >= 160:
        return None
    found = _PARTY_NUMBER_LINE.match(text) or _NUMBER_LINE.match(text)
    return None if found is None or _WORD.search(found["number"]) else found


def type_line(text: str) -> tuple[str, str] | None:
    """Return (type name, rest of the line) for a line in capitals that opens with a type of document."""
    if not is_capitals(text) or parse_marker(text):
        return None
    found = _TYPE_LINE.match(fold(text))
    if not found:
        return None
    name = _FOLDED_TYPES[found["type"]]
    return name, text[found.end("type") :].strip()


def is_about(folded: str) -> bool:
    """Tell whether the line opens a subject: ``V/v …``, ``Về việc …``."""
    return bool(_ABOUT.match(folded[:30]))


def is_addressees(folded: str) -> bool:
    """Tell whether the line opens the addressees: ``Kính gửi:``."""
    return bool(_KINH_GUI.match(folded[:40]) or (len(folded) < 100 and _TELEGRAPHS.match(folded)))


def is_recipients(folded: str) -> bool:
    """Tell whether the line opens the recipients: ``Nơi nhận:``, also with the signature beside it."""
    return bool(_NOI_NHAN.match(folded[:40]))


def is_urgency(text: str) -> bool:
    """Tell whether the line is a mark of urgency standing alone, in capitals."""
    return is_capitals(text) and fold(text).strip(" .!()[]") in _URGENT


def is_stamp(folded: str) -> bool:
    """Tell whether the line belongs to a digital signature's stamp or stands for a picture of a signature."""
    return len(folded) < 140 and bool(_STAMP.search(folded))


def is_rule(text: str) -> bool:
    """Tell whether the line holds no letter and no digit: a ruling line, the Party's asterisk."""
    return bool(_RULE.match(text))


def is_page_number(text: str) -> bool:
    """Tell whether the line is nothing but a page number."""
    return bool(_PAGE_NUMBER.match(text))


def is_capitals(text: str) -> bool:
    """Tell whether the text has at least two letters and none in lower case."""
    return text.isupper() and sum(map(str.isalpha, text)) > 1


def note_mark(text: str) -> str | None:
    """Return the superscript run a note's line starts with, else ``None``."""
    found = _MARK_START.match(text)
    return found[0] if found and len(text) > len(found[0]) else None


def is_terminal(text: str) -> bool:
    """Tell whether a paragraph's text comes to an end: terminal punctuation, note marks and stars not counted."""
    return bool(_TERMINAL.search(text.rstrip(SUPERSCRIPTS + "* ")))


def starts_lower(text: str) -> bool:
    """Tell whether the first letter or digit of the text is a lower-case letter."""
    return text.lstrip("\"“”'‘(*[ ")[:1].islower()


def is_person(text: str) -> bool:
    """Tell whether the text could be a Vietnamese person's name: two to six words, each with one capital in front.

    A learned title before the name (``TS.``, ``Ths.``) is allowed.
    """
    words = re.sub(r"^(?:(?:GS|PGS|TS|ThS|Ths|BS|CKI+|KS|CN|NGƯT|Đ/c|Ông|Bà)\.?\s*)+", "", text.strip(" .*")).split()
    return 2 <= len(words) <= 6 and all(_NAME_WORD.fullmatch(word) for word in words)

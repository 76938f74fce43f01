"""The issuing agency, from the capital lines of the left column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.structure import line_shapes
from ingest.text.agency_heads import heads
from ingest.text.folding import fold, lowered

# Agencies that have no name without the one above them: "Văn phòng UBND tỉnh Bình Lạc", not "Văn phòng".
_NAMELESS = re.compile(
    r"^(?:van phong|ban thuong vu|ban thuong truc|ban chap hanh|thuong truc|ban can su dang|ban to chuc|ban bi thu|hoi dong|"
    r"phong(?! cong chung)\b.*)$"  # PHÒNG TÀI CHÍNH of which district? PHÒNG QLCN of which department?
)
# "ỦY BAN NHÂN DÂN" and "TỈNH BÌNH LẠC" on two lines are one name.
_UNFINISHED = frozenset(map(fold, heads("place", "province", "line")))
# Words after which a place's name follows: "thành phố", not "thành viên"; "xã", not "xã hội"; "đặc khu", not "khu kinh tế".
_PLACE = re.compile(
    r"(?:tỉnh|huyện|quận|phường|thành phố|phố|thị xã|thị trấn|trấn|đặc khu|xã(?! hội\b)|khu(?= vực\b))(?=\s|$)"
)
# Phrases that mean nothing else without their marks, at their fixed places in a name
_FIXED = ("ủy ban nhân dân tỉnh", "ủy ban nhân dân", "ubnd tỉnh", "hội đồng nhân dân", "văn phòng", "đoàn kiểm tra")
_VOWEL = re.compile(r"[AEIOUYÀ-ÏÒ-ÝĂĨŨƠƯẠ-Ỹ]")  # not Đ: "QĐ", "BĐBP" are abbreviations
_SMALL = {
    "và", "của", "các", "nhân", "dân", "ban", "ủy", "uỷ", "phòng", "trung", "tâm", "cục", "sở", "vụ", "hội", "đồng",
    "chỉ", "đạo", "huy", "quản", "lý", "an", "ương", "nước", "cấp",
}  # fmt: skip
_KEPT = {
    "UBND", "HĐND", "MTTQ", "TNHH", "MTV", "CP", "BCH", "TW", "TP", "BQL", "QLDA", "ĐTXD", "LĐ-TB&XH", "NN&PTNT", "TP.HCM",
}  # fmt: skip
# Names whose inner words are capitalised by custom and not by the rule below
_CUSTOM = {
    "công thương": "Công Thương", "quốc phòng": "Quốc phòng", "chính phủ": "Chính phủ", "việt nam": "Việt Nam",
    "tổ quốc": "Tổ quốc", "mặt trận": "Mặt trận", "đảng": "Đảng", "nhà nước": "Nhà nước", "trung ương": "Trung ương",
    "chi nhánh": "Chi nhánh", "phòng, chống": "Phòng, chống", "bảo hiểm xã hội": "Bảo hiểm xã hội",
    "ban quản lý": "Ban Quản lý", "ban chỉ đạo": "Ban Chỉ đạo", "bộ chỉ huy": "Bộ Chỉ huy", "viện kiểm sát": "Viện kiểm sát",
    "bộ đội biên phòng": "Bộ đội Biên phòng", "đại biểu quốc hội": "đại biểu Quốc hội",
}  # fmt: skip
# Words after which the name of the field starts
_FIELD_BEHIND = {*map(lowered, heads("field")), "tổng", "ban dân"}
_NUMBERED = re.compile(r"so \d")  # ĐOÀN KIỂM TRA / THEO QUYẾT ĐỊNH / SỐ 12/QĐ-SCT
_COUNCIL = re.compile(r"(?:hoi dong nhan dan|hdnd)\b")
_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|thi|quan) uy\b")


def issuer_of(lines: Sequence[str], text: str) -> str | None:
    """Return the issuing agency in ordinary spelling, or ``None``.

    ``lines`` are the capital lines of the letterhead; the issuer is the last agency they name, completed by the one above
    where it has no name of its own. ``text`` (the whole document) lends its spelling when it names the agency.
    """
    names: list[str] = []
    for line in lines:
        bare = re.sub(r"[\s_*–—-]+$", "", re.sub(r"\s+", " ", line)).strip(" \"'`.")
        folded = fold(bare)
        if not bare or line_shapes.is_motto(folded) or len(bare) < 3:
            continue
        if names and (
            not line_shapes.STARTS_AGENCY_NAME.match(folded)
            or _NUMBERED.match(folded)
            or (fold(names[-1]) in _UNFINISHED and _is_place(bare))
        ):
            names[-1] += " " + bare
        elif names or line_shapes.STARTS_AGENCY_NAME.match(folded):
            names.append(bare)
    if not names:
        return None
    last = names[-1]
    if len(names) > 1 and _COMMITTEE.fullmatch(fold(last)):
        # ĐẢNG BỘ TỈNH BÌNH LẠC / TỈNH ỦY
        last = f"{last} {re.sub(r'^ĐẢNG BỘ (?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN) ', '', names[-2])}"
    elif len(names) > 1 and (
        _NAMELESS.match(fold(last)) or (_COUNCIL.match(fold(names[-2])) and fold(last).startswith("ban "))
    ):
        return _seen(f"{last} {names[-2]}", text) or f"{_spelt(last, text)} {_spelt(names[-2], text)}"
    return _spelt(last, text)


def _is_place(name: str) -> bool:
    return bool(re.match(r"(?:tinh|thanh pho|tp|huyen|quan|xa|phuong|thi xa|thi tran|dac khu)\b", fold(name)))


def _mended(name: str) -> str:
    """Give the fixed words of an agency's name back the marks a scanner misread: ÚY BAN NHÂN DÂN TĨNH.

    Only where every word around them is such a word too; a name of its own is left as it is printed.
    """
    name = re.sub(r"(?<!\w)S\w (?=\d)", "SỐ ", name)
    folded = fold(name)
    for words in _FIXED:
        for found in re.finditer(rf"(?<!\w){fold(words)}(?!\w)", folded):
            name = name[: found.start()] + words.upper() + name[found.end() :]
    return name


def _spelt(name: str, text: str) -> str:
    """Bring a name in capitals to ordinary spelling, by the text's own example or by rule."""
    name = _mended(name)
    return _seen(name, text) or _by_rule(name)


def _seen(name: str, text: str) -> str | None:
    """Return the name as the text spells it where it is not in capitals."""
    low, wanted = lowered(text), lowered(name)
    at = low.find(wanted)
    while at >= 0:
        printed = text[at : at + len(name)]
        ends = not text[at + len(name) : at + len(name) + 1].isalnum()
        if ends and not line_shapes.is_capitals(printed) and printed[:1].isupper() and _capitals(printed) > 1:
            # Its capitals, with the marks where everybody's issuer has them: ỦY BAN and UỶ BAN are one agency.
            return "".join(sign.upper() if seen.isupper() else sign for sign, seen in zip(wanted, printed, strict=True))
        at = low.find(wanted, at + 1)
    return None


def _capitals(text: str) -> int:
    return sum(word[:1].isupper() for word in text.split())


def _by_rule(name: str) -> str:
    """Capitalise the first word, the first word of the field named (Sở Nội vụ), and every word of a place name."""
    words = name.split()
    lows = [lowered(word) for word in words]
    out: list[str] = []
    in_place = False
    fresh = True  # the next ordinary word starts a field
    for position, (word, low) in enumerate(zip(words, lows, strict=True)):
        rest = " ".join(lows[position:])
        if word.strip(".,") in _KEPT or re.search(r"[\d/]", word) or (len(word) > 2 and not _VOWEL.search(word)):
            out.append(word)
            in_place, fresh = False, False
        elif position and _PLACE.match(rest):
            out.append(low)
            in_place = True
        elif in_place and low in ("phố", "xã", "trấn", "khu") and lows[position - 1] in ("thành", "thị", "đặc"):
            out.append(low)
        elif in_place and low != "và":
            out.append(low.capitalize())
        elif position == 1 and _COMMITTEE.match(fold(name)):
            out.append(low)
            in_place = True  # Tỉnh ủy Bình Lạc
        elif position == 0:
            out.append(low.capitalize())
            fresh = low in _FIELD_BEHIND and (len(words) == 1 or f"{low} {lows[1]}" not in _FIELD_BEHIND)
        elif low in ("và", "-", "–", ","):
            out.append(low)
            fresh = True
        else:
            out.append(low.capitalize() if fresh and low not in _SMALL else low)
            fresh = low.endswith(",") or " ".join(lows[: position + 1]) in _FIELD_BEHIND
    spelt = " ".join(out)
    for plain, custom in _CUSTOM.items():
        spelt = re.sub(rf"(?<!\w){plain}(?!\w)", custom, spelt, flags=re.IGNORECASE)
    return spelt[:1].upper() + spelt[1:]

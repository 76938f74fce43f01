"""The issuing body, from the capital lines of the left column."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import shapes
from ingest.folding import fold, lowered

# Bodies that have no name without the one above them: "Văn phòng UBND tỉnh Bình Lạc", not "Văn phòng".
_NAMELESS = re.compile(
    r"^(?:van phong|ban thuong vu|ban thuong truc|ban chap hanh|thuong truc|ban can su dang|ban to chuc|ban bi thu|hoi dong)$"
)
# "ỦY BAN NHÂN DÂN" and "TỈNH BÌNH LẠC" on two lines are one name.
_UNFINISHED = re.compile(
    r"^(?:uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|cong an|thanh tra|tinh uy|huyen uy|uy ban mttq viet nam|toa an nhan dan|vien kiem sat nhan dan|dang bo)$"
)
_PLACE_WORDS = {"tỉnh", "thành", "phố", "huyện", "quận", "xã", "phường", "thị", "trấn", "khu", "đặc"}
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
    "bộ đội biên phòng": "Bộ đội Biên phòng", "đại biểu quốc hội": "đại biểu Quốc hội",
}  # fmt: skip
_COMMITTEE = re.compile(r"(?:tinh|thanh|huyen|thi|quan) uy\b")


def issuer_of(lines: Sequence[str], text: str) -> str | None:
    """Return the issuing body in ordinary spelling, or ``None``.

    ``lines`` are the capital lines of the letterhead; the issuer is the last body they name, completed by the one above
    where it has no name of its own. ``text`` (the whole document) lends its spelling when it names the body.
    """
    names: list[str] = []
    for line in lines:
        bare = re.sub(r"[\s_*–—-]+$", "", re.sub(r"\s+", " ", line)).strip(" \"'`.")
        if not bare or shapes.is_motto(bare) or len(bare) < 3:
            continue
        folded = fold(bare)
        if names and (
            not shapes.STARTS_BODY_NAME.match(folded) or (_UNFINISHED.match(fold(names[-1])) and _is_place(bare))
        ):
            names[-1] += " " + bare
        elif names or shapes.STARTS_BODY_NAME.match(folded):
            names.append(bare)
    if not names:
        return None
    last = names[-1]
    if len(names) > 1 and _COMMITTEE.fullmatch(fold(last)):
        # ĐẢNG BỘ TỈNH BÌNH LẠC / TỈNH ỦY
        last = f"{last} {re.sub(r'^ĐẢNG BỘ (?:TỈNH|THÀNH PHỐ|HUYỆN|THỊ XÃ|QUẬN) ', '', names[-2])}"
    elif len(names) > 1 and _NAMELESS.match(fold(last)):
        last = f"{last} {names[-2]}"
    return _spelt(last, text)


def _is_place(name: str) -> bool:
    return bool(re.match(r"(?:tinh|thanh pho|tp|huyen|quan|xa|phuong|thi xa|thi tran|dac khu)\b", fold(name)))


def _spelt(name: str, text: str) -> str:
    """Bring a name in capitals to ordinary spelling, by the text's own example or by rule."""
    low, wanted = lowered(text), lowered(name)
    at = low.find(wanted)
    while at >= 0:
        printed = text[at : at + len(name)]
        ends = not text[at + len(name) : at + len(name) + 1].isalnum()
        if ends and not shapes.is_capitals(printed) and printed[:1].isupper() and _capitals(printed) > 1:
            return printed
        at = low.find(wanted, at + 1)
    return _by_rule(name)


def _capitals(text: str) -> int:
    return sum(word[:1].isupper() for word in text.split())


def _by_rule(name: str) -> str:
    """Capitalise the first word, the first word of the field named (Sở Nội vụ), and every word of a place name."""
    words = name.split()
    out: list[str] = []
    in_place = False
    fresh = True  # the next ordinary word starts a field
    for position, word in enumerate(words):
        low = word.lower()
        if word.strip(".,") in _KEPT or (len(word) > 2 and not re.search(r"[AEIOUYÀ-Ỹ]", word)):
            out.append(word)
            in_place, fresh = False, False
        elif low in _PLACE_WORDS and position and not (in_place and low in ("trấn", "xã") and out[-1] == "thị"):
            out.append(low)
            in_place = True
        elif in_place and low not in ("và",):
            out.append(low.capitalize())
        elif position == 1 and _COMMITTEE.match(fold(name)):
            out.append(low)
            in_place = True  # Tỉnh ủy Bình Lạc
        elif position == 0:
            out.append(low.capitalize())
            fresh = low in ("sở", "bộ", "cục", "vụ", "viện", "trường", "hội", "ban", "đài", "phòng", "tổng")
            fresh = fresh and not (len(words) > 1 and f"{low} {words[1].lower()}" in _OPENERS)
        elif low in ("và", "-", "–", ","):
            out.append(low)
            fresh = True
        else:
            out.append(low.capitalize() if fresh and low not in _SMALL else low)
            fresh = " ".join(part.lower() for part in words[: position + 1]) in _OPENERS
    spelt = " ".join(out)
    for plain, custom in _CUSTOM.items():
        spelt = re.sub(rf"(?<!\w){plain}(?!\w)", custom, spelt, flags=re.IGNORECASE)
    return spelt[:1].upper() + spelt[1:]


# Two-word openings after which the field's name starts
_OPENERS = {
    "ban quản lý", "chi cục", "tổng cục", "trung tâm", "ban chỉ đạo", "bộ chỉ huy", "bộ tư lệnh", "tòa án", "thanh tra",
    "công an", "văn phòng", "ủy ban", "hội đồng", "ban dân", "tổng công ty", "công ty", "kho bạc", "bảo hiểm", "ngân hàng",
}  # fmt: skip

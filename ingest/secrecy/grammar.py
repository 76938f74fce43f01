"""The grammar of a secrecy mark: what may be printed in one place with MẬT, TỐI MẬT or TUYỆT MẬT, and nothing else.

A stretch (what stands alone in a line, a cell, a box, a stamp) bears a mark when all of it is made of: the mark; words
that announce it (``Độ mật:``, ``TÀI LIỆU``, ``DỰ THẢO``); an urgency (``HỎA TỐC``); the number of the copy (``bản số 01``); how far it may go round; boxes
to be ticked; brackets and points. Whatever else stands there makes it a sentence about something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import normalize

from ingest.text.folding import fold

LEVELS = {"mật": 1, "tốimật": 2, "tuyệtmật": 3}
"""The marks without spaces, by rank."""

_FOLDED = {fold(mark): (mark, level) for mark, level in LEVELS.items()}
_EMPTY, _TICKED = "□", "☒"
_BOXES = str.maketrans(dict.fromkeys("☐◻▢◯○❏❑", _EMPTY) | dict.fromkeys("☑✓✔✗✘🗹■⊠", _TICKED))
# "[ ]", "( )", "[x]", "(X)": boxes typed with a keyboard
_TYPED_EMPTY, _TYPED_TICKED = re.compile(r"\[\s*\]|\(\s*\)"), re.compile(r"[\[(]\s*[xX×]\s*[\])]")
# A list item: "- Tuyệt mật", "a) Mật", "1. Tối mật", "• MẬT"; not "- MẬT -", "(MẬT)"
_ITEM = re.compile(r"^\s*(?:[-–+•*]\s+\w[^-–*]*$|\(?(?:\d{1,3}[.)/]\s*|[a-zđ](?:\)\s*|[./]\s+))\w)", re.IGNORECASE)
_URGENT = "hoatoc(?:hengio)?|thuongkhan|dienkhan|khancap|khan"
# What is left of a stretch without spaces and points: "domat" + "toimat", "hoatoc" + "mat", "mat" + "banso01"
_PIECE = re.compile(
    r"(?P<about>(?:mucdo|muc|cap|do)mat|dokhan|(?:dong)?dau(?:chi)?(?=[a-z])|duthao|tailieu|vanban|congvan|hoso|loai)"
    r"|(?P<no>khongmat|khong|thuong(?!khan))"
    rf"|(?P<urgent>{_URGENT})"
    r"|(?P<mark>tuyetmat|toimat|mat)"
    r"|(?P<round>luuhanhnoibo|xemxongtralai|khongphobien|thuhoi(?:saukhihop)?)"
    r"|(?P<copy>ban(?:sao)?(?:so|thu)\d*|ban\d+|soban\d*|so\d+|\d{1,3}(?:ban)?)"
    rf"|(?P<empty>{_EMPTY})|(?P<ticked>{_TICKED})|(?P<colon>:)"
)
# Letters that scanners and recognisers take for each other where a mark is printed: digits and bars for letters.
_LOOKS_LIKE = str.maketrans("01345|!¡{}[]", "oleasiiiiiii")
_T_TAKEN_FOR = frozenset("ilrfj1")
_M_TAKEN_FOR = frozenset("nhw")
_EDGE_STROKES = frozenset("iljtrf")  # the frame around a stamp, read as a letter


@dataclass(frozen=True, slots=True)
class SecrecyMark:
    """A secrecy mark as printed; ``level`` 1 to 3.

    ``exact``: its letters are those of the mark, not merely like them (in two words tone marks may be lost). ``capitals``: all of them are. ``stated``: words
    say that this is the degree of secrecy (``Độ mật: Mật``), or its box is ticked. ``item``: it is one of a list.
    """

    text: str
    level: int
    exact: bool
    capitals: bool
    stated: bool = False
    item: bool = False


def mark_in(stretch: str) -> SecrecyMark | None:
    """Return the mark a stretch bears, or ``None``; ``stretch`` is what stands alone in one place.

    A form with unticked boxes, a list of several degrees and ``Độ mật: Thường`` bear none.

    >>> mark_in("MẬT - HỎA TỐC").level, mark_in("TỐI MẬT (bản số 01)").level, mark_in("MẬI").exact
    (1, 2, False)
    >>> mark_in("Bảo mật"), mark_in("□ MẬT □ TỐI MẬT"), mark_in("NHẬT")
    (None, None, None)
    """
    text = " ".join(normalize("NFC", stretch).split())
    if not text or len(text) > _LONGEST:
        return None
    kept = _signs(text)
    if _pieces(kept) is not None:
        return _parsed(kept, text)
    strange = [part for part in _PARTS.split(text) if part.strip() and _pieces(_signs(part)) is None]
    return _misread(strange[0], text) if len(strange) == 1 else None


_LONGEST = 80  # "ĐỘ MẬT: TUYỆT MẬT - ĐỘ KHẨN: HỎA TỐC HẸN GIỜ - BẢN SỐ: 01/05" has 60
_PARTS = re.compile(r"[-–,;:/()]")  # "MẬI - HỎA TỐC", "MÂT (bản số 01)"


def is_understood(stretch: str) -> bool:
    """Tell whether all of a stretch is words of the grammar, with a mark or without: parts of it say nothing more."""
    return _pieces(_signs(normalize("NFC", stretch))) is not None


def is_form(text: str) -> bool:
    """Tell whether a text has boxes and none of them is ticked: its words are choices, wherever the line is cut."""
    boxed = _boxed(text)
    return _EMPTY in boxed and _TICKED not in boxed


def _boxed(text: str) -> str:
    return _TYPED_TICKED.sub(_TICKED, _TYPED_EMPTY.sub(_EMPTY, text.translate(_BOXES)))


def _signs(text: str) -> str:
    return "".join(sign for sign in _boxed(text) if sign.isalnum() or sign in f"{_EMPTY}{_TICKED}:")


def _pieces(kept: str) -> list[re.Match[str]] | None:
    """Cut the letters of a stretch into pieces of the grammar; ``None`` when something is left."""
    folded, at, pieces = fold(kept), 0, []
    while at < len(folded):
        piece = _PIECE.match(folded, at)
        if piece is None:
            return None
        pieces.append(piece)
        at = piece.end()
    return pieces


def _parsed(kept: str, text: str) -> SecrecyMark | None:
    pieces = _pieces(kept) or []
    kinds = [piece.lastgroup for piece in pieces]
    chosen = [at for at, kind in enumerate(kinds) if kind == "mark"]
    if "ticked" in kinds or "empty" in kinds:
        chosen = [at for at in chosen if _ticked(kinds, at)]
    levels = {_FOLDED[pieces[at].group()][1] for at in chosen}
    if len(levels) != 1:
        return None
    at = chosen[0]
    printed = kept[pieces[at].start() : pieces[at].end()]
    before = [piece.group() for piece in pieces[:at]]
    stated = "ticked" in kinds or any(word.endswith("domat") or word in ("mucmat", "capmat") for word in before)
    if stated and "no" in kinds and "ticked" not in kinds:
        return None
    level = levels.pop()
    exact = level > 1 or printed.lower() == _FOLDED[pieces[at].group()][0]
    return SecrecyMark(text, level, exact, printed.isupper(), stated, bool(_ITEM.match(text)))


def _ticked(kinds: list[str | None], at: int) -> bool:
    """Tell whether the box of the word at ``at`` is ticked: boxes stand all before or all behind their words."""
    first = next(kind for kind in kinds if kind in ("ticked", "empty", "mark"))
    beside = kinds[at - 1 : at] if first != "mark" else kinds[at + 1 : at + 2]
    return beside == ["ticked"]


def _misread(part: str, text: str) -> SecrecyMark | None:
    """Return the mark that the letters are like, as recognition misreads them: capitals, standing alone.

    Real words one letter off (NHẬT, VẬT, MAI, ĐẠT) are none: only strokes that look alike may differ.
    """
    words = [word for word in re.split(r"[^\w|!¡{}\[\]]+", part) if word]
    while len(words) > 1 and fold(words[0]).translate(_LOOKS_LIKE) in ("i", "l"):  # the frame around a stamp
        words = words[1:]
    while len(words) > 1 and fold(words[-1]).translate(_LOOKS_LIKE) in ("i", "l") and fold(words[-2]) != "ma":
        words = words[:-1]
    joined = "".join(words)
    small = sum(sign.islower() and sign not in "lij" for sign in joined)
    if small or sum(map(str.isalpha, joined)) < 2:
        return None
    like = joined.lower().translate(_LOOKS_LIKE)
    folded = fold(like)
    for wanted, (mark, level) in _FOLDED.items():
        near = _is_short_mark(like, folded) if level == 1 else _is_near(folded, wanted, 1 if level == 2 else 2)
        if near and like != mark:
            return SecrecyMark(text, level, exact=False, capitals=True)
        if near:
            return SecrecyMark(text, level, exact=True, capitals=True)
    return None


def _is_short_mark(like: str, folded: str) -> bool:
    """Tell whether these letters are MẬT with one stroke misread: three letters leave no room for more."""
    bare = like[1:] if like[0] in _EDGE_STROKES else like
    for strokes in (like, bare, *(one[:-1] for one in (like, bare) if one[-1:] in _EDGE_STROKES)):
        if strokes in ("mật", "mât", "mậ", "ật") or fold(strokes) == "mat":
            return True
    if len(like) != 3:
        return False
    hat = like[1] in "ậâẩấầẫ"
    return (hat and folded[0] == "m" and folded[2] in _T_TAKEN_FOR) or (like[1:] == "ật" and folded[0] in _M_TAKEN_FOR)


def _is_near(letters: str, wanted: str, most: int) -> bool:
    """Tell whether ``most`` single letters changed, lost or added make one string the other; the ends stay MAT-like."""
    if abs(len(letters) - len(wanted)) > most or not letters.startswith(("t", "i", "l", wanted[1])):
        return False
    row = list(range(len(wanted) + 1))
    for i, sign in enumerate(letters, 1):
        above, row[0] = row[0], i
        for j, other in enumerate(wanted, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (sign != other))
    return row[-1] <= most

"""Words that assign, read through the slips of recognised letters: "phôi hợp", "đê nghị" and "Giám đôc" lost a mark."""

from __future__ import annotations

import re
import unicodedata

# Two syllables each, so that no other pair of words differs from them by marks alone in running text.
_WORDS = (
    "phối hợp|đề nghị|yêu cầu|chủ trì|giám đốc|thủ trưởng|trách nhiệm|quyết định|kiểm tra|tổ chức|triển khai|kế hoạch"
    "|báo cáo|tổng hợp|hướng dẫn|rà soát|tăng cường|thường xuyên|tuyên truyền|tiến hành|chuẩn bị|đẩy mạnh|tiếp tục|nghiên cứu"
)
_LETTERS = "aăâeêioôơuưyđ"
_MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")


def _variants(letter: str) -> str:
    """Return a class of the letter with any mark: "o" stands for o, ô, ơ in all tones."""
    base = "d" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]
    if base == "d":
        return "[dđ]" if letter == "đ" else "d"
    same = [one for one in _LETTERS if unicodedata.normalize("NFD", one)[0] == base]
    forms = {unicodedata.normalize("NFC", one + mark) for one in same for mark in _MARKS}
    return f"[{''.join(sorted(one for one in forms if len(one) == 1))}]" if forms else letter


_BY_FOLDED = {
    re.compile("".join(_variants(letter) for letter in word), re.IGNORECASE): word for word in _WORDS.split("|")
}
_ANY = re.compile(rf"(?<!\w)(?:{'|'.join(pattern.pattern for pattern in _BY_FOLDED)})(?!\w)", re.IGNORECASE)

# "UBND các huyện. thành phố": a sentence begins with a capital, so the stop was a comma; not in "TP. ", "tr. ", "v.v. ".
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.(?= [^\W\d_]{2})")


def mended(plain: str) -> str:
    """Return ``plain`` (NFC) with the words that assign as they are spelt: same length, case kept, for matching only.

    >>> mended("Đê nghị Sở Y tế phôi hợp")
    'Đề nghị Sở Y tế phối hợp'
    """
    return _STOP.sub(_comma, _ANY.sub(_spelt, plain))


def _spelt(found: re.Match[str]) -> str:
    word = next(word for pattern, word in _BY_FOLDED.items() if pattern.fullmatch(found.group()))
    return "".join(
        right.upper() if printed.isupper() else right for printed, right in zip(found.group(), word, strict=True)
    )


def _comma(stop: re.Match[str]) -> str:
    return "," if stop.string[stop.end() + 1].islower() else "."

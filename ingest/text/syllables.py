"""Whether a word is a possible Vietnamese syllable: onset + rime + tone, by structure, without a word list.

Used to tell text from garbage (a broken text layer, a wrong encoding), so slips such as ``qúy`` pass and foreign
words mostly do not. The tables follow the written language; loans with a syllable form (``pin``, ``xoong``) pass too.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ingest.note_marks import SUPERSCRIPTS
from ingest.text.folding import TONES

_STOPPED = ("c", "ch", "p", "t")  # a syllable closed by a stop bears sắc or nặng only: "các", "cạch", never "càc"

_ONSETS = re.findall(r"\w+", "ngh ng nh ch gh gi kh ph qu th tr b c d đ g h k l m n p q r s t v x")
_RIMES = frozenset(
    re.findall(
        r"\w+",
        """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu y yêm yên yêng yêt yêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong
    ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt
    uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    """,
    )
)
_AFTER_QU = _RIMES | {"ych", "ynh", "yt", "yp"}
_FRONT = "eêiy"  # c, g, ng are written k, gh, ngh before these
_WORD = re.compile(rf"[^\W\d_{SUPERSCRIPTS}]+")  # \w takes superscript digits, \d does not


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Tell whether ``word`` (any case, NFC or NFD) could be one written Vietnamese syllable.

    >>> [is_syllable(w) for w in ("Nghiêng", "quyết", "gì", "ủy", "uỷ", "càc", "nhn", "Uyû", "the")]
    [True, True, True, True, True, False, False, False, True]
    """
    if not 0 < len(word) <= 21:
        return False
    letters: list[str] = []
    tones: list[str] = []
    for sign in unicodedata.normalize("NFD", word.lower()):
        (tones if sign in TONES else letters).append(sign)
    if len(tones) > 1:
        return False
    base = unicodedata.normalize("NFC", "".join(letters))
    return any(_closes(rime, tones) for rime in _rimes_of(base))


def _rimes_of(base: str) -> list[str]:
    """Return every reading of ``base`` (without tone) as onset + valid rime; ``gi`` may be onset or g + i."""
    found = [base] if base in _RIMES else []
    for onset in _ONSETS:
        if not base.startswith(onset):
            continue
        rime = base[len(onset) :]
        if onset in ("k", "gh", "ngh"):
            # k stands before back vowels in names only: "Kon Tum".
            ok = rime in _RIMES and (rime[0] in _FRONT or onset == "k")
        elif onset in ("c", "ng") or (onset == "g" and not rime.startswith("i")):
            ok = rime in _RIMES and rime[0] not in _FRONT
        elif onset == "gi":
            ok = rime in _RIMES or rime == "êng"
        elif onset == "qu":
            ok = rime in _AFTER_QU
        else:
            ok = rime in _RIMES and onset != "q"
        if onset == "q":
            ok = rime in ("uôc", "uôt")  # "quốc", "quốt": here u belongs to the rime
        if ok:
            found.append(rime)
    return found


def _closes(rime: str, tones: list[str]) -> bool:
    # Without any tone it may be typed without diacritics: "cac" passes.
    return not rime.endswith(_STOPPED) or not tones or tones[0] in "\u0301\u0323"


def valid_share(text: str) -> float:
    """Return the share (0 to 1) of words that are possible syllables; 0 for text without words.

    Words of one letter and abbreviations (``UBND``, ``TNHH``) are left out: they say nothing about the text.
    """
    words = _judged(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def word_count(text: str) -> int:
    """Return the number of words ``valid_share`` judges by."""
    return len(_judged(text))


def _judged(text: str) -> list[str]:
    return [word for word in _WORD.findall(text) if len(word) > 1 and not _is_abbreviation(word)]


def _is_abbreviation(word: str) -> bool:
    return word.isupper() and len(word) <= 6 and word.replace("Đ", "D").isascii() and not is_syllable(word)

"""Text in the encodings in use before Unicode: TCVN3 (ABC fonts, ``.VnTime``), VNI (``VNI-Times``) and VISCII.

Such text arrives as Latin-1 signs: TCVN3 has one sign a letter (``Uû ban nh©n d©n``), VNI a letter and a mark
(``Uyû ban nhaân daân``), VISCII one sign a letter, Latin-1's own where it has the letter (``Ð±i m¾i``).
TCVN3 writes ư as the soft hyphen, so decoding precedes every cleaning of spaces. The table
is a fact sheet with its source and licence named in ``data/legacy_encodings.json``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from ingest.text import mojibake
from ingest.text.mojibake import unscrambled
from ingest.text.syllables import valid_share, word_count

# A decoding is kept only when it makes clearly more words possible: never for text that was right already.
_RISE = 0.15
_SAMPLE = 20_000
_FEW_WORDS, _MANY_WORDS, _SURE = 4, 8, 0.8
# Letters that Vietnamese has in Unicode alone; the legacy encodings write with the signs of Latin-1.
_UNICODE = re.compile("[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")

# VISCII uses all bytes; those where Windows 1252 has signs arrive as these.
_WINDOWS = {ord(sign): code for code in range(0x80, 0xA0) if (sign := bytes([code]).decode("cp1252", "ignore"))}
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


@cache
def _table(encoding: str) -> tuple[re.Pattern[str], dict[str, str]]:
    rows = json.loads((Path(__file__).parents[1] / "data" / "legacy_encodings.json").read_text(encoding="utf-8"))["map"]
    column = {"tcvn3": 1, "vni": 2, "viscii": 3}[encoding]
    # Lower case wins where one code stands for both: ABC fonts have no capitals with tones.
    table = {row[column]: row[0] for row in sorted(rows, key=lambda row: bool(row[0].islower()))}
    codes = sorted(table, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, codes))), table


def decoded(text: str, encoding: str) -> str:
    """Turn Latin-1 signs of ``encoding`` (``tcvn3``, ``vni`` or ``viscii``) into Vietnamese letters, longest code first.

    TCVN3 has no capitals with tones, so words and lines in capitals are written with small ones: they become capitals.

    >>> decoded("Uû ban nh©n d©n", "tcvn3"), decoded("Uyû ban nhaân daân", "vni"), decoded("TèI MËT", "tcvn3")
    ('Uỷ ban nhân dân', 'Uỷ ban nhân dân', 'TỐI MẬT')
    """
    pattern, table = _table(encoding)
    if encoding == "viscii":
        text = text.translate(_WINDOWS)
    text = pattern.sub(lambda found: table[found.group()], text)
    if encoding != "tcvn3":
        return text
    return "\n".join(line.upper() if _is_shouted(line) else _SHOUTED.sub(_upper, line) for line in text.split("\n"))


# TỉNH, MậT: capitals but for the letters with tones. Not "Bà" (one capital), "Điều".
_SHOUTED = re.compile(r"(?<![^\W\d_])(?=[^\W\d_]*[A-Z][^\W\d_]*[A-Z])(?:(?![a-z])[^\W\d_])+(?![^\W\d_])")


def _is_shouted(line: str) -> bool:
    """Tell whether a line is in capitals where it could be: "ủY BAN NHÂN DÂN"."""
    return not re.search("[a-z]", line) and len(re.findall("[A-Z]", line)) > 2


def _upper(found: re.Match[str]) -> str:
    return found.group().upper()


def modernised(text: str) -> tuple[str, str | None]:
    """Return ``text`` decoded from the legacy encodings it is in, and their names, or as it is and ``None``.

    UTF-8 that was read as something else is put right first (``mojibake``); letters with tones behind them are composed.
    Decided by trial, for the whole and then line by line, since files were pasted together: a decoding must raise the
    share of possible syllables clearly, and a line that has Unicode Vietnamese letters is right already.
    """
    if text.isascii():
        return text, None
    text = _composed(text)
    clear = unscrambled(text)
    modern, names = _modernised(clear)
    return modern, names if clear == text else ", ".join([mojibake.NAME, *([names] if names else [])])


def _composed(text: str) -> str:
    """Join tones to their letters: an â with a tone behind it is Unicode, not the sign that TCVN3 writes with â."""
    return unicodedata.normalize("NFC", text) if _TONE.search(text) else text


def _modernised(text: str) -> tuple[str, str | None]:
    usual = _encoding_by_trial(text[:_SAMPLE], _RISE)
    if "\n" not in text:
        return (decoded(text, usual), usual) if usual and not _UNICODE.search(text) else (text, None)
    lines = text.split("\n")
    used: set[str] = set()
    for at, line in enumerate(lines):
        if not line.isascii() and not _UNICODE.search(line) and (name := _encoding_of_line(line, usual)):
            modern = decoded(line, name)
            if modern != line:
                used.add(name)
                lines[at] = modern
    return ("\n".join(lines), ", ".join(sorted(used))) if used else (text, None)


def _encoding_of_line(line: str, usual: str | None) -> str | None:
    """Return the encoding of a line among others in ``usual``; only many words that all fit outweigh the others."""
    if word_count(line) < _FEW_WORDS:
        return usual
    here = decoded(line, usual) if usual else line
    if valid_share(here) >= _SURE:
        return usual
    other = _encoding_by_trial(line, _RISE)
    modern = decoded(line, other) if other else line
    surer = valid_share(modern) >= max(_SURE, valid_share(here) + _RISE)
    return other if surer else usual


def _encoding_by_trial(sample: str, rise: float) -> str | None:
    if sample.isascii() or word_count(sample) == 0:
        return None
    share = valid_share(sample)
    if share > 1 - rise:
        return None
    best, encoding = max((valid_share(decoded(sample, name)), name) for name in ("tcvn3", "vni"))
    if best >= share + rise:
        return encoding
    # VISCII was rare in offices, and a few words of a broken text layer look like it.
    if word_count(sample) < _MANY_WORDS or any(sign > "\xff" and ord(sign) not in _WINDOWS for sign in sample):
        return None
    best = valid_share(decoded(sample, "viscii"))
    return "viscii" if best >= max(_SURE, share + rise) else None


def from_fonts(runs: Sequence[tuple[str, str]]) -> tuple[str, str | None]:
    """Join runs of (text, font name), decoded where the fonts say so, and name the encodings used.

    Where the fonts say nothing, or wrongly (Unicode text set in ``.VnTime``), the letters decide; see ``modernised``.
    """
    text = "".join(piece for piece, _ in runs)
    if text.isascii():
        return text, None
    if _TONE.search(text) or unscrambled(text) != text:
        return modernised(text)  # no old encoding has such signs, whatever the font is called
    pieces = [_from_font(piece, font) for piece, font in runs]
    legacy = "".join(pieces)
    if legacy != text and valid_share(legacy) >= valid_share(text):
        names = {
            encoding_of_font(font) or "" for (piece, font), modern in zip(runs, pieces, strict=True) if piece != modern
        }
        return legacy, ", ".join(sorted(names))
    return modernised(text)


def _from_font(piece: str, font: str) -> str:
    encoding = encoding_of_font(font)
    if encoding is None or _UNICODE.search(piece):
        return piece
    text = decoded(piece, encoding)
    # Fonts whose name ends in H draw capitals for small letters.
    return text.upper() if encoding == "tcvn3" and font.upper().endswith("H") else text


def encoding_of_font(font: str) -> str | None:
    """Return the legacy encoding a font name stands for: ``.VnTimeH`` tcvn3, ``VNI-Times`` vni, others ``None``."""
    name = font.rsplit("+", 1)[-1].lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni") else None

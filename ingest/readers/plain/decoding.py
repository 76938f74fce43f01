"""Bytes of a text file to text: Unicode encodings first, then the Vietnamese code pages by trial."""

from __future__ import annotations

import codecs
import unicodedata

from ingest.document import ReadingWarning
from ingest.text.encoding_warnings import encoding_warnings
from ingest.text.legacy_encodings import modernised
from ingest.text.syllables import valid_share

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its first bytes are the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65536
_ZEROS_OF_UTF16 = 0.2  # Latin letters and spaces leave one byte of two zero, Vietnamese letters do not
_BROKEN_SHARE = 0.01
_CONTROL_SHARE = 0.02
_ZERO_SHARE = 0.002  # a damaged block of a text file; databases and programs have far more
_PLAIN_CONTROLS = "\t\n\r\f\v\x1a"
# TCVN3 writes toned vowels in the range where Windows 1252 has signs; both read the upper half as Latin-1.
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


def text_of(data: bytes, legacy: bool = True) -> tuple[str, tuple[ReadingWarning, ...]] | None:
    """Return the text of ``data`` (not repaired yet) and warnings, or ``None`` when it is no text at all.

    With ``legacy`` false, TCVN3 and VNI letters stay the Latin-1 signs they are: the caller knows lines or fonts.

    Warnings: ``legacy_encoding`` (detail: its name) when the letters were decoded by trial, ``broken_characters``
    (detail: how many) when single bytes could not be decoded.
    """
    text, warnings = _unicode_text(data)
    if text is None:
        text = _code_page_text(data)
        if text is None:
            return None
    if _is_binary(text):
        return None
    if zeros := text.count("\0"):
        text = text.replace("\0", " ")
        warnings = (*warnings, ReadingWarning("broken_characters", str(zeros)))
    text, encoding = modernised(text) if legacy else (text, None)
    if encoding:
        warnings = (*warnings, *encoding_warnings([encoding]))
    return text, warnings


def _unicode_text(data: bytes) -> tuple[str | None, tuple[ReadingWarning, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _lenient(data[len(bom) :], encoding)
    sample = data[:_SAMPLE]
    # In UTF-32 the two bytes at the far end of every sign are zero.
    for ends, encoding in (((0, 1), "utf-32-be"), ((2, 3), "utf-32-le")):
        if len(data) % 4 == 0 and len(data) >= 8 and not any(any(sample[end::4]) for end in ends):
            return _lenient(data, encoding)
    for first, encoding in ((0, "utf-16-be"), (1, "utf-16-le")):
        if len(sample) >= 4 and sample[first::2].count(0) / (len(sample) / 2) > _ZEROS_OF_UTF16:
            return _lenient(data, encoding) if not sample[1 - first :: 2].count(0) else (None, ())
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    # A long text with a few bad bytes (cut in the middle of a letter) is still UTF-8; a code page breaks every word.
    broken = text.count("\ufffd")
    letters = sum(1 for sign in text[:_SAMPLE] if sign > "\x7f" and sign != "\ufffd")
    if letters and broken <= max(1, _BROKEN_SHARE * len(text)) and broken <= letters:
        return text, (ReadingWarning("broken_characters", str(broken)),)
    return None, ()


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    return text, (ReadingWarning("broken_characters", str(broken)),) if broken else ()


def _code_page_text(data: bytes) -> str | None:
    """Decode by CP1258 (letters and combining tones) or as Latin-1 for ``modernised``, whichever gives words."""
    if data.count(0):
        return None
    windows = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    latin = data.decode("latin-1").translate(_WINDOWS)
    modern = modernised(latin)[0]
    return windows if valid_share(windows[:_SAMPLE]) >= valid_share(modern[:_SAMPLE]) else latin


def _is_binary(text: str) -> bool:
    sample = text[:_SAMPLE]
    odd = sum(1 for sign in sample if sign not in _PLAIN_CONTROLS and unicodedata.category(sign) in ("Cc", "Cn", "Co"))
    return odd > _CONTROL_SHARE * len(sample) or sample.count("\0") > max(1, _ZERO_SHARE * len(sample))

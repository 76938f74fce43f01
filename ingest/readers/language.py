"""Whether what was read is Vietnamese at all: a wrong encoding that nothing could put right must not pass for text."""

from __future__ import annotations

from ingest.document import ReadingWarning
from ingest.lines import Reading
from ingest.text.syllables import valid_share, word_count

# Vietnamese without diacritics stays above .9, English below .45; PDF pages are judged one by one (``readers.pdf``).
_VIETNAMESE_SHARE = 0.5
_FEW_WORDS = 30
_SAMPLE = 50_000
_TOLD_OTHERWISE = frozenset(("garbled_text", "read_by_ocr", "page_without_text"))


def language_warnings(reading: Reading) -> tuple[ReadingWarning, ...]:
    """Return ``not_vietnamese`` when most words of a reading are none, ``broken_characters`` for signs lost before.

    Nothing is said of the words where little was read or pages are named.
    """
    codes = {warning.code for warning in reading.warnings}
    lost = sum(line.text.count("\ufffd") for line in reading.lines) if "broken_characters" not in codes else 0
    broken = (ReadingWarning("broken_characters", str(lost)),) if lost else ()
    if codes & _TOLD_OTHERWISE:
        return broken
    text = "\n".join(line.text for line in reading.lines)[:_SAMPLE]
    foreign = word_count(text) >= _FEW_WORDS and valid_share(text) < _VIETNAMESE_SHARE
    return (*broken, ReadingWarning("not_vietnamese")) if foreign else broken

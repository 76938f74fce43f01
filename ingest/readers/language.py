"""Whether what was read is Vietnamese at all: a wrong encoding that nothing could put right must not pass for text."""

from __future__ import annotations

from ingest.document import ReadingWarning
from ingest.lines import Reading
from ingest.syllables import valid_share, word_count

# Vietnamese without diacritics stays above .9, English below .45; PDF pages are judged one by one (``readers.pdf``).
_VIETNAMESE_SHARE = 0.5
_FEW_WORDS = 30
_SAMPLE = 50_000
_TOLD_OTHERWISE = frozenset(("garbled_text", "read_by_ocr", "page_without_text"))


def language_warnings(reading: Reading) -> tuple[ReadingWarning, ...]:
    """Return ``not_vietnamese`` when most words of a reading are none; nothing where little was read or pages are named."""
    if any(warning.code in _TOLD_OTHERWISE for warning in reading.warnings):
        return ()
    text = "\n".join(line.text for line in reading.lines)[:_SAMPLE]
    foreign = word_count(text) >= _FEW_WORDS and valid_share(text) < _VIETNAMESE_SHARE
    return (ReadingWarning("not_vietnamese"),) if foreign else ()

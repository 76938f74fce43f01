"""A picture of a page to its recognised words: straightened first, turned upright where it lies on its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from ingest.ocr.image import Grey, rules_of, straightened, without_dust
from ingest.ocr.recognised import OcrEngine, OcrPage, OcrWord
from ingest.ocr.second_pass import with_reranking
from ingest.ocr.stamp_patches import StampPatch
from ingest.ocr.stamp_reading import marks_on
from ingest.ocr.weight import with_weight
from ingest.text.syllables import valid_share, word_count

# Upright pages score above 0.8; pages on their side or head below 0.3 (measured on turned pages).
_UPRIGHT_SHARE = 0.5
_JUDGED_WORDS = 8


@dataclass(frozen=True, slots=True)
class Recogniser:
    """Reads pictures of pages with an engine; may be used from several threads."""

    engine: OcrEngine

    def page(self, picture: Grey, patches: Sequence[StampPatch] = ()) -> OcrPage:
        """Recognise one page and its ``patches`` that may be stamps; raises PageNotReadError. A blank page has no words."""
        read = self._page(picture)
        return replace(read, stamps=marks_on(patches, self.engine)) if patches else read

    def _page(self, picture: Grey) -> OcrPage:
        read = self._read(picture, 0)
        if not _reads_well(read.words):
            height, width = picture.shape
            quarter = self.engine.quarter(width, height, picture.tobytes())
            if quarter:
                turned = self._read(np.ascontiguousarray(np.rot90(picture, quarter)), quarter)
                if _share(turned.words) > _share(read.words):
                    return turned
        return read

    def _read(self, picture: Grey, quarter: int) -> OcrPage:
        level, degrees = straightened(picture)
        level = without_dust(level)
        height, width = level.shape
        words = with_weight(level, self.engine.words(width, height, level.tobytes()))
        words = with_reranking(level, words, self.engine)
        return OcrPage(words, rules_of(level) if words else (), width, height, degrees, quarter)


def _text(words: tuple[OcrWord, ...]) -> str:
    return " ".join(word.text for word in words)


def _share(words: tuple[OcrWord, ...]) -> float:
    return valid_share(_text(words))


def _reads_well(words: tuple[OcrWord, ...]) -> bool:
    return word_count(_text(words)) < _JUDGED_WORDS or _share(words) >= _UPRIGHT_SHARE

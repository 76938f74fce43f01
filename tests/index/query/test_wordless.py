"""Questions without a word in them, the first a process hears among others."""

from __future__ import annotations

import numpy as np
import pytest

from index.passages import Passage
from index.query.diacritics import marked_forms
from index.query.read import read
from index.query.vocabulary import Vocabulary
from index.ranking.features import Candidates, features
from index.ranking.features_question import asked
from index.ranking.features_words import Lexicon
from ingest.document import Span
from ingest.text.folding import fold

NOBODY = Vocabulary(lambda field, token: 0, 1)
# what the encoder places near anything although no word is in it
WORDLESS = ["%", "?", "…", "“”", "---", "🙂", "\x00", "_", "()"]


def candidates(*texts: str) -> Candidates:
    found = [Passage("a", Span(0, len(text)), text, kind="section", page=1) for text in texts]
    unknown = np.full(len(found), np.nan, dtype=np.float32)
    return Candidates(range(1, len(found) + 1), found, unknown, unknown, np.ones(len(found), dtype=np.float32), 100)


@pytest.mark.parametrize("question", WORDLESS)
def test_the_first_question_may_have_no_word(question: str) -> None:
    lexicon = Lexicon()
    view = asked(read(question, NOBODY, ()), lexicon, NOBODY)
    table = features(view, candidates("Sở Y tế chủ trì.", "Công an tỉnh phối hợp."), lexicon)
    again = features(asked(read("Sở Y tế", NOBODY, ()), lexicon, NOBODY), candidates("Sở Y tế chủ trì."), lexicon)
    assert len(table) == 2
    assert len(again) == 1


def test_a_question_without_a_word_may_follow_a_clearing_of_the_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.ranking.features_words.MOST_WORDS", 1)
    lexicon = Lexicon()
    asked(read("Sở Y tế chủ trì", NOBODY, ()), lexicon, NOBODY)
    lexicon.tidy()
    assert len(asked(read("%", NOBODY, ()), lexicon, NOBODY).meant) == 0


def test_what_is_folded_is_lower_case_for_every_letter() -> None:
    # İ has a lower case of two signs, so it kept its case, and a capital vowel is none to whoever looks for the tone
    for letter in map(chr, (*range(0x20, 0x2000), *range(0x1E00, 0x1F00))):
        folded = fold(letter)
        assert not folded.isascii() or folded == folded.lower()
        marked_forms(folded)

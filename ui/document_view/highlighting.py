"""Which words of a quote answer to the words of a question: spans to show in <mark>."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from ingest.document import Span, without_marks
from ingest.text.folding import fold, lowered
from ingest.text.syllables import is_syllable

# Words of asking and of joining; they match everywhere and tell nothing.
_LISTED = """
    ai à ạ bao bị bởi cái cho chưa có còn các cần của cùng do đã đang đâu để đến đó được gì giờ hay hãy khi
    không là làm lại lúc mà mấy mỗi nào này nên nếu nhiêu những như nhưng ở phải qua ra rằng rồi sao sau sẽ tại
    thì theo thế trên trong trước từ tới và vào vậy về vì việc với xin
"""
_EMPTY_WORDS = frozenset(_LISTED.split())
# Words that tell something only beside another: "ngày lễ", "năm 2024".
_COMMON_WORDS = frozenset(("ngày", "tháng", "quý", "năm", "số"))
_FEW = 2  # telling syllables; in a longer question a lone syllable is a piece of some other word
# 1088/UBND-TH, 3.268, 04/6/2024, hoà
_WORD = re.compile(r"[^\W_]+(?:[./,-][^\W_]+)*")


def matched_words(question: str, quote: str) -> tuple[Span, ...]:
    """Return disjoint ordered spans of ``quote`` whose syllables stand in ``question``.

    A run of matching syllables that holds two telling ones, a number or an abbreviation is matched; lone syllables are
    matched only when nothing else is and the question holds hardly more. A question typed without diacritics is
    compared without them.
    """
    plain = fold(question) == question.lower()
    norm: Callable[[str], str] = fold if plain else lowered
    empty = {norm(word) for word in _EMPTY_WORDS}
    common = {norm(word) for word in _COMMON_WORDS}
    words = [word.group() for word in _WORD.finditer(norm(without_marks(question)))]
    asked = set(words)
    telling = asked - empty
    # Without diacritics "do thi" may be đô thị: in the question's own order behind or before a telling word they tell too.
    links = set(pairwise(words)) if plain else set()
    strong: list[Span] = []
    weak: list[Span] = []
    spelled = lowered(without_marks(quote))
    text = norm(spelled)
    run: list[re.Match[str]] = []

    def close() -> None:
        chain = [word.group() in telling for word in run]
        for order in (range(1, len(run)), range(len(run) - 1, 0, -1)):
            for at in order:
                if (run[at - 1].group(), run[at].group()) in links and (chain[at - 1] or chain[at]):
                    chain[at - 1] = chain[at] = True
        tell = {word for word, is_told in zip(run, chain, strict=True) if is_told}

        def tells(word: re.Match[str]) -> bool:
            return word in tell

        while run and not tells(run[-1]):
            run.pop()
        while run and not tells(run[0]):
            run.pop(0)
        if not run:
            return
        if all(word.group() in common for word in run):
            return
        weight = sum(tells(word) for word in run)
        # 2024, 88/UBND-TH, PAPI: what is no Vietnamese syllable tells enough by itself
        named = any(not is_syllable(spelled[word.start() : word.end()]) for word in run)
        into = strong if weight > 1 or named else weak
        into.append(Span(run[0].start(), run[-1].end()))

    for word in _WORD.finditer(text):
        if run and (word.group() not in asked or not text[run[-1].end() : word.start()].isspace()):
            close()
            run = []
        if word.group() in asked:
            run.append(word)
    close()
    return tuple(strong or (weak if len(telling) <= _FEW else ()))

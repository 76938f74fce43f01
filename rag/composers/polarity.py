"""Whether two wordings are both negated or both not: "chưa di dời" is not "di dời"."""

from __future__ import annotations

import re

from rag.question.cues import QuestionText, cue

_NOT = re.compile(r"(?<!\w)(?:chưa|không|chua|khong)(?!\w)")
# A closing "không?" asks yes or no and negates nothing.
_NOT_ASKED = cue(r"\b(?:chưa|không)\b(?!\s*(?:\?|$))")


def negated(words: str) -> bool:
    """Tell whether a clause of a document is negated."""
    return bool(_NOT.search(words.lower()))


def asks_negated(question: QuestionText) -> bool:
    """Tell whether a question asks for what is not: "đơn vị nào chưa gửi"."""
    return bool(_NOT_ASKED.search(question.lowered))

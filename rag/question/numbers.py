"""Document numbers and kinds of document named in a question: "cv 1088", "524/QĐ-UBND", "thông báo 13", "kế hoạch số 36"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.query.typed_numbers import typed_numbers
from ingest.document import Span
from ingest.text.document_kinds import kinds_for, one_of
from rag.question.cues import QuestionText, cue

# The first to match a place holds it: "thông báo kết luận" is no thông báo, and of two names of one length
# "kháng nghị quyết định" names a quyết định.
_ASKED = sorted(kinds_for("asked"), key=lambda kind: (len(kind.name), kind.name), reverse=True)
_FORMS = {kind.name: (kind.name, *kind.typed) for kind in _ASKED}
_ANY = one_of(form for forms in _FORMS.values() for form in forms)
_SPOKEN = tuple((kind, cue(rf"(?<!\w){one_of(forms)}(?!\w)")) for kind, forms in _FORMS.items())

# "524/QĐ-UBND", "32/2020/QĐ-TTg", "524/qd-ubnd", "1088 /UBND-TH"; not "16/22 chỉ tiêu", "6/2024".
_STATE = re.compile(
    r"(?<![\w/.,])\d{1,5}\s?/\s?(?:(?:19|20)\d\d\s?/\s?)?[^\W\d_]{1,8}\d{0,2}(?:\s?-\s?[^\W\d_]{1,8}\d{0,2}){0,3}(?!\w)"
)
# "39-TB/TW", "3632-CV/BCSĐ"
_PARTY = re.compile(r"(?<![\w/.,])\d{1,5}\s?-\s?[^\W\d_]{1,6}\s?/\s?[^\W\d_]{1,8}(?!\w)")
# "cv 1088", "thông báo số 13", "văn bản 1088", "số 1088"; not "kế hoạch 2024" (a year), "kế hoạch 5 năm", "chỉ thị 16 ngày".
_PARTIAL = cue(
    rf"(?<!\w)(?:(?P<kind>{_ANY}|văn bản|vb)\s(?:số\s)?|(?P<bare>số\s))(?P<no>\d{{1,5}})(?![\d/.,%]|\s?(?:năm(?!\s(?:19|20)\d\d)|tháng|ngày(?!\s(?:nào|mấy|\d))|tuần|%|người|tỷ|tỉ|triệu|chỉ tiêu|nhiệm vụ|quý|giờ))(?!\w)"
)


@dataclass(frozen=True, slots=True)
class AskedNumber:
    """A document number in a question: the key to look it up by, the kind said before it, and where it stands."""

    key: str
    kind: str | None
    span: Span


def find_asked_numbers(question: QuestionText) -> tuple[AskedNumber, ...]:
    """Return the numbers a question names, full ones first, each stretch of the question at most once."""
    found: list[AskedNumber] = []

    def free(span: Span) -> bool:
        return not any(span.overlaps(one.span) for one in found)

    for pattern in (_PARTY, _STATE):
        for match in pattern.finditer(question.text):
            span = Span(*match.span())
            if free(span):
                key = re.sub(r"\s", "", match.group())
                found.append(AskedNumber(key, _kind_before(question.lowered[: span.start]), span))
    for typed in typed_numbers(question.text):
        # "1088 ubnd th", "cv1088", "cv 1.088": what the patterns here do not read
        span = Span(typed.start, typed.end)
        if free(span) and (typed.whole or _glued(question.text[typed.start : typed.end])):
            kind = _kind_before(question.lowered[: span.start]) if typed.whole else _kind_in(question.lowered, span)
            found.append(AskedNumber(typed.token.rstrip("/").upper(), kind, span))
    for match in _PARTIAL.finditer(question.lowered):
        span = Span(*match.span())
        year_like = 1990 <= int(match["no"]) <= 2099
        said_number = match["bare"] is None and re.search(r"\bs[ốo]\s", match.group())
        if free(span) and (not year_like or said_number):
            found.append(AskedNumber(match["no"], _kind_of(match["kind"] or ""), span))
    if not found and re.fullmatch(r"\d{1,5}", question.text) and not 1990 <= int(question.text) <= 2099:
        found.append(AskedNumber(question.text, None, Span(0, len(question.text))))
    return tuple(found)


# "cv1088", "cv 1.088", "so: 23"
_GLUED = re.compile(r"[^\W\d_]\d|\d\.\d|:")


def _glued(typed: str) -> bool:
    return _GLUED.search(typed) is not None


def _kind_in(lowered: str, span: Span) -> str | None:
    """Return the kind that opens the stretch of a number: "cv1088", "tb số: 13"."""
    return _kind_before(lowered[: span.end].rstrip("0123456789. :"))


def find_asked_kinds(question: QuestionText) -> tuple[tuple[str, Span], ...]:
    """Return the kinds of document a question names with their places, the longest name at each place."""
    found: list[tuple[str, Span]] = []
    for kind, pattern in _SPOKEN:
        for match in pattern.finditer(question.lowered):
            span = Span(*match.span())
            if not any(span.overlaps(other) for _, other in found):
                found.append((kind, span))
    return tuple(sorted(found, key=lambda item: item[1]))


def _kind_of(words: str) -> str | None:
    return next((kind for kind, pattern in _SPOKEN if pattern.fullmatch(words)), None)


def _kind_before(text: str) -> str | None:
    words = re.sub(r"\s*(?:số|so)?\s*$", "", text)
    best = None
    for kind, pattern in _SPOKEN:
        for match in pattern.finditer(words):
            if match.end() == len(words) and best is None:
                best = kind
    return best


@dataclass(frozen=True, slots=True)
class Described:
    """A document named by kind and subject: ``kind``, the ``words`` that describe it, and the ``whole`` phrase."""

    kind: str
    words: Span
    whole: Span


# "trong KH thiên tai 2022-2025", "theo kế hoạch năm 2019, sở nào ...": up to a comma or the question word.
_DESCRIBED = cue(
    rf"\b(?:trong|theo|tại|ở)\s(?:cái\s)?(?P<kind>{_ANY})(?!\w)(?!\s(?:số\s)?\d{{1,5}}(?!\d))(?P<words>[^,?;]*?)(?=,|\?|;|$|\s(?:thì|sở|ai|cơ quan|đơn vị|bao nhiêu|có bao nhiêu|giao|ngành|là|được|phải)\b)"
)


def find_described(question: QuestionText) -> Described | None:
    """Return the document a question names by its kind and subject, if it does."""
    match = _DESCRIBED.search(question.lowered)
    kind = _kind_of(match["kind"]) if match else None
    if match is None or kind is None:
        return None
    return Described(kind, Span(*match.span("words")), Span(*match.span()))


def same_kind(kind: str | None, asked: str) -> bool:
    """Tell whether a document's kind is the asked one: "thông báo kết luận" is a thông báo too."""
    if kind is None:
        return False
    first, second = kind.lower(), asked.lower()
    return first.startswith(second) or second.startswith(first)

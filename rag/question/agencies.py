"""The agencies and places a question names, with or without diacritics."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.agencies.authority import Agency
from ingest.agencies.find import Agencies
from ingest.document import Span
from ingest.text.folding import fold
from rag.question.cues import QuestionText, cue

# "huyện Kiên Hải", "TP. Bình Lạc", "xã Tân Hòa"; without diacritics two syllables are taken: "huyen kien hai".
_PLACE = re.compile(
    r"(?<!\w)(?:[Hh]uyện(?: đảo)?|[Tt]hành phố|TP\.?|[Tt]p\.?|[Tt]hị xã|[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu|[Qq]uận)\s(?P<name>[A-ZÀ-ỸĐ]\w*(?:\s[A-ZÀ-ỸĐ]\w*){0,3})"
)
_BARE_PLACE = cue(r"\b(?:huyện|thành phố|tp|thị xã|phường|thị trấn|đặc khu)\s(?P<name>[^\W\d_]+\s[^\W\d_]+)")
_NOT_PLACES = frozenset(re.findall(r"\w+", "nao nay minh khac duoi tren co khong phai lam"))
# "cấp huyện", "các huyện", "địa phương": common to all.
_LEVELS = (
    (
        "Ủy ban nhân dân cấp huyện",
        cue(r"\b(?:(?:ubnd\s)?(?:cấp huyện|các huyện(?:,?\s(?:thành phố|tp|thị xã))*)|tuyến huyện)\b"),
    ),
    ("Ủy ban nhân dân cấp xã", cue(r"\b(?:ubnd\s)?(?:cấp xã|các xã(?:,?\s(?:phường|thị trấn|đặc khu))*)\b")),
    ("Các sở, ban, ngành", cue(r"\bcác sở(?:,?\s(?:ban|ngành))*\b")),
)


@dataclass(frozen=True, slots=True)
class AskedAgency:
    """An agency in a question: its words and place, and the authority file's entry where it has one.

    ``place`` is the name of a locality (``Kiên Hải``) when the question names one; ``common`` marks collectives.
    """

    span: Span
    printed: str
    agency: Agency | None
    common: bool = False
    place: str | None = None

    @property
    def name(self) -> str:
        """The canonical name, else the words of the question."""
        return self.agency.name if self.agency else self.printed

    @property
    def names(self) -> tuple[str, ...]:
        """Every name the agency goes by."""
        return tuple(dict.fromkeys((self.name, *(self.agency.names if self.agency else ()), self.printed)))


def find_asked_agencies(question: QuestionText, agencies: Agencies) -> tuple[AskedAgency, ...]:
    """Return the agencies and places of a question in order, without overlaps."""
    found: list[AskedAgency] = []

    def free(span: Span) -> bool:
        return not any(span.overlaps(one.span) for one in found)

    for match in _PLACE.finditer(question.text):
        span = Span(*match.span())
        found.append(AskedAgency(span, match.group(), None, place=match["name"]))
    for mention in agencies.find_in_question(question.text):
        inside = next((one for one in found if mention.span.overlaps(one.span)), None)
        if inside is not None:
            if mention.span.contains(inside.span):
                found.remove(inside)
                found.append(AskedAgency(mention.span, mention.printed, mention.agency, mention.common, inside.place))
            continue
        if _is_question_word(mention.printed):
            continue
        found.append(AskedAgency(mention.span, mention.printed, mention.agency, mention.common))
    for name, pattern in _LEVELS:
        for match in pattern.finditer(question.lowered):
            span = Span(*match.span())
            if free(span):
                found.append(AskedAgency(span, question.text[span.start : span.end], agencies.named(name), common=True))
    for match in _BARE_PLACE.finditer(question.lowered):
        span = Span(*match.span())
        words = set(fold(match["name"]).split())
        if free(span) and fold(match["name"]) == match["name"] and not words & _NOT_PLACES:
            found.append(AskedAgency(span, question.text[span.start : span.end], None, place=match["name"]))
    return tuple(sorted(found, key=lambda one: one.span))


# "Sở nào", "cơ quan nào" ask for an agency and name none.
# "xã ở huyện nào", "sở của tỉnh": a level, and a word that names nothing.
_WHICH = cue(r"\b(?:nào|gì|nao)\b|^\S+\s(?:ở|của|trong|tại|thuộc|có|được|bị|nộp|là)$")


def _is_question_word(printed: str) -> bool:
    return bool(_WHICH.search(fold(printed)))

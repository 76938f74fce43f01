"""Lists of agencies in places that hold nothing else: a table cell, the words behind a label, the subject of a last article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.agencies.authority import Mention
from ingest.assignments.groups import Actor, MaskedText
from ingest.document import Span
from ingest.text.agency_heads import any_head

# Never inside a known name: "Sở Giáo dục và Đào tạo", "Trung tâm Đầu tư, Thương mại và Du lịch".
_SEPARATORS = re.compile(
    r"[ ]*[;\n][ ]*(?:và )?|[ ]*,[ ]+(?:và )?|[ ]+và[ ]+|[ ]+[-–+•][ ]+|[ ]*(?:^|(?<=[ ;,]))\d{1,2}[.)][ ]+"
)
_EDGES = " .,;:-–+•*\n"
# "và các ông (bà) ...", "và Thủ trưởng ..." begin an agency, "và phát triển" goes on with a name.
_BEGINS = re.compile(r"(?:các|những|thủ trưởng|cá nhân|đơn vị|cơ quan|ubnd|ủy ban)(?!\w)")
# "... Vụ Môi trường và Vật liệu xây dựng" is one agency: behind ``và`` another begins with a word for an agency or its head.
BEGINS_AGENCY = re.compile(rf"(?:{any_head('list')}|Các|Những|Cá nhân|Đơn vị|Cơ quan|Người|Tổng|Liên|Ông|Bà)(?!\w)")
_FAMILY = re.compile(
    r"nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|lý|đinh|đoàn|lâm|mai|trịnh|đào|cao|lương|tạ|hà"
    r"|châu|thái|tô|từ|chu|vương|triệu|nông|giàng|lò|vàng|sùng|quách|kiều|tăng|phùng",
    re.IGNORECASE,
)
# "Giám đốc các Sở: Tài chính, Y tế": the word said once before the first name.
_OPENER = re.compile(
    r"(?:(?:Giám đốc|Lãnh đạo|Thủ trưởng) )?[Cc]ác (?:[Ss]ở|[Bb]ộ|[Bb]an)(?:, (?:[Bb]an|ngành))*:[ ]+(?=\w)"
)
_LEAST_NAME = 2  # syllables of a person's name


def agencies_in(ground: MaskedText, span: Span, *, people: bool = False) -> tuple[Actor, ...]:
    """Return what a list names, in order, as printed; a name the authority file lacks is an agency too ("Cảng vụ hàng hải").

    With ``people`` names of persons that stand together without a sign are told apart by their family names.
    """
    inside = [mention for mention in ground.mentions if span.contains(mention.span)]
    found: list[Actor] = []
    for piece in _pieces(ground, span, inside, people=people):
        for part in _persons(ground.text, piece) if people else (_behind_opener(ground.plain, piece),):
            printed = part.of(ground.text)
            named = [mention for mention in inside if part.contains(mention.span)]
            agency = next((mention.agency.name for mention in named if mention.agency), None)
            found.append(Actor(printed, agency, all(one.common for one in named) if named else False))
    return tuple(dict.fromkeys(found))


def _behind_opener(plain: str, piece: Span) -> Span:
    opener = _OPENER.match(plain, piece.start, piece.end)
    return Span(opener.end(), piece.end) if opener else piece


def _pieces(ground: MaskedText, span: Span, inside: list[Mention], *, people: bool) -> Iterator[Span]:
    words = ground.plain[span.start : span.end]
    start = 0
    for cut in [*_SEPARATORS.finditer(words), None]:
        end = cut.start() if cut else len(words)
        if cut is not None:
            at = span.start + end
            begins = any(one.span.start == span.start + cut.end() for one in inside)
            if any(one.span.start < at < one.span.end for one in inside) or (
                not begins and _goes_on(words, start, cut, people=people)
            ):
                continue
        piece = _trimmed(words, start, end)
        if piece is not None:
            yield Span(span.start + piece[0], span.start + piece[1])
        start = cut.end() if cut else end


def _goes_on(words: str, start: int, cut: re.Match[str], *, people: bool) -> bool:
    """Tell whether a name goes on behind a comma or ``và``."""
    following = words[cut.end() : cut.end() + 16]
    if cut.group().strip() == "và" and not people and following[:1].isupper():
        return BEGINS_AGENCY.match(following) is None
    small = following[:1].islower() and not _BEGINS.match(following)
    return (
        small and bool(words[start : cut.start()].strip(_EDGES)) and "\n" not in cut.group() and ";" not in cut.group()
    )


def _trimmed(words: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and words[start] in _EDGES:
        start += 1
    while end > start and words[end - 1] in _EDGES:
        end -= 1
    return (start, end) if any(map(str.isalpha, words[start:end])) else None


def _persons(text: str, piece: Span) -> Iterator[Span]:
    syllables = [
        Span(piece.start + one.start(), piece.start + one.end()) for one in re.finditer(r"\S+", piece.of(text))
    ]
    first = 0
    for at in range(_LEAST_NAME, len(syllables) - _LEAST_NAME + 1):
        if at - first >= _LEAST_NAME and _FAMILY.fullmatch(syllables[at].of(text)):
            yield Span(syllables[first].start, syllables[at - 1].end)
            first = at
    if syllables:
        yield Span(syllables[first].start, syllables[-1].end)

"""The agencies named in a stretch of text as lists: "Sở Y tế, Sở Nội vụ và các địa phương" is one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.agencies.authority import Mention
from ingest.document import Span

# Between two actors of one list; "cùng" and "phối hợp" begin another list.
_GLUE = re.compile(
    r"(?:[ ]*\([^()\n]{1,80}\)(?=[ ]*[,;]| và ))?[ ]*(?:[,;][ ]*(?:và[ ]+)?|và[ ]+|[ ])?(?:(?:[Gg]iám đốc )?[Cc]ác (?:[Ss]ở|[Bb]ộ):?[ ]+)?"
)
# "các Sở: Tài chính, Y tế": the word said once before the first name.
_OPENER = r"(?:[Gg]iám đốc |[Ll]ãnh đạo |[Tt]hủ trưởng )?[Cc]ác (?:(?:[Ss]ở|[Bb]ộ):?|(?:[Hh]ội|đoàn|cơ quan|đơn vị|[Tt]rường|[Bb]an|ngành|[Pp]hòng|[Cc]ông ty|huyện|xã|phường|thành phố|địa phương|doanh nghiệp|tổ chức|bệnh viện|trung tâm|chi cục|đồng chí|ông|bà)(?:,? [^\W\d_]+){0,4} ?:)[ ]+"
_OPENS_HERE, _OPENED_BEFORE = re.compile(_OPENER), re.compile(rf"(?<!\w){_OPENER}$")
_OPENER_REACH = 40
# "công tác của UBND tỉnh, Giám đốc các sở ...": the first only owns something.
_OWNER, _OWNER_REACH = re.compile(r"(?<!\w)(?:của|theo|thuộc)[ ]$"), 8


SUPERIORS = frozenset({"government", "office", "council", "party", "central", "ministry"})
# Who stands above the issuer when the issuer stands high itself.
_ABOVE = {
    "party": frozenset({"central", "ministry"}),
    "central": frozenset({"central", "party"}),
    "ministry": frozenset({"central", "party", "council"}),
}
_OF_THE_PARTY = re.compile(r"(?:Tỉnh|Thành|Huyện|Đảng) (?:ủy|uỷ)|Ban Thường vụ|Ban Chấp hành", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actor:
    """An agency that must act, as printed; ``agency`` its canonical name; ``common`` for collectives."""

    printed: str
    agency: str | None
    common: bool


@dataclass(frozen=True, slots=True)
class MaskedText:
    """The text to read: original, masked (quotes, marks and stars blank) and masked in small letters, with its mentions.

    ``issuer`` is the canonical name of the agency that speaks; it gives tasks and gets none. ``weak`` holds where the
    mentions start that are mere common nouns (see ``ingest.assignments.actors``). ``superiors`` are the kinds of agencies that give
    tasks rather than get them unless they are asked; ``year`` is that of issue.
    """

    text: str
    plain: str
    low: str
    mentions: Sequence[Mention]
    issuer: str | None = None
    weak: frozenset[int] = frozenset()
    superiors: frozenset[str] = SUPERIORS
    year: int | None = None


def actors_of(ground: MaskedText, mentions: Sequence[Mention]) -> tuple[Actor, ...]:
    """Return the mentions as actors, printed as in the original text."""
    return tuple(
        Actor(mention.span.of(ground.text), mention.agency.name if mention.agency else None, mention.common)
        for mention in mentions
    )


def groups_in(ground: MaskedText, span: Span) -> list[list[Mention]]:
    """Return the lists of agencies inside ``span``, in order."""
    groups: list[list[Mention]] = []
    first = bisect_left(ground.mentions, span.start, key=lambda mention: mention.span.start)
    for mention in ground.mentions[first:]:
        if mention.span.end > span.end:
            break
        if groups and follows(ground, groups[-1][-1].span.end, mention.span.start):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def follows(ground: MaskedText, end: int, start: int) -> bool:
    """Tell whether only the glue of a list stands between ``end`` and ``start``."""
    return _GLUE.fullmatch(ground.plain, end, start) is not None


def group_at(ground: MaskedText, position: int, end: int) -> list[Mention] | None:
    """Return the list of agencies that begins at ``position``, or ``None``."""
    opener = _OPENS_HERE.match(ground.plain, position, end)
    groups = groups_in(ground, Span(position, end))
    if not groups or groups[0][0].span.start not in (position, opener.end() if opener else position):
        return None
    return groups[0]


def group_start(ground: MaskedText, group: Sequence[Mention], floor: int) -> int:
    """Return where a list begins, with the word said once before it."""
    start = group[0].span.start
    opener = _OPENED_BEFORE.search(ground.plain, max(floor, start - _OPENER_REACH), start)
    return opener.start() if opener else start


def superiors_of(kind: str | None, issuer: str) -> frozenset[str]:
    """Return the kinds of agencies above the issuer, whose own kind is ``kind``: a Party committee directs its commissions."""
    return _ABOVE.get("party" if _OF_THE_PARTY.match(issuer) else kind or "", SUPERIORS)


def speaks(ground: MaskedText, mention: Mention) -> bool:
    """Tell whether a mention is the agency that issued the document."""
    return ground.issuer is not None and mention.agency is not None and mention.agency.name == ground.issuer


def readings(ground: MaskedText, group: list[Mention]) -> list[list[Mention]]:
    """Return the ways to read a list: whole, and what stands behind a sign that may have begun a new clause.

    "... gửi Sở Y tế; Sở Tài chính bố trí" and "Theo ý kiến của Sở Y tế, Sở Tài chính bố trí" each have one subject.
    """
    found = [group]
    for at in range(len(group) - 1, 0, -1):
        if ";" in ground.plain[group[at - 1].span.end : group[at].span.start]:
            found.append(group[at:])
            break
    start = group[0].span.start
    owner = len(group) > 1 and _OWNER.search(ground.plain, max(0, start - _OWNER_REACH), start)
    if owner and "," in ground.plain[group[0].span.end : group[1].span.start]:
        found.append(group[1:])
    return found

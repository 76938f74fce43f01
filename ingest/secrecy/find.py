"""State secrets stay out: whether what was read bears a secrecy mark, surely or perhaps.

Sure marks and doubtful ones both keep a document out of the archive; a clerk may release a doubtful one
(``ingest.archive.releases``). Marks are printed or stamped under the number, at the top right, in running heads and feet, and
in what is laid over a page; ``ingest.secrecy.grammar`` says what a mark is, this file where it counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.document import ReadingWarning
from ingest.errors import SecretDocumentError
from ingest.lines import Aside, Line, Reading
from ingest.secrecy.grammar import SecrecyMark, mark_in
from ingest.secrecy.stretches import stretches_of

SURE, DOUBTFUL = 2, 1
_HEAD = 40  # lines: the letterhead of a first page with all that may stand over it
_UPPER = 25  # lines among which "Mật" in small letters can be a mark: Party documents print it so
_TOP, _FOOT = 12, 8  # lines of every other page at which a mark in capitals can be printed
_LAST = 5  # last lines of a page at which it can, what stands beside the signature counted
_EDGE = 2  # lines of every other page at which "Mật" in small letters can
_ROWS = 4  # rows: a letterhead set as a table; tables of data have more
_SHORT = 40  # letters: "MẬT (giải mật ngày 01/01/2030)"; longer lines speak about marks
# "TÀI LIỆU TỐI MẬT – KHÔNG SAO CHỤP", "MẬT 05 NĂM", "Dấu: MẬT"
_BETWEEN = re.compile(r"[-–—,;:()/]|\d+")
_LIST = 3  # lines within which two degrees of secrecy make a list
# A body that speaks of secret papers quotes their marks: "độ mật", "bí mật nhà nước", "giải mật", "tài liệu mật".
_SUBJECT = ("bi mat nha nuoc", "do mat", "giai mat", "tai lieu mat", "van ban mat", "dau mat", "cac do mat")
# Words that "mật" belongs to when a heading was wrapped between them: "... BẢO VỆ BÍ / MẬT NHÀ NƯỚC", "MẬT / ONG". A line
# that ends or begins so may also be an issuer's ("THÀNH PHỐ UÔNG BÍ"), so it is no more than a reason for doubt.
_GOES_BEFORE = frozenset(["bi", "bao", "co", "giai"])
_GOES_BEHIND = frozenset(["ong", "khau", "do", "ma", "mia"])


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was seen of a mark: its ``text``, ``where`` (a code; see ``Aside``), the ``page``, and ``strength``."""

    strength: int
    text: str
    where: str
    page: int


def judge(reading: Reading) -> Verdict | None:
    """Return the strongest sign of a secrecy mark in what was read, the first of equals; ``None`` when there is none."""
    found = [*_of_lines(reading.lines), *_of_asides(reading.asides)]
    return max(found, key=lambda verdict: verdict.strength, default=None)


def refuse_secrets(reading: Reading, released: bool) -> tuple[ReadingWarning, ...]:
    """Raise ``SecretDocumentError`` when the reading bears a mark, surely or perhaps.

    Code ``secret_mark`` (detail: the mark as printed) or ``secret_doubt`` (detail: the text, where it was seen and the
    page, between semicolons). ``released`` lets a doubtful one pass: then the warning ``secret_doubt`` tells of it.
    """
    verdict = judge(reading)
    if verdict is None:
        return ()
    if verdict.strength == SURE:
        raise SecretDocumentError("secret_mark", verdict.text)
    detail = f"{verdict.text.replace(';', ',')}; {verdict.where}; {verdict.page}"
    if not released:
        raise SecretDocumentError("secret_doubt", detail)
    return (ReadingWarning("secret_doubt", detail),)


def _of_asides(asides: Sequence[Aside]) -> Iterator[Verdict]:
    for aside in asides:
        mark = mark_in(aside.text)
        if mark is None:
            continue
        sure = mark.exact and (mark.capitals or mark.stated)
        yield Verdict(SURE if sure and aside.clear else DOUBTFUL, mark.text, aside.where, aside.page)


def _of_lines(lines: Sequence[Line]) -> Iterator[Verdict]:
    about = any(word in line.folded for line in lines for word in _SUBJECT if len(line.text) > _SPOKEN)
    at = 0
    for page, group in groupby(lines, key=lambda line: (line.page, line.role in ("header", "footer"))):
        own = list(group)
        yield from _of_page(own, page[0], page[1], first=at == 0, about=about)
        at += len(own)


_OTHER_WORDS = frozenset(("mắt", "mát"))  # "MẮT", heading of a table of a hospital; on a stamp it may be misread
_SPOKEN = 30  # letters: "ĐỘ MẬT: TỐI MẬT" states a mark, a longer line speaks about marks


def _of_page(lines: Sequence[Line], page: int, margin: bool, *, first: bool, about: bool) -> Iterator[Verdict]:
    """Judge the lines of one page, its running heads and feet (``margin``) apart from the others."""
    sizes = _table_sizes(lines)
    marks = [[(stretch, mark) for stretch in stretches_of(line) if (mark := mark_in(stretch.text))] for line in lines]
    for at, (line, found) in enumerate(zip(lines, marks, strict=True)):
        if not found and first and at < _TOP and _is_part_of(line.text):
            yield Verdict(DOUBTFUL, line.text.strip(), line.role if margin else "text", page)
        for stretch, mark in found:
            itemised = mark.item and not mark.stated
            wrapped, listed = _is_wrapped(lines, at, mark), _is_listed(marks, at, mark)
            tabled = line.role == "row" and sizes[at] > _ROWS and not mark.stated
            # A letterhead may be set as a long table, and bear two degrees of which one was struck out.
            if (itemised or listed or tabled) and not (first and at < _TOP and mark.capitals):
                continue
            upper = margin or at < (_UPPER if first else _EDGE) or at >= len(lines) - _LAST
            head = margin or (at < _HEAD if first else at < _TOP) or at >= len(lines) - _FOOT
            strength = _strength(
                mark, head, upper and line.role != "row", about and not (first and head) and not margin
            )
            doubtful = stretch.glued or wrapped or itemised or listed or tabled
            strength = min(strength, DOUBTFUL) if doubtful else strength
            if strength:
                yield Verdict(strength, stretch.text.strip(), line.role if margin else "text", page)


def _is_part_of(text: str) -> bool:
    """Tell whether a short line of a letterhead holds a mark in capitals between signs or figures, beside other words."""
    if len(text) > _SHORT:
        return False
    found: list[SecrecyMark] = []
    at = 0
    for part in _BETWEEN.split(text):
        before = text[: text.index(part, at)].rstrip()
        at = len(before)
        mark = mark_in(part) if part.strip() else None
        # "GAN - MẬT" is a ward of a hospital; nothing but signs, or "Dấu:", stands before a mark of the lowest degree.
        opens = before.endswith(":") or not any(map(str.isalpha, before))
        if mark is not None and mark.exact and mark.capitals and (opens or mark.level > 1):
            found.append(mark)
    return len({mark.level for mark in found}) == 1


def _strength(mark: SecrecyMark, head: bool, upper: bool, about: bool) -> int:
    """Weigh a mark: where it counts surely (``head``), where small letters count (``upper``), what the text is about."""
    if mark.text.lower().strip(" .") in _OTHER_WORDS:
        return 0
    if mark.stated and mark.exact:
        return SURE if head else 0 if about else DOUBTFUL
    if mark.capitals:
        if not head:
            return DOUBTFUL if mark.exact and not about else 0
        return SURE if mark.exact and not about else DOUBTFUL
    return DOUBTFUL if mark.exact and upper else 0


def _is_wrapped(lines: Sequence[Line], at: int, mark: SecrecyMark) -> bool:
    """Tell whether the mark's word belongs to the line above or below: a heading broken in two."""
    if mark.level > 1 or mark.stated:
        return False
    above = lines[at - 1].folded.split() if at and not lines[at].gap_before else []
    below = lines[at + 1].folded.split() if at + 1 < len(lines) and not lines[at + 1].gap_before else []
    return (above[-1:] != [] and above[-1] in _GOES_BEFORE) or (below[:1] != [] and below[0] in _GOES_BEHIND)


def _is_listed(marks: Sequence[Sequence[tuple[object, SecrecyMark]]], at: int, mark: SecrecyMark) -> bool:
    """Tell whether another degree stands near it: rules list the degrees, a document has one."""
    near = marks[max(0, at - _LIST) : at + _LIST + 1]
    return not mark.stated and len({one.level for line in near for _, one in line}) > 1


def _table_sizes(lines: Sequence[Line]) -> list[int]:
    """Return for every line how many rows its table has; 0 for a line in none."""
    sizes: list[int] = []
    for is_row, group in groupby(lines, key=lambda line: line.role == "row"):
        count = sum(1 for _ in group)
        sizes += [count if is_row else 0] * count
    return sizes

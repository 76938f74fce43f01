"""Departments and ministries whose names were misread: a wrong or missing mark, a wrong letter, a lost space.

Only names that begin with Sở or Bộ, in three words or more: in shorter ones ("Thuế tỉnh", "Công an tính đến ...") one
wrong mark makes another word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ingest.agencies.authority import Agency
from ingest.agencies.names import compact
from ingest.text.edit_distance import distance
from ingest.text.folding import fold, lowered

# Sở · Sỡ Y tế · Sờ Tài chính · SỞ · Bô Tài chính; "Số Y tế" only with everything else in order. Unmarked: So Tai chinh
_ROOT = re.compile(r"(?<!\w)(?:S[ởỡờơoỏ]|SỞ|SỠ|SỜ|SƠ|SO|B[ộôổỗo]|BỘ|BÔ|BO)(?= )")
_WORD = re.compile(r"[^\W_]+")
# Between two words of a name, "và" among them; never a line end.
_GAP = re.compile(r"[ \u00a0]*[-–—‑,&]?[ \u00a0]*")
_LEAST_WORDS = 3
# A letter may be wrong in one word of three letters or more; in names of six words in two.
_LEAST_LETTERS, _TWO_SLIPS = 3, 6
# Marks may be wrong in so many words; a stretch without any mark may lack all.
_MOST_MARKS = 2


class MisreadNames:
    """Finds the misread names of departments and ministries; immutable once made."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._names: defaultdict[str, list[tuple[tuple[str, ...], tuple[str, ...], Agency]]] = defaultdict(list)
        self._compact: dict[str, Agency] = {}
        for agency in agencies:
            for name in dict.fromkeys((agency.name, *agency.names)):
                words = tuple(_WORD.findall(lowered(name)))
                folded = tuple(map(fold, words))
                short = len(words) < _LEAST_WORDS or any(part.isupper() and len(part) > 1 for part in name.split())
                if folded[:1] not in (("so",), ("bo",)) or short:
                    continue
                self._names[folded[0]].append((words, folded, agency))
                self._compact.setdefault(compact(name), agency)

    def finditer(self, plain: str, folded: str) -> Iterator[tuple[int, int, Agency]]:
        """Yield (start, end, agency) of the misread names in ``plain``; what is written right is not among them."""
        for root in _ROOT.finditer(plain):
            words = _words_from(plain, root.start())
            if len(words) < 2 or not plain[words[1][0]].isupper():
                continue
            best: tuple[int, Agency] | None = None
            for name, bare, agency in self._names[folded[root.start() : root.end()]]:
                end = _matched(plain, folded, words, name, bare)
                if end is not None and (best is None or end > best[0]):
                    best = end, agency
            if best is None:
                best = self._run_together(plain, words)
            if best is not None:
                yield root.start(), best[0], best[1]

    def _run_together(self, plain: str, words: list[tuple[int, int]]) -> tuple[int, Agency] | None:
        """Find a name that lost a space: "Sở Kếhoạch và Đầu tư"."""
        for count in range(len(words), 1, -1):
            stretch = plain[words[0][0] : words[count - 1][1]]
            agency = self._compact.get(compact(stretch))
            if agency is not None and not lowered(stretch).endswith("và"):
                return words[count - 1][1], agency
        return None


def _words_from(plain: str, start: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = start
    while len(found) < 10 and (word := _WORD.match(plain, at)):
        found.append(word.span())
        gap = _GAP.match(plain, word.end())
        at = gap.end() if gap else word.end()
        if at == word.end():
            break
    return found


def _matched(
    plain: str, folded: str, words: list[tuple[int, int]], name: tuple[str, ...], bare: tuple[str, ...]
) -> int | None:
    """Return where the misread name ends; ``None`` where it is another name, or this one written right."""
    if len(words) < len(name):
        return None
    spans = words[: len(name)]
    typed = [folded[start:end] for start, end in spans]
    wrong = [(one, right) for one, right in zip(typed, bare, strict=True) if one != right]
    if len(wrong) > (2 if len(name) >= _TWO_SLIPS else 1):
        return None
    if any(min(len(one), len(right)) < _LEAST_LETTERS or distance(one, right, 1) > 1 for one, right in wrong):
        return None
    printed = [lowered(plain[start:end]) for start, end in spans]
    marks = sum(one != right for one, right in zip(printed, name, strict=True))
    unmarked = printed == typed
    # "Số Tài chính" may be a number of something: a wrong first word needs all others right.
    if marks == 0 or (not unmarked and marks > _MOST_MARKS):
        return None
    if printed[0] in ("so", "bo") and not unmarked:
        return None
    return spans[-1][1]

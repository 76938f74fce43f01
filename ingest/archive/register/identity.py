"""What makes a task the same task: the id it goes by, and finding it again when a newer reading words it otherwise.

The id is drawn from the document's bytes, the letters of the quote and of who acts, and the task's place among equals;
offsets, marks, case and spaces do not count. So the same file read again, or removed and added again, has the same ids.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from ingest.document import without_marks
from ingest.text.folding import fold

ID_LENGTH = 10
# No i, l, o, u: ids are read out and typed.
_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"
# Shorter words ("báo cáo kết quả") may stand in many tasks.
_TELLING = 20
_ALIKE, _AHEAD = 0.8, 0.1
"""How many words two wordings of one task share at least, and by how much the best must lead the next."""


@dataclass(frozen=True, slots=True)
class TaskWords:
    """How a task is worded: its quote, the task proper, and who acts, as printed."""

    quote: str
    task: str
    lead: str | None


def letters(text: str | None) -> str:
    """Return the folded letters and digits of a text.

    >>> letters("– Rà soát¹, báo cáo 02 lần")
    'rasoatbaocao02lan'
    """
    return "".join(re.findall(r"[^\W_]", fold(without_marks(normalize("NFC", text or "")))))


def ids_of(sha256: str, wordings: Iterable[TaskWords]) -> list[str]:
    """Return the id of each task of a document, all different, in the order given."""
    seen: Counter[str] = Counter()
    found = []
    for one in wordings:
        said = f"{sha256}\n{letters(one.quote)}\n{letters(one.lead)}"
        digest = hashlib.sha256(f"{said}\n{seen[said]}".encode()).digest()
        number = int.from_bytes(digest[:8], "big")
        seen[said] += 1
        found.append("".join(_SIGNS[number >> 5 * place & 31] for place in range(ID_LENGTH)))
    return found


def same_task(old: TaskWords, new: Sequence[TaskWords]) -> int | None:
    """Return the position of the one task among ``new`` that ``old`` must be; ``None`` where none or several may be.

    Tried in turn: the same quote, the same task, one worded inside the other, most words in common. A task of another
    agency is never taken.
    """
    may_be = [at for at, one in enumerate(new) if _no_stranger(old.lead, one.lead)]
    quote, task = letters(old.quote), letters(old.task)
    tests: tuple[Callable[[TaskWords], bool], ...] = (
        lambda one: letters(one.quote) == quote,
        lambda one: letters(one.task) == task,
        lambda one: _inside(quote, letters(one.quote)) or _inside(task, letters(one.task)),
    )
    for test in tests:
        fitting = [at for at in may_be if test(new[at])]
        if fitting:
            return fitting[0] if len(fitting) == 1 else None
    alike = sorted(((_common_words(old.quote, new[at].quote), at) for at in may_be), reverse=True)
    if not alike or alike[0][0] < _ALIKE or (len(alike) > 1 and alike[0][0] - alike[1][0] < _AHEAD):
        return None
    return alike[0][1]


def _no_stranger(one: str | None, other: str | None) -> bool:
    """Tell whether two leads may be one: nobody named, or one name within the other ("Giám đốc Sở Y tế")."""
    mine, theirs = letters(one), letters(other)
    return mine in theirs or theirs in mine


def _inside(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _TELLING and (one in other or other in one)


def _common_words(one: str, other: str) -> float:
    mine, theirs = (Counter(re.findall(r"\w+", fold(without_marks(text)))) for text in (one, other))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0

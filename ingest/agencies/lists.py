"""Names behind a Sở or Bộ that is said once: "các Sở: Tài chính, Y tế", "Sở Nội vụ; Xây dựng"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.agencies.authority import Agency
from ingest.agencies.names import NameTree
from ingest.text.verbs import starts_with_verb

# "các Sở: A, B và C"
LIST_OPENER = re.compile(r"(?<!\w)[Cc]ác (?P<kind>[Ss]ở|[Bb]ộ):? (?=[^\W\d_])")
_STEP = re.compile(r"(?:[ ]?[,;][ ]?(?:và )?| và )(?=[^\W\d_])")
_END = re.compile(r"[ ]?(?:[,;.:)]|$|\n| và | chủ trì| phối hợp)")


def listed(
    plain: str, low: str, known: Iterable[tuple[int, int, Agency]], bare: Mapping[str, NameTree[Agency]]
) -> list[tuple[int, int, Agency]]:
    """Return (start, end, agency) of the names without their word, behind an opener or behind one of the ``known``.

    ``bare`` holds the names without their first word, by that word.
    """
    found: list[tuple[int, int, Agency]] = []
    openings: list[tuple[int, str]] = []
    for opener in LIST_OPENER.finditer(plain):
        kind = opener["kind"].lower()
        first = bare[kind].match(low, opener.end())
        if first and plain[opener.end()].isupper():
            found.append((opener.end(), first[0], first[1]))
            openings.append((first[0], kind))
    openings += [
        (end, low[start : start + 2]) for start, end, agency in known if agency.kind in ("department", "ministry")
    ]
    for position, kind in openings:
        at, names = position, bare.get(kind)
        while names is not None and (step := _STEP.match(plain, at)):
            item = names.match(low, step.end())
            if item is None or not plain[step.end()].isupper():
                break
            if not (_END.match(plain, item[0]) or starts_with_verb(low, item[0] + 1)):
                break
            found.append((step.end(), item[0], item[1]))
            at = item[0]
    return found

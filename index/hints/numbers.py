"""The document numbers and kinds of document that a question names."""

from __future__ import annotations

import re

from index.query.typed_numbers import typed_numbers, whole_numbers
from ingest.text.document_kinds import KINDS, one_of
from ingest.text.folding import fold

NAMED = 0.5
"""How plainly a kind is meant that is merely named: kế hoạch is a plan of any sort as well."""

# Forms and what they mean, folded; "văn bản" may be any kind.
_NAMES = {
    **{fold(one.name): fold(one.name) for one in KINDS if one.codes},
    **{fold(code): fold(one.name) for one in KINDS for code in one.codes if len(code) > 1 and code.isalpha()},
    **{fold(form): fold(one.name) for one in KINDS for form in one.short},
    **dict.fromkeys(("van ban", "vb"), ""),
}
# On folded text: "trong cong van", "theo ke hoach", and "quyet dinh so", "bao cao thang 11", "thong bao ngay", "ke hoach nao"
_PLAIN = re.compile(
    rf"(?P<before>\b(?:trong|theo|tai|o)\s)?(?<![\w/.-])(?P<kind>{one_of(_NAMES)})(?![\w/-])"
    r"(?P<behind>\s(?:so|ngay|thang|quy|nam|nao|cua|gi|\d))?"
)


def hinted_kinds(question: str) -> dict[str, float]:
    """Return the kinds that ``question`` names, folded, and how plainly each is meant (``NAMED`` or 1).

    >>> hinted_kinds("theo qđ 206 của tỉnh"), hinted_kinds("tiến độ xây dựng kế hoạch")
    ({'quyet dinh': 1.0}, {'ke hoach': 0.5})
    """
    found: dict[str, float] = {}
    for match in _PLAIN.finditer(" ".join(fold(question).split())):
        kind = _NAMES[match["kind"]]
        if kind:
            plain = 1.0 if match["before"] or match["behind"] else NAMED
            found[kind] = max(plain, found.get(kind, 0.0))
    return found


def hinted_numbers(question: str) -> frozenset[str]:
    """Return the numbers that ``question`` names: whole ones, or the bare head (``1088/``) where it has no more.

    >>> sorted(hinted_numbers("cv 1088")), sorted(hinted_numbers("QD 206/QD-TTg")), sorted(hinted_numbers("năm 2024"))
    (['1088/'], ['206/qd-ttg'], [])
    """
    bare = (one.token for one in typed_numbers(question) if not one.whole)
    return frozenset((*whole_numbers(question), *bare))

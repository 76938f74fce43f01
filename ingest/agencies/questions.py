"""Agencies in questions: named without diacritics, by symbol (stc), with a small slip."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from ingest.agencies.authority import Agency, Mention
from ingest.agencies.context import other_word_before
from ingest.agencies.names import NameTree
from ingest.spans import Span
from ingest.text.edit_distance import nearest
from ingest.text.folding import fold, lowered

_LEAST_SYMBOL = 3


def find_loosely(
    question: str,
    certain: Sequence[Mention],
    tree: NameTree[Agency],
    names: Mapping[str, Agency],
    by_symbol: Callable[[str], Agency | None],
) -> list[Mention]:
    """Return the agencies a question names, in order: the ``certain`` ones of a text, and those typed carelessly.

    ``tree`` and ``names`` hold folded names.
    """
    found = [mention for mention in certain if mention.agency is not None or not mention.common]
    folded, low = fold(question), lowered(question)
    candidates = list(tree.finditer(folded))
    for word in re.finditer(r"[^\W_]+", question):
        agency = by_symbol(word.group()) if len(word.group()) >= _LEAST_SYMBOL else None
        if agency is not None:
            candidates.append((word.start(), word.end(), agency))
    for root in re.finditer(r"(?<!\w)(?:sở|so|bộ|bo)(?!\w)", low):
        words = list(re.finditer(r"[^\W_]+", question[root.end() :]))[:6]
        for count in range(len(words), 0, -1):
            end = root.end() + words[count - 1].end()
            agency = nearest(folded[root.start() : end], names)
            if agency is not None:
                candidates.append((root.start(), end, agency))
                break
    for start, end, agency in candidates:
        span = Span(start, end)
        if other_word_before(folded, start) or any(span.overlaps(mention.span) for mention in found):
            continue
        if _contradicts(low[start:end], agency):
            continue
        found.append(Mention(span, agency, question[start:end], agency.kind == "collective"))
    return sorted(found, key=lambda mention: mention.span)


def _contradicts(typed: str, agency: Agency) -> bool:
    """Tell whether typed diacritics rule the name out: "số y tế" is not "sở y tế", "so y te" may be."""
    first = typed.split()[0]
    return fold(first) != first and first != lowered(agency.names[0]).split()[0] and len(first) < 3

"""How far a stretch of text answers: its words, what is asked about a theme, and nearness in meaning."""

from __future__ import annotations

import re

from rag.evidence.matching import Coverage

ASKED = 0.3
"""Share of what is asked about a theme from which a stretch speaks of it."""
UNASKED = 0.35
"""What a stretch loses that speaks of the theme alone."""
ANOTHER = 0.3
"""The most that a stretch can reach that speaks of another thing of the kind: "đề án 01" where "đề án 06" was asked for."""
PREAMBLE = 0.75
"""What a preamble counts for: it names a document's theme and settles nothing."""
# "Căn cứ Luật ...; xét đề nghị ..., Ủy ban nhân dân tỉnh ban hành Kế hoạch ...", "Thực hiện Công văn số ..., ... như sau:"
_PREAMBLE = re.compile(r"\s*(?:Căn cứ|Thực hiện|Theo|Xét)\s[^\n]*?(?:\bban hành\b|như sau\s*:)")
OF_CONTENT = frozenset({"deadline", "figure", "list", "topic", "comparison", "lead_agency", "negative"})
"""Kinds of question that a preamble does not answer."""


def weighed(coverage: Coverage, worth: float) -> float:
    """Return how far a stretch answers: the share of the topic and what its meaning is worth; never below 0.

    A stretch that speaks of the theme alone, and not of what is asked about it, loses ``UNASKED`` of its share, and half of
    what its meaning is worth: the theme alone brings it near. One that speaks of another thing reaches ``ANOTHER`` at most.
    """
    found = min(1.0, coverage.asked / ASKED)
    told = worth if worth < 0 else worth * (0.5 + 0.5 * found)
    share = max(0.0, coverage.share * (1 - UNASKED * (1 - found)) + told)
    return min(ANOTHER, share) if coverage.another else share


def weight_of_wording(sentence: str) -> float:
    """Return ``PREAMBLE`` for a preamble, 1 for any other sentence."""
    return PREAMBLE if _PREAMBLE.match(sentence) else 1.0

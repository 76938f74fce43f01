"""Who, when no assignment tells it: the best sentence that names an agency or a place."""

from __future__ import annotations

import re

from rag.composers.topic import with_notes
from rag.draft import Draft
from rag.evidence.candidate import Candidate
from rag.evidence.desk import FITS, Desk
from rag.wording import phrases

_PLACE = re.compile(r"(?:huyện|thành phố|thị xã|xã|phường|thị trấn|đặc khu|quận)\s[A-ZĐÀ-Ỹ]\w*")


def named_agency(desk: Desk, kind: str) -> Draft:
    """Quote the sentence that speaks of the topic and names somebody; refuse when none does."""
    found = [one for one in desk.candidates()[:30] if one.share >= desk.nearly_enough and one.named and one.fit >= FITS]
    naming = [one for one in found if _names(desk, one)]
    if not naming:
        return Draft(kind, "not_found", nearest=desk.nearest())
    status = "answered" if desk.answers(naming[0]) else "partial"
    notes = () if desk.answers(naming[0]) else (phrases.UNCERTAIN,)
    return Draft(kind, status, sentences=with_notes(naming[:1]), notes=notes)


def _names(desk: Desk, one: Candidate) -> bool:
    words = one.evidence.quote
    return bool(_PLACE.search(words)) or any(not mention.common for mention in desk.library.agencies.find(words))

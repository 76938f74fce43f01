"""A document as its citations are read: the acts it cites, the words before each of them, and what an edge is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import SUPERSCRIPTS, Document, Span
from ingest.references.cited_act import CitedAct
from ingest.references.edge_words import DIRECT, ENACTING, FREE_TITLE, IN_FORCE, MARKER, PLANNED, THIS_ACT
from ingest.text.folding import lowered

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZĐÀ-Ỹ“(\-+])")
FARTHEST = 400
"""Characters before an act in which its trigger is looked for."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One relation, told by the document at ``words`` (empty for a mere mention).

    ``actor`` and ``target`` are positions in ``Cited.acts``, ``None`` being the document itself, never both. ``kind`` is
    one of ``edge_words.KINDS``; ``part`` is true when a change touches only a part of the target.
    """

    kind: str
    actor: int | None
    target: int | None
    words: Span
    part: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """The words before a reference: ``low[start:end]``; those of the clause that marks it where it opens a footnote."""

    start: int
    end: int


class CitingText:
    """The text of a document without footnote marks (``plain``, lower-case ``low``) with the acts it cites."""

    def __init__(self, document: Document, plain: str, acts: tuple[CitedAct, ...]) -> None:
        self.document = document
        self.plain = plain
        self.low = lowered(plain)
        self.acts = acts
        subject = next((field.span for field in document.fields if field.name == "subject"), None)
        self.subject = subject or Span(0, 0)

    def context(self, position: int) -> Context:
        """Return the words before an act, from the start of its sentence."""
        start, end = self._sentence_start(self.acts[position].span.start), self.acts[position].span.start
        note = next((one for one in self.document.footnotes if one.span.start <= end < one.span.end), None)
        if (
            note is not None
            and not note.inferred
            and DIRECT.fullmatch(self.low[note.span.start : end].strip(" " + SUPERSCRIPTS))
        ):
            anchor = max(note.anchor.start, note.anchor.end - len(note.mark))
            return Context(self._sentence_start(anchor), anchor)
        return Context(start, end)

    def _sentence_start(self, at: int) -> int:
        line = max(self.plain.rfind("\n", 0, at) + 1, at - FARTHEST)
        start = line
        for match in _SENTENCE_END.finditer(self.plain, line, at):
            if not MARKER.fullmatch(self.low[start : match.end()]):
                start = match.end()
        return start

    def before(self, position: int, start: int) -> int | None:
        """Return the nearest earlier act of the same sentence."""
        if position and self.acts[position - 1].span.end > start:
            return position - 1
        return None

    def in_title(self, earlier: int, words: Span) -> bool:
        """Tell whether a trigger stands in the title of the act before it: "NĐ 5 quy định ... thi hành Luật ..."."""
        return bool(FREE_TITLE.fullmatch(self.low[self.acts[earlier].span.end : words.start]))

    def acts_itself(self, lead: str, words: Span) -> bool:
        """Tell whether the document itself makes the change."""
        this = max((match.end() for match in (*THIS_ACT.finditer(lead), *IN_FORCE.finditer(lead))), default=None)
        if this is not None:
            return not PLANNED.search(lead, this)
        if lead.strip() == "(":
            return True
        if (self.document.kind or "") not in ENACTING:
            return False
        inside = self.subject.start <= words.start < self.subject.end
        if inside:
            lead = self.low[self.subject.start : words.start]
            lead = re.sub(r"^\s*(?:v/v|về việc|về)(?!\w)", "", lead)
        return bool(MARKER.fullmatch(lead))

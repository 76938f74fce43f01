"""What a document is to every act it cites, and what cited acts are to each other, read from the words around them.

``edges_of`` returns for every reference exactly one edge that starts or ends at the document itself (``mentions`` when
the words tell nothing more), and besides those between two cited acts ("Nghị định A sửa đổi Nghị định B").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Document, Reference, Span, without_marks
from ingest.references.cited_act import CitedAct, cited_act
from ingest.references.citing_text import FARTHEST, CitingText, Context, Edge
from ingest.references.edge_changes import ended, passive
from ingest.references.edge_words import (
    CHANGES,
    DIRECT,
    DONE_BEFORE,
    DONE_BEHIND,
    ENACTING,
    FREE_TITLE,
    HEADER,
    ITEM,
    LIST,
    MARKER,
    NO_BASIS_BEFORE,
    NOT_ANSWERED,
    PART,
    PASSIVE,
    REPORTED,
    SENT_ALONG,
    TITLE_OF_ACT,
    TOLD_OTHERS,
    TRIGGERS,
    leads_to,
)
from ingest.references.find import find_references

# "ngày ... và của Giám đốc Sở Y tế tại Tờ trình số "
_ALSO_AT = re.compile(rf"[^;\n]*?(?:,|(?<!\w)và)\s[^;,.\n]{{2,80}}?\stại\s{DIRECT.pattern}")


@dataclass(frozen=True, slots=True)
class CitedActs:
    """The acts a document cites, in text order, and the edges between it and them."""

    acts: tuple[CitedAct, ...]
    edges: tuple[Edge, ...]


def references_of(document: Document) -> tuple[Reference, ...]:
    """Return the document's references; those by name are found here where it was read before there were any."""
    known = document.references
    if any(one.number is None for one in known):
        return known
    named = (one for one in find_references(document.seen_text) if one.number is None)
    fresh = [one for one in named if not any(one.span.overlaps(other.span) for other in known)]
    return tuple(sorted((*known, *fresh), key=lambda one: one.span))


def edges_of(document: Document) -> CitedActs:
    """Read the edges of a document."""
    plain = without_marks(document.seen_text)
    acts = tuple(cited_act(plain, one) for one in references_of(document))
    reader = _Reader(CitingText(document, plain, acts))
    return CitedActs(acts, tuple(edge for position in range(len(acts)) for edge in reader.edges_at(position)))


class _Reader:
    def __init__(self, text: CitingText) -> None:
        self._text = text
        self._governed: dict[int, Edge] = {}

    def edges_at(self, position: int) -> list[Edge]:
        """Return the edge between document and act, and those between this act and an earlier one."""
        own = (
            passive(self._text, position)
            or ended(self._text, position)
            or self._led(position)
            or self._carried(position)
            or self._listed(position)
        )
        place = self._text.acts[position].span.start
        mention = Edge("mentions", None, position, Span(place, place))
        self._governed[position] = own or mention
        if own is not None and own.actor is not None and own.target is not None:  # between two cited acts
            return [mention, own]
        return [own or mention]

    def _led(self, position: int) -> Edge | None:
        """Take the nearest trigger whose object the act is."""
        context = self._text.context(position)
        low = self._text.low
        found = [
            (match.end(), match.start(), kind, route)
            for kind, route, pattern in TRIGGERS
            for match in pattern.finditer(low, context.start, context.end)
        ]
        # "Sửa đổi Quy chế ban hành kèm theo Quyết định 5": that it is an annex tells less than what becomes of it.
        for end, start, kind, route in sorted(found, key=lambda one: (one[2] != "attached", one), reverse=True):
            between = low[end : context.end]
            # A name bears its kind itself: "căn cứ Chương trình của tỉnh thực hiện [Nghị quyết Đại hội]" names another act.
            by_name = route == "wide" and self._text.acts[position].name is not None
            if not leads_to("name" if by_name else route, between):
                continue
            if kind in CHANGES and PASSIVE.match(low, start):
                continue
            edge = self._judged(position, kind, Span(start, end), context, between)
            if edge is not None:
                return edge
            if kind in CHANGES:
                return None  # a change that is only planned, reported or another's: nothing farther explains it
        return None

    def _judged(self, position: int, kind: str, words: Span, context: Context, between: str) -> Edge | None:
        low = self._text.low
        lead = low[context.start : words.start]
        earlier = (
            self._text.before(position, context.start) if context.end == self._text.acts[position].span.start else None
        )
        if earlier is not None and self._text.acts[earlier].span.start >= words.end:
            return None  # another act stands between: the rule of lists sees to it
        in_part = kind in ("replaces", "repeals") and bool(PART.search(between))
        if (
            earlier is not None
            and (kind in CHANGES or kind == "carries_out")
            and TITLE_OF_ACT.fullmatch(low[self._text.acts[earlier].span.end : words.start])
        ):
            return Edge(kind, earlier, position, words, in_part)
        if kind in CHANGES:
            if self._text.acts_itself(lead, words):
                return Edge(kind, None, position, words, in_part)
            return None
        if kind == "basis" and (NO_BASIS_BEFORE.search(lead) or TOLD_OTHERS.search(lead)):
            return None
        if kind == "carries_out" and (between.lstrip().startswith("theo ") or self._reported(position, lead, words)):
            return None
        if kind == "carries_out" and (
            REPORTED.search(lead)
            or (earlier is not None and not MARKER.fullmatch(lead) and self._text.in_title(earlier, words))
        ):
            return None
        if kind == "answers" and NOT_ANSWERED.search(lead):
            return None
        if kind == "attached" and SENT_ALONG.search(lead):
            return Edge(kind, position, None, words)
        return Edge(kind, None, position, words)

    def _reported(self, position: int, lead: str, words: Span) -> bool:
        """Tell whether a sentence reports that an act was carried out, or says so of an act without number."""
        text = self._text
        if text.subject.start <= words.start < text.subject.end:
            return bool(re.search(r"(?<!\w)đã(?!\w)", lead))
        if DONE_BEFORE.search(lead):
            return True
        inside = bool(text.document.section_path(words.start))
        return inside and bool(DONE_BEHIND.match(text.low, text.acts[position].span.end))

    def _carried(self, position: int) -> Edge | None:
        """Go on with what governs the act before it in a list: "căn cứ A; B và C"."""
        if not position:
            return None
        earlier = self._text.acts[position - 1]
        here = self._text.acts[position].span
        between = self._text.low[earlier.span.end : here.start]
        governing = self._governed[position - 1]
        if governing.kind == "answers" and _ALSO_AT.fullmatch(between):
            return Edge("answers", None, position, governing.words)
        match = None if "\n" in between else LIST.match(between)
        if match is None or not FREE_TITLE.fullmatch(match["title"].rstrip(" )") + " ") or len(between) > FARTHEST:
            return None
        inner = governing.actor is not None and governing.target is not None
        if inner and ("; " in f"{between} " or match["title"].rstrip().endswith(")")):
            outer = position - 1
            while outer and (edge := self._governed[outer]).actor is not None and edge.target is not None:
                outer = min(edge.actor, edge.target)
            governing = self._governed[outer]
            inner = False
        if governing.kind == "mentions":
            return None
        if inner:
            if governing.actor == position - 1:  # "được sửa đổi bởi B và C"
                return Edge(governing.kind, position, governing.target, governing.words, governing.part)
            return Edge(governing.kind, governing.actor, position, governing.words, governing.part)
        if governing.actor is not None:
            return Edge(governing.kind, position, None, governing.words, governing.part)
        return Edge(governing.kind, None, position, governing.words, governing.part)

    def _listed(self, position: int) -> Edge | None:
        """Look up from an item of a list to the header above it: "Bãi bỏ các Quyết định sau đây:"."""
        start = self._text.plain.rfind("\n", 0, self._text.acts[position].span.start) + 1
        lead = self._text.low[start : self._text.acts[position].span.start]
        if not re.fullmatch(rf"{MARKER.pattern}{DIRECT.pattern}", lead):
            return None
        while start:
            above = self._text.plain.rfind("\n", 0, start - 1) + 1
            line = self._text.low[above : start - 1]
            header = HEADER.search(line)
            if header and line.rstrip().endswith(":"):
                return self._under(position, header, above)
            if not ITEM.match(line):
                return None
            start = above
        return None

    def _under(self, position: int, header: re.Match[str], at: int) -> Edge | None:
        said = header["words"]
        words = Span(at + header.start("words"), at + header.end("words"))
        lead = header.string[: header.start("words")]
        if said == "căn cứ":
            return Edge("basis", None, position, words) if MARKER.fullmatch(lead) else None
        kind = "replaces" if said == "thay thế" else "repeals"
        ends = said == "hết hiệu lực" and not re.search(r"đã\s$", lead) and (self._text.document.kind or "") in ENACTING
        if ends or self._text.acts_itself(lead, Span(at, at + 1)):
            return Edge(kind, None, position, words)
        return None

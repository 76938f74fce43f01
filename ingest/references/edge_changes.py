"""Changes said the other way round: "A được thay thế bởi B", "A hết hiệu lực kể từ ngày Quyết định này có hiệu lực"."""

from __future__ import annotations

import re

from ingest.document import Span
from ingest.references.cited_act import CitedAct
from ingest.references.citing_text import CitingText, Edge
from ingest.references.edge_words import (
    BARE_ACT,
    DIRECT,
    ENACTING,
    ENDS,
    FREE_TITLE,
    KIND_OF_DONE,
    LIST,
    MARKER,
    PART,
    PASSIVE,
    PLANNED,
    THIS_ACT,
)


def passive(here: CitingText, position: int) -> Edge | None:
    """Read "A được thay thế bởi B", "Công văn này được thay thế bằng B"."""
    context = here.context(position)
    if context.end != here.acts[position].span.start:
        return None
    for match in reversed(list(PASSIVE.finditer(here.low, context.start, context.end))):
        if not DIRECT.fullmatch(here.low[match.end() : context.end]):
            continue
        done = match["done"]
        kind = next((kind for word, kind in KIND_OF_DONE if done.startswith(word)), "amends")
        lead = here.low[context.start : match.start()]
        words = Span(match.start(), match.end())
        if PLANNED.search(lead[-25:]) or not (match["become"] or lead.rstrip(" ").endswith(("(", ","))):
            return None
        changed = _changed_by(here, position, context.start, match.start())
        if changed is not None:
            return Edge(kind, position, changed, words, bool(kind != "amends" and PART.search(match[0])))
        if match["become"] and re.search(r"\snày\s*$", lead):
            return Edge(kind, position, None, words)
        return None
    return None


def _changed_by(here: CitingText, position: int, start: int, at: int) -> int | None:
    """Return the act before ``at`` that the act at ``position`` changes.

    "Nghị định 8 quy định chi tiết Luật Chợ được sửa đổi bởi Nghị định 9": what is changed is of the same kind, not
    the act that the title names last; of another kind only where nothing but date and issuer stands between.
    """
    low = here.low
    kind = _family(here.acts[position])
    for earlier in range(position - 1, -1, -1):
        act = here.acts[earlier]
        if act.span.end <= start or not FREE_TITLE.fullmatch(low[act.span.end : at]):
            return None
        if _family(act) == kind or (
            BARE_ACT.fullmatch(low[act.span.end : at]) and not _inside_title(here, earlier, start)
        ):
            return earlier
    return None


def _inside_title(here: CitingText, position: int, start: int) -> bool:
    before = here.before(position, start)
    return before is not None and here.in_title(before, here.acts[position].span)


def ended(here: CitingText, position: int) -> Edge | None:
    """Read "Quyết định số A hết hiệu lực kể từ ngày Quyết định này có hiệu lực"."""
    context = here.context(position)
    act = here.acts[position]
    if context.end != act.span.start:
        return None
    match = ENDS.match(here.low, act.span.end)
    if match is None or match["past"] or PLANNED.search(match["before"][-25:]):
        return None
    lead = here.low[context.start : context.end]
    if not MARKER.match(lead) or not re.fullmatch(
        rf"{MARKER.pattern}(?:{DIRECT.pattern}|.*(?:này|hiệu lực).*)", lead, re.DOTALL
    ):
        return None
    named_this = THIS_ACT.search(match["after"]) or THIS_ACT.search(lead)
    if not named_this and (here.document.kind or "") not in ENACTING:
        return None
    kind = "replaces" if "thay thế" in match["words"] else "repeals"
    if here.acts[position + 1 : position + 2] and here.acts[position + 1].span.start < match.start("words"):
        following = here.low[act.span.end : here.acts[position + 1].span.start]
        if not LIST.match(following):
            return None
    return Edge(kind, None, position, Span(match.start("words"), match.end("words")), bool(PART.search(lead)))


def _family(act: CitedAct) -> str | None:
    """Return what kind of act it is, the codes of a law told by its number."""
    if "QH" in act.code:
        return "luật"
    return act.kind.removeprefix("bộ ") if act.kind else None

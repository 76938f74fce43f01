"""What a search found, as HTML: how it was understood, the passages as cards, and for who opens it, why each is there."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from index.passages import Passage
from ingest.archive.citations.told_edges import ToldEdge
from rag.search.find import Find, Findings
from ui.page.answer import understood_html
from ui.page.cards import hit_card
from ui.shapes.references import change_text, quoted_span
from ui.terminal.search import conditions, spelled_out, why
from ui.texts import page as words
from ui.texts.naming import document_title, reading_address

_LONGEST_NEIGHBOUR = 400  # characters; the rest is one click away in the document view


def findings_html(found: Findings, query: str, paged: Mapping[str, bool]) -> Markup:
    """Return the cards of a search with what stands above them; everything out of documents is escaped."""
    full_forms = (full for _, full in found.reading.spelled_out)
    shown = " ".join((found.understood_as or query, *full_forms))
    cards = Markup("").join(
        hit_card(one.hit, shown, paged.get(one.hit.passage.document_id, False), _more(one), _changed(one))
        for one in found.finds
    )
    heading = words.HITS.format(count=len(found.finds)) if found.finds else words.NO_HITS
    said = [f"{one}." for one in (spelled_out(found), conditions(found.narrowed)) if one]
    said += [words.PHRASE_MISSED.format(phrase=phrase) for phrase in found.missed]
    notes = Markup("").join(Markup('<p class="tc-understood">{}</p>').format(line) for line in said)
    return Markup('{}{}<h2 class="tc-heading">{}</h2><ol class="tc-cards">{}</ol>').format(
        understood_html(found.understood_as), notes, heading, cards
    )


def _changed(one: Find) -> Markup:
    said = {change_text(edge): edge for edge in reversed(one.changes)}
    return Markup("").join(
        Markup('<p class="tc-changed">{}. <a href="{}" target="_blank" rel="noopener">{}</a></p>').format(
            text, reading_address(edge.document.id, *_told(edge)), words.SEE_CHANGING
        )
        for text, edge in reversed(said.items())
    )


def _told(edge: ToldEdge) -> tuple[int, int]:
    span = quoted_span(edge)
    return span.start, span.end


def _more(one: Find) -> Markup:
    html = Markup("")
    if one.copies:
        links = Markup("; ").join(map(_link, one.copies))
        html += Markup('<p class="tc-source">{} {}</p>').format(words.COPIES, links)
    beside = [passage for passage in (one.around.before, one.around.after) if passage is not None]
    if beside:
        html += _folded(words.AROUND, [_cut(passage.text) for passage in beside])
    if one.reasons is not None:
        html += _folded(words.WHY, list(why(one.reasons, one.hit)))
    return html


def _folded(title: str, lines: list[str]) -> Markup:
    inner = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    return Markup('<details class="tc-more"><summary>{}</summary>{}</details>').format(title, inner)


def _link(passage: Passage) -> Markup:
    return Markup('<a href="{}" target="_blank" rel="noopener">{}</a>').format(
        reading_address(passage.document_id, passage.span.start, passage.span.end),
        document_title(passage.document_kind, passage.number, passage.file_name),
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NEIGHBOUR else text[:_LONGEST_NEIGHBOUR] + "…"

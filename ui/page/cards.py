"""Cards that show a stretch of a document with its place, its words and the ways to open it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from index.passages import Hit
from ingest.archive.catalogue import Summary
from ingest.document import SUPERSCRIPTS
from rag.answer import Citation
from rag.wording.naming import capitalised
from ui.document_view.highlighting import matched_words
from ui.texts import page as words
from ui.texts.naming import document_title, file_address, long_date, place, reading_address

_LONGEST_SHOWN = 900  # characters of a quote; the rest is one click away in the document view


def citation_card(citation: Citation, number: int, question: str) -> Markup:
    """Show one citation of an answer; ``number`` counts from 1 and is what the answer points to."""
    return _card(
        anchor=f"trich-dan-{number}",
        badge=str(number),
        title=document_title(citation.kind, citation.number, citation.file),
        source=_source(citation.issued_on, citation.issuer),
        steps=place(citation.section_path, citation.footnote, citation.page, citation.paged),
        quote=marked_quote(citation.quote, question),
        links=_links(citation.document_id, citation.start, citation.end, citation.page if citation.paged else None),
    )


def hit_card(hit: Hit, query: str, paged: bool, more: Markup | None, caution: Markup | None) -> Markup:
    """Show one passage found by a search; ``more`` stands behind its words, ``caution`` above them."""
    passage = hit.passage
    return _card(
        anchor="",
        badge="",
        title=document_title(passage.document_kind, passage.number, passage.file_name),
        source=_source(passage.issued_on, passage.issuer),
        steps=place(passage.section_path, passage.footnote, passage.page, paged),
        quote=marked_quote(passage.text, query),
        more=more,
        caution=caution,
        links=_links(passage.document_id, passage.span.start, passage.span.end, passage.page if paged else None),
    )


def document_card(summary: Summary, relations: Sequence[str] = ()) -> Markup:
    """Show one document of the list; ``relations`` are kinds of relations to others."""
    counts = [words.COUNT_TASKS.format(count=summary.tasks)] if summary.tasks else []
    counts += [words.COUNT_NOTES.format(count=summary.footnotes)] if summary.footnotes else []
    counts += [words.COUNT_WARNINGS.format(count=summary.warnings)] if summary.warnings else []
    counts += dict.fromkeys(words.SHORT_RELATIONS[kind] for kind in relations)
    stamps = (mark for mark in (summary.urgency, summary.circulation) if mark)
    urgency = Markup(" ").join(Markup('<span class="tc-urgent">{}</span>').format(mark) for mark in stamps)
    return Markup(
        '<li class="tc-document"><h3><a href="{}" target="_blank" rel="noopener">{}</a> {}</h3>'
        '<p class="tc-source">{}</p>{}<p class="tc-counts">{}</p></li>'
    ).format(
        reading_address(summary.id),
        document_title(summary.kind, summary.number, summary.file_name),
        urgency,
        _source(summary.issued_on, summary.issuer),
        Markup("<p>{}</p>").format(capitalised(summary.subject)) if summary.subject else "",
        " · ".join([*counts, summary.file_name]),
    )


def marked_quote(quote: str, question: str) -> Markup:
    """Escape a quote, mark the words of the question in it, raise its note marks, and cut what is very long."""
    shown = quote[:_LONGEST_SHOWN]
    html, at = Markup(""), 0
    for span in matched_words(question, shown):
        html += _raised(shown[at : span.start]) + Markup("<mark>{}</mark>").format(_raised(span.of(shown)))
        at = span.end
    return html + _raised(shown[at:]) + ("…" if len(quote) > _LONGEST_SHOWN else "")


def _raised(text: str) -> Markup:
    """Leave Unicode superscripts to the font; mark them so that they read as notes, not as digits."""
    html, run = Markup(""), ""
    for sign in text:
        if (sign in SUPERSCRIPTS) == bool(run and run[0] in SUPERSCRIPTS):
            run += sign
            continue
        html += _run(run)
        run = sign
    return html + _run(run)


def _run(run: str) -> Markup:
    if run and run[0] in SUPERSCRIPTS:
        return Markup('<span class="tc-note">{}</span>').format(run)
    return Markup("{}").format(run)


def _source(issued_on: date | None, issuer: str | None) -> str:
    return " · ".join(part for part in (long_date(issued_on), issuer) if part)


def _links(document_id: str, start: int, end: int, page: int | None) -> Markup:
    return Markup(
        '<p class="tc-links"><a class="tc-primary" href="{}" target="_blank" rel="noopener">{}</a>'
        '<a href="{}" target="_blank" rel="noopener">{}</a></p>'
    ).format(
        reading_address(document_id, start, end),
        words.SEE_IN_DOCUMENT,
        file_address(document_id, page),
        words.OPEN_ORIGINAL,
    )


def _card(
    anchor: str,
    badge: str,
    title: str,
    source: str,
    steps: Sequence[str],
    quote: Markup,
    links: Markup,
    more: Markup | None = None,
    caution: Markup | None = None,
) -> Markup:
    path = Markup('<span class="tc-step" aria-hidden="true"> › </span>').join(steps)
    return Markup(
        '<li class="tc-card"{}>{}<h3>{}</h3><p class="tc-source">{}</p>{}{}<blockquote>{}</blockquote>{}{}</li>'
    ).format(
        Markup(' id="{}"').format(anchor) if anchor else "",
        Markup('<span class="tc-number" aria-hidden="true">{}</span>').format(badge) if badge else "",
        title,
        source,
        Markup('<p class="tc-place">{}</p>').format(path) if path else "",
        caution or "",
        quote,
        more or "",
        links,
    )

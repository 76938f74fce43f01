"""The document view: one directive as a fast, script-free page, with the cited words marked and in sight."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup, escape

from ingest.archive.citations.rows import ReferringPlace
from ingest.archive.citations.told_edges import ToldEdge
from ingest.archive.relations import Relation
from ingest.document import Document, Span
from ingest.letterhead.fields import is_sure
from rag.wording.naming import capitalised
from ui.document_view.text import ReadingText, reading_text
from ui.shapes.references import change_text, quoted_span
from ui.texts import page as words
from ui.texts.codes import RELATIONS
from ui.texts.naming import document_title, file_address, long_date, place, reading_address

# No script runs here at all; style and pictures come from the service itself.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
_DEEPEST_IN_OUTLINE = 3
_PAGE = Markup(
    """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – {product}</title>
<link rel="icon" href="/giao-dien/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/giao-dien/palette.css">
<link rel="stylesheet" href="/giao-dien/reading.css">
</head>
<body>
<a class="bo-qua" href="#noi-dung">{skip}</a>
<header class="thanh"><a class="nha" href="/">{product}</a>{original}</header>
{main}
</body>
</html>
"""
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the archive knows around one document, read together with it.

    ``addresses`` maps normal numbers of referenced documents to their addresses, for those the archive holds once.
    ``warnings`` are sentences, ``other_names`` those of files with the same bytes, ``changes`` what replaced or amended it.
    """

    addresses: dict[str, str]
    referring: tuple[ReferringPlace, ...]
    warnings: tuple[str, ...]
    relations: tuple[Relation, ...] = ()
    other_names: tuple[str, ...] = ()
    changes: tuple[ToldEdge, ...] = ()


def reading_page(document: Document, cited: Span | None, around: Surroundings) -> str:
    """Return the whole HTML page. ``cited`` is trimmed to the text; without it nothing is marked."""
    cited = _trimmed(document.text, cited)
    text = reading_text(document, cited, around.addresses.get)
    number = document.number.shown if document.number else None
    title = document_title(document.kind, number, document.file_name)
    article = Markup('<article id="noi-dung">{}{}{}{}{}{}{}{}{}{}</article>').format(
        _metadata(document, title, around.other_names),
        _changes(around.changes),
        _copies(around.relations),
        _warnings(around.warnings),
        _cited_place(document, cited),
        Markup('<section class="van-ban" aria-label="{}">{}</section>').format(words.FULL_TEXT, text.body()),
        _notes(text),
        _related(document, around),
        _aside(words.FURNITURE, document.furniture, text.furniture(), cited),
        _aside(words.HIDDEN, document.hidden, text.hidden(), cited),
    )
    main = Markup('<main class="trang-doc">{}{}</main>').format(_outline(document), article)
    original = Markup('<a class="nut" href="{}">{}</a>').format(file_address(document.id), words.OPEN_ORIGINAL)
    page = _PAGE.format(title=title, product=words.PRODUCT, skip=words.SKIP, original=original, main=main)
    # The first marked piece is where the browser scrolls to; no text can bring a <mark> of its own, it is escaped.
    return str(page).replace("<mark>", '<mark id="trich">', 1)


def missing_page(detail: str) -> str:
    """Return the page shown for a document that is not there."""
    main = Markup('<main class="trang-doc"><article id="noi-dung" class="thieu"><h1>{}</h1><p>{}</p></article></main>')
    return _PAGE.format(
        title=words.NOT_FOUND_TITLE,
        product=words.PRODUCT,
        skip=words.SKIP,
        original="",
        main=main.format(words.NOT_FOUND_TITLE, detail),
    )


def _trimmed(text: str, cited: Span | None) -> Span | None:
    if cited is None or cited.start >= len(text):
        return None
    start, end = cited.start, min(cited.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def _metadata(document: Document, title: str, other_names: tuple[str, ...]) -> Markup:
    signer = ", ".join(part for part in (document.signer, document.signer_title) if part)
    facts = (
        (words.ISSUER, document.issuer or words.UNKNOWN, ("issuer",)),
        (words.ISSUED_ON, long_date(document.issued_on), ("issued_on",)),
        (words.SIGNER, signer or words.UNKNOWN, ("signer", "signer_title")),
        (words.RECIPIENTS, "; ".join(document.recipients), ()),
        (words.PAGES, str(document.page_count) if document.paged else "", ()),
        (words.FILE, document.file_name, ()),
        (words.OTHER_NAMES, "; ".join(other_names), ()),
    )
    rows = Markup("").join(
        Markup("<div><dt>{}</dt><dd>{}{}</dd></div>").format(name, value, _doubt(document, *fields))
        for name, value, fields in facts
        if value
    )
    stamps = (mark for mark in (document.urgency, document.circulation) if mark)
    urgency = Markup(" ").join(Markup('<span class="khan">{}</span>').format(mark) for mark in stamps)
    subject: str | Markup = ""
    if document.subject:
        doubt = _doubt(document, "subject")
        subject = Markup('<p class="trich-yeu">{}{}</p>').format(capitalised(document.subject), doubt)
    return Markup('<header class="the"><h1>{}{} {}</h1>{}<dl>{}</dl></header>').format(
        title, _doubt(document, "kind", "number"), urgency, subject, rows
    )


def _doubt(document: Document, *names: str) -> Markup:
    """Return a word of caution when one of the facts may have been misread."""
    if all(is_sure(field) for field in document.fields if field.name in names):
        return Markup("")
    return Markup(' <small class="khong-chac" title="{}">{}</small>').format(words.UNSURE_WHY, words.UNSURE)


def _changes(changes: tuple[ToldEdge, ...]) -> Markup:
    """Say at the top that another document replaces, repeals or amends this one, and lead to its words."""
    rows = Markup("").join(
        Markup('<li>{}. <a href="{}">{}</a></li>').format(
            change_text(one),
            reading_address(one.document.id, quoted_span(one).start, quoted_span(one).end),
            words.SEE_IN_DOCUMENT,
        )
        for one in changes
    )
    return Markup('<ul class="ban-khac thay-doi" role="note">{}</ul>').format(rows) if rows else rows


def _copies(relations: tuple[Relation, ...]) -> Markup:
    """Say at the top what else is this text, its draft, or bears its number."""
    rows = Markup("").join(
        Markup("<li>{}</li>").format(Markup(escape(RELATIONS[relation.kind])).format(name=_link(relation)))
        for relation in relations
        if relation.kind != "similar"
    )
    return Markup('<ul class="ban-khac">{}</ul>').format(rows) if rows else rows


def _link(relation: Relation) -> Markup:
    other = relation.other
    title = document_title(other.kind, other.number, other.file_name)
    return Markup('<a href="{}">{}</a>').format(reading_address(other.id), title)


def _warnings(sentences: tuple[str, ...]) -> Markup:
    if not sentences:
        return Markup("")
    rows = Markup("").join(
        Markup("<li>{}{}</li>").format(sentence, Markup(" <small>({} lần)</small>").format(times) if times > 1 else "")
        for sentence, times in Counter(sentences).items()
    )
    return Markup('<details class="canh-bao"><summary>{}</summary><ul>{}</ul></details>').format(
        words.WARNINGS.format(count=len(sentences)), rows
    )


def _cited_place(document: Document, cited: Span | None) -> Markup:
    if cited is None:
        return Markup("")
    note = next((note.mark for note in document.footnotes if note.span.overlaps(cited)), None)
    anchor = next((note.anchor.start for note in document.footnotes if note.span.overlaps(cited)), cited.start)
    path = document.section_path(anchor)
    steps = Markup(' <span aria-hidden="true">›</span> ').join(
        place(path, note, document.page_of(cited.start), document.paged)
    )
    return Markup('<p class="dang-xem"><a href="#trich">{}</a> {}</p>').format(words.JUMP_TO_QUOTE, steps)


def _outline(document: Document) -> Markup:
    entries = [
        Markup('<li class="bac-{}"><a href="#muc-{}">{}</a></li>').format(len(above) + 1, number, section.title)
        for number, (section, above) in enumerate(document.walk())
        if len(above) < _DEEPEST_IN_OUTLINE and section.label not in ("-", "+") and section.title
    ]
    if not entries:
        return Markup('<nav class="muc-luc trong"></nav>')
    return Markup(
        '<nav class="muc-luc" aria-label="{0}"><details open><summary>{0}</summary><ol>{1}</ol></details></nav>'
    ).format(words.OUTLINE, Markup("").join(entries))


def _notes(text: ReadingText) -> Markup:
    rows = Markup("").join(
        Markup('<li id="{}"><span class="so">{}</span><p>{} {}</p></li>').format(anchor, mark, html, _back(back))
        for mark, html, anchor, back in text.notes()
    )
    if not rows:
        return Markup("")
    return Markup('<section class="chu-thich"><h2>{}</h2><ol>{}</ol></section>').format(words.FOOTNOTES, rows)


def _back(anchor: str) -> Markup:
    if not anchor:
        return Markup("")
    return Markup('<a class="ve" href="#{}" aria-label="{}">↩</a>').format(anchor, words.BACK_TO_TEXT)


def _related(document: Document, around: Surroundings) -> Markup:
    named: dict[str, Markup] = {}
    for reference in document.references:
        if reference.number is None or reference.number.normal in named:
            continue
        dated = f" {long_date(reference.date)}" if reference.date else ""
        address = around.addresses.get(reference.number.normal)
        shown: str | Markup = reference.number.printed
        if address:
            shown = Markup('<a href="{}">{}</a>').format(address, shown)
        named[reference.number.normal] = Markup("<li>{}{}</li>").format(shown, dated)
    referring: dict[str, Markup] = {}
    for found in around.referring:
        if found.document.id != document.id and found.document.id not in referring:
            title = document_title(found.document.kind, found.document.number, found.document.file_name)
            address = reading_address(found.document.id, found.span.start, found.span.end)
            referring[found.document.id] = Markup('<li><a href="{}">{}</a></li>').format(address, title)
    alike = {
        one.other.id: Markup("<li>{}</li>").format(_link(one)) for one in around.relations if one.kind == "similar"
    }
    parts = Markup("")
    groups = ((words.NAMED_HERE, named), (words.NAMING_THIS, referring), (words.SAME_PATTERN, alike))
    for heading, entries in groups:
        if entries:
            shown_list = Markup("").join(entries.values())
            parts += Markup("<details><summary>{} ({})</summary><ul>{}</ul></details>").format(
                heading, len(entries), shown_list
            )
    return Markup('<section class="lien-he">{}</section>').format(parts) if parts else parts


def _aside(heading: str, part: Span, html: Markup, cited: Span | None) -> Markup:
    """Return what stands behind the text, folded up unless it is cited; nothing where there is nothing."""
    if not html:
        return html
    opened = Markup(" open") if cited is not None and cited.overlaps(part) else ""
    return Markup('<details class="phu"{}><summary>{}</summary>{}</details>').format(opened, heading, html)

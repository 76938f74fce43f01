"""An answer as HTML: what was found, how sure it is, and what it rests on."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from rag.answer import Answer, Item
from rag.wording.naming import due_day
from ui.page.cards import citation_card
from ui.texts import page as words

_STATUS_CLASS = {"answered": "tc-found", "partial": "tc-partial", "not_found": "tc-missing"}


def answer_html(answer: Answer) -> Markup:
    """Return the answer with its status, its items, its notes and one card for each citation."""
    cards = Markup("").join(
        citation_card(citation, number, answer.question) for number, citation in enumerate(answer.citations, 1)
    )
    heading = words.NEAREST if answer.status == "not_found" else words.GROUNDS
    grounds = Markup('<h2 class="tc-heading">{} <span>({})</span></h2><ol class="tc-cards">{}</ol>').format(
        heading, len(answer.citations), cards
    )
    return Markup(
        '<section class="tc-answer {}"><p class="tc-status">{}</p>{}{}{}{}</section>{}<p class="tc-searched">{}</p>'
    ).format(
        _STATUS_CLASS[answer.status],
        words.STATUS[answer.status],
        understood_html(answer.understood),
        Markup("{}{}").format(_rephrased(answer.rephrased), _paragraphs(answer.answer)),
        _items(answer.items),
        _notes(answer.notes),
        grounds if cards else "",
        _searched(answer),
    )


def understood_html(text: str | None) -> Markup:
    """Return how a question was understood; nothing where that is as it was typed."""
    return Markup('<p class="tc-understood">{} <em>{}</em></p>').format(words.UNDERSTOOD, text) if text else Markup("")


def working_html(sentence: str) -> Markup:
    """Return what is shown while the work goes on."""
    return Markup('<p class="tc-working"><span class="tc-dots" aria-hidden="true"></span>{}</p>').format(sentence)


def refusal_html(sentence: str) -> Markup:
    """Return a refusal: what is wrong and how to mend it."""
    return Markup('<p class="tc-refusal" role="alert">{}</p>').format(sentence)


def _rephrased(text: str | None) -> Markup:
    if not text:
        return Markup("")
    return Markup('<div class="tc-rephrased"><p class="tc-text">{}</p><p class="tc-note">{}</p></div>').format(
        text, words.REPHRASED
    )


def _paragraphs(text: str) -> Markup:
    lines = [line for line in text.split("\n") if line.strip()]
    return Markup("").join(Markup('<p class="tc-text">{}</p>').format(line) for line in lines)


def _items(items: tuple[Item, ...]) -> Markup:
    html = Markup("")
    for group, members in groupby(items, key=lambda item: item.group):
        if group:
            html += Markup('<h3 class="tc-group">{}</h3>').format(group)
        html += Markup('<ul class="tc-items">{}</ul>').format(Markup("").join(_item(item) for item in members))
    return html


def _item(item: Item) -> Markup:
    due = (
        Markup(' <span class="tc-due">{}</span>').format(words.DUE.format(due=due_day(item.deadline)))
        if item.deadline
        else ""
    )
    pointers = Markup("").join(
        Markup('<a class="tc-pointer" href="#trich-dan-{0}" aria-label="{1}">{0}</a>').format(
            position + 1, words.CITATION.format(number=position + 1)
        )
        for position in item.citations
    )
    return Markup("<li>{}{} {}</li>").format(item.text, due, pointers)


def _notes(notes: tuple[str, ...]) -> Markup:
    if not notes:
        return Markup("")
    return Markup('<ul class="tc-notes">{}</ul>').format(
        Markup("").join(Markup("<li>{}</li>").format(note) for note in notes)
    )


def _searched(answer: Answer) -> str:
    """Say what was looked for and through, from what the answer itself records."""
    where = ", ".join(
        pattern.format(count=answer.searched[key])
        for key, pattern in words.SEARCHED.items()
        if isinstance(answer.searched.get(key), int)
    )
    if not where:
        return ""
    sought = [
        f"“{one}”" for one in (answer.searched.get("topic"), *_listed(answer.searched.get("other_wordings"))) if one
    ]
    filters = answer.searched.get("filters")
    if isinstance(filters, dict):
        for values in filters.values():
            sought += [str(one["printed"]) if isinstance(one, dict) else str(one) for one in _listed(values)]
    if not sought:
        return words.SEARCHED_IN.format(where=where)
    return words.SEARCHED_FOR.format(what=", ".join(dict.fromkeys(sought)), where=where)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []

"""The area "Tìm kiếm": passages by words, with filters."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr
from markupsafe import Markup

from rag.library import Library
from ui import page_texts as words
from ui.api.questions import LONGEST_QUESTION
from ui.page_answer import refusal_html, working_html
from ui.page_cards import hit_card
from ui.page_faults import fault_text
from ui.page_filters import BadDayError, filter_boxes, filters_from

_LIMIT = 20


def area(page: gr.Blocks, library: Library) -> None:
    """Lay the area out inside the current tab."""
    with gr.Row(elem_id="tc-search", equal_height=True):
        query = gr.Textbox(
            label=words.QUERY,
            placeholder=words.QUERY_PLACEHOLDER,
            lines=1,
            max_lines=1,
            max_length=LONGEST_QUESTION,
            scale=8,
            elem_id="tc-query",
        )
        send = gr.Button(words.SEARCH, variant="primary", scale=1, min_width=120, elem_id="tc-search-send")
    boxes = filter_boxes(page, library)
    shown = gr.HTML(working_html(words.SEARCH_FIRST), elem_id="tc-hits", js_on_load=None, apply_default_css=False)

    def found(text: str, *typed: str | None) -> Iterator[str]:
        text = (text or "").strip()
        if not text:
            yield refusal_html(words.EMPTY_QUERY)
            return
        yield working_html(words.SEARCHING)
        try:
            filters = filters_from(*typed)
            hits = library.search(text, filters, _LIMIT)
            paged = {summary.id: summary.paged for summary in library.archive.documents()}
        except BadDayError as error:
            yield refusal_html(str(error))
        except Exception as error:
            yield refusal_html(fault_text(error))
        else:
            cards = Markup("").join(hit_card(hit, text, paged.get(hit.passage.document_id, False)) for hit in hits)
            heading = words.HITS.format(count=len(hits)) if hits else words.NO_HITS
            yield Markup('<h2 class="tc-heading">{}</h2><ol class="tc-cards">{}</ol>').format(heading, cards)

    gr.on(
        [query.submit, send.click, *(box.submit for box in boxes if isinstance(box, gr.Textbox))],
        found,
        [query, *boxes],
        shown,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )

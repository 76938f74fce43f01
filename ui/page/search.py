"""The area "Tìm kiếm": passages by words, with filters."""

from __future__ import annotations

from collections.abc import Iterator

import gradio as gr

from rag.library import Library
from rag.search.find import find
from ui.api.questions import LONGEST_QUESTION
from ui.page.answer import refusal_html, working_html
from ui.page.faults import fault_text
from ui.page.filters import BadDayError, filter_boxes, filters_from
from ui.page.finds import findings_html
from ui.texts import page as words

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
    exact = gr.Checkbox(False, label=words.EXACT, info=words.EXACT_HINT, elem_id="tc-exact")
    boxes = filter_boxes(page, library)
    shown = gr.HTML(working_html(words.SEARCH_FIRST), elem_id="tc-hits", js_on_load=None, apply_default_css=False)

    def found(text: str, exactly: bool, *typed: str | None) -> Iterator[str]:
        text = (text or "").strip()
        if not text:
            yield refusal_html(words.EMPTY_QUERY)
            return
        yield working_html(words.SEARCHING)
        try:
            filters = filters_from(*typed)
            findings = find(text, library, filters, _LIMIT, exact=exactly, why=True)
            paged = {summary.id: summary.paged for summary in library.archive.documents()}
        except BadDayError as error:
            yield refusal_html(str(error))
        except Exception as error:
            yield refusal_html(fault_text(error))
        else:
            yield findings_html(findings, text, paged)

    gr.on(
        [query.submit, send.click, *(box.submit for box in boxes if isinstance(box, gr.Textbox))],
        found,
        [query, exact, *boxes],
        shown,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )

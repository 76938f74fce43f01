"""The area "Văn bản": the list of what the archive holds."""

from __future__ import annotations

import gradio as gr
from markupsafe import Markup

from rag.library import Library
from ui.page.answer import refusal_html, working_html
from ui.page.cards import document_card
from ui.page.faults import fault_text
from ui.page.filters import BadDayError, filter_boxes, filters_from
from ui.shapes.relations import relatives
from ui.texts import page as words

_LONGEST_LIST = 200


def area(tab: gr.Tab, library: Library) -> None:
    """Lay the area out inside the current tab; the list is read anew each time the tab is opened."""
    number = gr.Textbox(
        label=words.NUMBER_OR_FILE, placeholder=words.NUMBER_PLACEHOLDER, max_lines=1, elem_id="tc-document-number"
    )
    boxes = filter_boxes(tab, library)
    shown = gr.HTML(working_html(words.LISTING), elem_id="tc-documents", js_on_load=None, apply_default_css=False)

    def listed(key: str | None, *typed: str | None) -> str:
        try:
            with library.archive.view():
                found = library.summaries(filters_from(*typed))
                related = relatives(library.archive)
                named = library.archive.find(key) if key and key.strip() else None
            if named is not None:
                wanted = {summary.id for summary in named}
                found = tuple(summary for summary in found if summary.id in wanted)
        except BadDayError as error:
            return refusal_html(str(error))
        except Exception as error:
            return refusal_html(fault_text(error))
        if not found:
            return working_html(words.NO_DOCUMENTS)
        heading = words.DOCUMENTS.format(count=len(found))
        if len(found) > _LONGEST_LIST:
            heading = words.DOCUMENTS_CUT.format(count=len(found), shown=_LONGEST_LIST)
        cards = Markup("").join(
            document_card(summary, [kind for _, kind in related.get(summary.id, ())])
            for summary in found[:_LONGEST_LIST]
        )
        return Markup('<h2 class="tc-heading">{}</h2><ul class="tc-list">{}</ul>').format(heading, cards)

    gr.on(
        [tab.select, number.submit, *(box.submit for box in boxes if isinstance(box, gr.Textbox)), boxes[0].input],
        listed,
        [number, *boxes],
        shown,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )

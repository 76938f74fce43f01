"""The filter boxes shared by the areas that search and list."""

from __future__ import annotations

import gradio as gr

from ingest.filters import Filters
from rag.library import Library
from rag.wording.naming import capitalised
from ui.page.day_input import typed_day
from ui.texts import page as words


class BadDayError(ValueError):
    """A date box holds no date; the message says so in Vietnamese."""


def filter_boxes(page: gr.Blocks | gr.Tab, library: Library) -> list[gr.Dropdown | gr.Textbox]:
    """Lay out the boxes for kind, issuer, agency, place, from, to, in the order ``filters_from`` takes them."""
    with gr.Accordion(words.FILTERS, open=False, elem_classes="tc-filters"), gr.Row():
        kind = gr.Dropdown([("", "")], value="", label=words.KIND, allow_custom_value=True, min_width=140)
        issuer = gr.Textbox(label=words.ISSUER, placeholder=words.ISSUER_PLACEHOLDER, max_lines=1, min_width=140)
        agency = gr.Textbox(label=words.AGENCY, placeholder=words.AGENCY_PLACEHOLDER, max_lines=1, min_width=140)
        place = gr.Textbox(label=words.PLACE, placeholder=words.PLACE_PLACEHOLDER, max_lines=1, min_width=140)
        since = gr.Textbox(label=words.FROM, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=110)
        until = gr.Textbox(label=words.TO, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=110)

    def kinds() -> gr.Dropdown:
        known = sorted({summary.kind for summary in library.archive.documents() if summary.kind})
        return gr.Dropdown([(words.ANY, ""), *((capitalised(kind), kind) for kind in known)])

    event = page.load if isinstance(page, gr.Blocks) else page.select
    event(kinds, None, kind, show_progress="hidden", api_visibility="private")
    return [kind, issuer, agency, place, since, until]


def filters_from(
    kind: str | None,
    issuer: str | None,
    agency: str | None,
    place: str | None,
    since: str | None,
    until: str | None,
) -> Filters:
    """Return the filters that were typed; raises BadDayError."""
    try:
        issued_from = typed_day(since)
    except ValueError:
        raise BadDayError(words.BAD_DAY.format(field=words.FROM, value=since)) from None
    try:
        issued_to = typed_day(until, last=True)
    except ValueError:
        raise BadDayError(words.BAD_DAY.format(field=words.TO, value=until)) from None
    return Filters(_typed(kind), _typed(issuer), _typed(agency), issued_from, issued_to, place=_typed(place))


def _typed(text: str | None) -> str | None:
    return (text or "").strip() or None

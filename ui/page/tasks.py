"""The area "Nhiệm vụ": the register of assignments, filtered, grouped, and a page at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import gradio as gr

from ingest.archive.register.filters import TaskFilters
from rag.library import Library
from ui.api.lookup import one_document
from ui.page.answer import refusal_html, working_html
from ui.page.day_input import typed_day
from ui.page.faults import fault_text
from ui.page.filters import BadDayError
from ui.page.task_list import orphans_html, tasks_html
from ui.shapes.answers import name_now
from ui.texts import page as words

PAGE = 100
_MOST_BODIES = 400
# The names of the HTTP query for the conditions, where they differ from those of ``TaskFilters``.
_QUERY = {"deadline_kind": "deadline", "issued_from": "from", "issued_to": "to", "unled": "lead_missing"}

Boxes = list[gr.Dropdown | gr.Textbox | gr.Checkbox | gr.Radio]


def area(tab: gr.Tab, library: Library, today: Callable[[], date]) -> None:
    """Lay the area out inside the current tab; the register is read anew each time the tab is opened."""
    boxes, agency, by = _boxes()
    at = gr.State(0)
    shown = gr.HTML(working_html(words.LISTING), elem_id="tc-tasks", js_on_load=None, apply_default_css=False)
    with gr.Row(elem_id="tc-task-pages"):
        back = gr.Button(words.PREVIOUS, visible=False, min_width=120)
        on = gr.Button(words.NEXT, visible=False, min_width=120)

    def listed(offset: int, grouping: str | None, *typed: object) -> tuple[str, int, gr.Button, gr.Button]:
        try:
            filters = _filters(library, *typed)
            group_by = grouping or "agency"
            found = library.archive.tasks.list(filters, group_by, offset, PAGE)
            orphans = library.archive.tasks.orphans() if not offset else ()
        except BadDayError as error:
            return refusal_html(str(error)), 0, gr.Button(visible=False), gr.Button(visible=False)
        except Exception as error:
            return refusal_html(fault_text(error)), 0, gr.Button(visible=False), gr.Button(visible=False)

        def newer(name: str) -> str | None:
            new = name_now(name, library.agencies, today())
            return new if new != name else None

        query = [*_query(filters), ("by", group_by)]
        page = tasks_html(found, group_by, offset, newer, query, opened=bool(filters.agency))
        more = offset + len(found.rows) < found.count
        return page + orphans_html(orphans), offset, gr.Button(visible=offset > 0), gr.Button(visible=more)

    def anew(*given: object) -> tuple[str, int, gr.Button, gr.Button]:
        return listed(0, *given)  # type: ignore[arg-type]

    def earlier(offset: int, *given: object) -> tuple[str, int, gr.Button, gr.Button]:
        return listed(max(offset - PAGE, 0), *given)  # type: ignore[arg-type]

    def later(offset: int, *given: object) -> tuple[str, int, gr.Button, gr.Button]:
        return listed(offset + PAGE, *given)  # type: ignore[arg-type]

    def agencies() -> gr.Dropdown:
        named = sorted(name for name, _ in library.archive.tasks.agencies()[:_MOST_BODIES])
        return gr.Dropdown([(words.ANY, ""), *((name, name) for name in named)])

    results = [shown, at, back, on]
    tab.select(agencies, None, agency, show_progress="hidden", api_visibility="private")
    changed = [box.submit if isinstance(box, gr.Textbox) else box.input for box in (by, *boxes)]
    gr.on(
        [tab.select, *changed],
        anew,
        [by, *boxes],
        results,
        trigger_mode="always_last",
        show_progress="hidden",
        api_visibility="private",
    )
    back.click(earlier, [at, by, *boxes], results, show_progress="hidden", api_visibility="private")
    on.click(later, [at, by, *boxes], results, show_progress="hidden", api_visibility="private")


def _boxes() -> tuple[Boxes, gr.Dropdown, gr.Radio]:
    """Lay out the boxes; return those of the conditions in the order ``_filters`` takes them."""
    with gr.Row(elem_classes="tc-task-filters"):
        agency = gr.Dropdown([""], value="", label=words.ACTING, allow_custom_value=True, min_width=220, scale=3)
        role = _choice(words.ROLE, words.ROLES)
        status = _choice(words.STATUS_BOX, words.STATUSES)
        since = gr.Textbox(label=words.DUE_AFTER, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
        until = gr.Textbox(label=words.DUE_BEFORE, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
    with gr.Accordion(words.MORE_FILTERS, open=False, elem_classes="tc-filters tc-more"):
        with gr.Row():
            said = gr.Textbox(
                label=words.TASK_WORDS, placeholder=words.TASK_WORDS_PLACEHOLDER, max_lines=1, min_width=200
            )
            section = gr.Textbox(label=words.SECTION_WORDS, max_lines=1, min_width=160)
            document = gr.Textbox(
                label=words.TASK_DOCUMENT, placeholder=words.TASK_DOCUMENT_PLACEHOLDER, max_lines=1, min_width=160
            )
            issuer = gr.Textbox(label=words.ISSUER, placeholder=words.ISSUER_PLACEHOLDER, max_lines=1, min_width=160)
            issued_from = gr.Textbox(label=words.FROM, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
            issued_to = gr.Textbox(label=words.TO, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
            kind = _choice(words.DEADLINE_KIND, words.DEADLINE_KINDS)
        unled = gr.Checkbox(label=words.UNLED)
    groupings = [(name, code) for code, name in words.GROUPINGS.items()]
    by = gr.Radio(groupings, value="agency", label=words.GROUP_BY, elem_id="tc-task-by")
    return (
        [agency, role, status, since, until, said, section, document, issuer, issued_from, issued_to, kind, unled],
        agency,
        by,
    )


def _choice(label: str, names: dict[str, str]) -> gr.Dropdown:
    choices = [(words.ANY, ""), *((name, code) for code, name in names.items())]
    return gr.Dropdown(choices, value="", label=label, min_width=150)


def _filters(library: Library, *typed: object) -> TaskFilters:
    """Return the conditions typed; raises BadDayError, and ArchiveError for a document that is not there."""
    text = [str(one or "").strip() for one in typed[:12]]
    agency, role, status, since, until, said, section, document, issuer, issued_from, issued_to, kind = text
    filters = TaskFilters(
        agency=agency.removeprefix(words.ANY).strip() or None,  # typed behind the words that stand in the box
        role=role or None,
        due_after=_day(words.DUE_AFTER, since),
        due_before=_day(words.DUE_BEFORE, until, last=True),
        deadline_kind=kind or None,
        status=status or None,
        words=said or None,
        section=section or None,
        issued_from=_day(words.FROM, issued_from),
        issued_to=_day(words.TO, issued_to, last=True),
        issuer=issuer or None,
        unled=bool(typed[12]),
    )
    return replace(filters, document=one_document(library.archive, document).id) if document else filters


def _day(field: str, typed: str, last: bool = False) -> date | None:
    try:
        return typed_day(typed, last=last)
    except ValueError:
        raise BadDayError(words.BAD_DAY.format(field=field, value=typed)) from None


def _query(filters: TaskFilters) -> list[tuple[str, str]]:
    """Return the conditions as the HTTP interface takes them."""
    values = ((_QUERY.get(field.name, field.name), getattr(filters, field.name)) for field in fields(filters))
    return [(name, str(value).lower() if value is True else str(value)) for name, value in values if value]

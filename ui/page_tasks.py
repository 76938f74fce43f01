"""The area "Nhiệm vụ": the register of assignments, by the body that has to act."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import gradio as gr
from markupsafe import Markup

from ingest.register import TaskRow
from rag.library import Library
from ui import page_texts as words
from ui.day_input import typed_day
from ui.json_shapes import name_now
from ui.naming import document_title, reading_address, short_date
from ui.page_answer import refusal_html, working_html
from ui.page_faults import fault_text

_LONGEST_LIST = 1000
_FEW = 12


def area(tab: gr.Tab, library: Library, today: Callable[[], date]) -> None:
    """Lay the area out inside the current tab; the register is read anew each time the tab is opened."""
    with gr.Row(elem_classes="tc-task-filters"):
        agency = gr.Dropdown([""], value="", label=words.ACTING, allow_custom_value=True, min_width=220, scale=3)
        role = gr.Dropdown(
            [(words.ANY, ""), *((shown, role) for role, shown in words.ROLES.items())],
            value="",
            label=words.ROLE,
            min_width=160,
        )
        since = gr.Textbox(label=words.DUE_AFTER, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
        until = gr.Textbox(label=words.DUE_BEFORE, placeholder=words.DAY_PLACEHOLDER, max_lines=1, min_width=130)
    shown = gr.HTML(working_html(words.LISTING), elem_id="tc-tasks", js_on_load=None, apply_default_css=False)

    def listed(body: str | None, kind: str | None, after: str | None, before: str | None) -> str:
        try:
            due_after, due_before = typed_day(after), typed_day(before, last=True)
        except ValueError as error:
            return refusal_html(words.BAD_DAY.format(field=words.DUE, value=error))
        try:
            rows = library.archive.assignments(
                agency=body or None, role=kind or None, due_after=due_after, due_before=due_before
            )
        except Exception as error:
            return refusal_html(fault_text(error))
        now = {name: name_now(name, library.agencies, today()) for name in {row.agency for row in rows if row.agency}}
        return tasks_html(rows, {name: new for name, new in now.items() if new and new != name}, opened=bool(body))

    def agencies() -> gr.Dropdown:
        named = sorted({row.agency for row in library.archive.assignments() if row.agency})
        return gr.Dropdown([(words.ANY, ""), *((name, name) for name in named)])

    tab.select(agencies, None, agency, show_progress="hidden", api_visibility="private")
    gr.on(
        [tab.select, agency.input, role.input, since.submit, until.submit],
        listed,
        [agency, role, since, until],
        shown,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )


def tasks_html(rows: tuple[TaskRow, ...], now: Mapping[str, str], opened: bool = False) -> Markup:
    """Return the register grouped by the acting body, those with most tasks first, unnamed ones last.

    ``now`` maps bodies that bear another name today to that name. Groups are folded to an overview unless ``opened`` or there is little to show.
    """
    if not rows:
        return working_html(words.NO_TASKS)
    groups: dict[str, list[TaskRow]] = {}
    for row in rows[:_LONGEST_LIST]:
        groups.setdefault(row.agency or row.lead or "", []).append(row)
    ordered = sorted(groups.items(), key=lambda group: (group[0] == "", -len(group[1]), group[0]))
    heading = words.TASKS.format(count=len(rows))
    if len(rows) > _LONGEST_LIST:
        heading = words.TASKS_CUT.format(count=len(rows), shown=_LONGEST_LIST)
    parts = Markup("").join(
        Markup('<details class="tc-body"{}><summary>{} <span>({}){}</span></summary><ul>{}</ul></details>').format(
            Markup(" open") if opened or len(rows) <= _FEW else "",
            name or words.NOBODY_NAMED,
            len(tasks),
            words.NOW.format(name=now[name]) if name in now else "",
            Markup("").join(_task(row, name) for row in tasks),
        )
        for name, tasks in ordered
    )
    return Markup('<h2 class="tc-heading">{}</h2>{}').format(heading, parts)


def _task(row: TaskRow, heading: str) -> Markup:
    labels = [Markup('<span class="tc-role">{}</span>').format(words.ROLES.get(row.role, row.role))]
    # "khẩn trương" and the like press, but bind to no day
    due = short_date(row.deadline) or (row.deadline_text if row.deadline_kind != "soft" else None)
    if due:
        labels.append(Markup('<span class="tc-due">{}</span>').format(words.DUE_AT.format(due=due)))
    if row.lead and row.lead != heading:
        labels.append(Markup("<span>{}</span>").format(words.AS_PRINTED.format(name=row.lead)))
    if row.coordinators:
        labels.append(Markup("<span>{}</span>").format(words.WITH.format(names="; ".join(row.coordinators))))
    title = document_title(row.document.kind, row.document.number, row.document.file_name)
    return Markup(
        '<li><p>{}</p><p class="tc-labels">{}</p><p class="tc-source"><a href="{}" target="_blank" rel="noopener">{}</a>{}</p></li>'
    ).format(
        row.task,
        Markup(" ").join(labels),
        reading_address(row.document.id, row.start, row.end),
        title,
        "".join(f" › {step}" for step in row.section_path[:2]),
    )

"""The register as the page shows it: shares, groups and tasks, each task with what staff say of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from ingest.archive.register.lookup import TaskGroup
from ingest.archive.register.rows import TaskRow
from ingest.archive.register.standings import Orphan, Standing
from ingest.archive.task_register import Tasks
from rag.wording.naming import due_day
from ui.page.answer import working_html
from ui.shapes.answers import group_name
from ui.texts import page as words
from ui.texts.codes import SHARES
from ui.texts.naming import document_title, reading_address

_FEW = 12
NameNow = Callable[[str], str | None]
"""Returns what an agency is called today where that is another name."""


def tasks_html(
    tasks: Tasks, by: str, offset: int, now: NameNow, query: Sequence[tuple[str, str]], opened: bool
) -> Markup:
    """Return a page of the register, ``tasks`` being grouped by ``by`` and beginning at ``offset``.

    Groups are folded to an overview unless ``opened`` or there is little to show. ``query`` is the HTTP query that
    exports all of what is listed.
    """
    if not tasks.rows:
        return working_html(words.NO_TASKS)
    heading = words.TASKS.format(count=tasks.count)
    if len(tasks.rows) < tasks.count:
        heading = words.TASKS_CUT.format(count=tasks.count, first=offset + 1, last=offset + len(tasks.rows))
    parts = Markup("")
    share: str | None = None
    counts = dict(tasks.share_counts)
    for group, rows in _on_page(tasks, offset):
        if group.share not in (None, share):
            share = group.share
            title = Markup('<h3 class="tc-share">{} <span>({})</span></h3>')
            parts += title.format(SHARES[str(share)], counts[str(share)])
        parts += _group(group, rows, by, now, opened or len(tasks.rows) <= _FEW)
    return Markup('<h2 class="tc-heading">{}</h2>{}{}').format(heading, _exports(query), parts)


def _on_page(tasks: Tasks, offset: int) -> list[tuple[TaskGroup, list[TaskRow]]]:
    """Return the groups of which rows are on the page, with these."""
    found: list[tuple[TaskGroup, list[TaskRow]]] = []
    start, end = 0, offset + len(tasks.rows)
    for group in tasks.groups:
        stop = start + group.count
        rows = tasks.rows[max(start - offset, 0) : max(min(stop, end) - offset, 0)]
        if rows:
            found.append((group, list(rows)))
        start = stop
    return found


def _group(group: TaskGroup, rows: Sequence[TaskRow], by: str, now: NameNow, opened: bool) -> Markup:
    name = words.NOBODY_NAMED if by == "agency" and group.key is None else group_name(by, group)
    newer = now(group.key) if by == "agency" and group.key else None
    return Markup('<details class="tc-body"{}><summary>{} <span>({}){}</span></summary><ul>{}</ul></details>').format(
        Markup(" open") if opened else "",
        name,
        group.count,
        words.NOW.format(name=newer) if newer else "",
        Markup("").join(_task(row, group.key if by == "agency" else None, now) for row in rows),
    )


def _exports(query: Sequence[tuple[str, str]]) -> Markup:
    links = Markup(" ").join(
        Markup('<a href="/api/v1/tasks?{}" download="nhiem-vu.{}">{}</a>').format(
            urlencode([*query, ("format", form)]), form, name
        )
        for form, name in words.EXPORTS.items()
    )
    return Markup('<p class="tc-links tc-exports"><span>{}:</span> {}</p>').format(words.EXPORT, links)


def _task(row: TaskRow, heading: str | None, now: NameNow) -> Markup:
    labels = [Markup('<span class="tc-role">{}</span>').format(words.ROLES.get(row.role, row.role))]
    if heading is None:
        newer = now(row.agency) if row.agency else None
        name = f"{row.lead or words.NOBODY_NAMED}{f' ({words.NOW.format(name=newer).strip()})' if newer else ''}"
        labels.insert(0, Markup("<strong>{}</strong>").format(name))
    elif row.lead and row.lead != heading:
        labels.append(Markup("<span>{}</span>").format(words.AS_PRINTED.format(name=row.lead)))
    # "khẩn trương" and the like press, but bind to no day
    due = due_day(row.deadline) or (row.deadline_text if row.deadline_kind != "soft" else None)
    if due:
        labels.append(Markup('<span class="tc-due">{}</span>').format(words.DUE_AT.format(due=due)))
    if row.coordinators:
        labels.append(Markup("<span>{}</span>").format(words.WITH.format(names="; ".join(row.coordinators))))
    title = document_title(row.document.kind, row.document.number, row.document.file_name)
    return Markup(
        '<li><p>{}</p><p class="tc-labels">{}</p><p class="tc-source"><a href="{}" target="_blank" rel="noopener">{}</a>{}</p>{}</li>'
    ).format(
        row.task,
        Markup(" ").join(labels),
        reading_address(row.document.id, row.start, row.end),
        title,
        "".join(f" › {step}" for step in row.section_path[:2]),
        _standing(row),
    )


def _standing(row: TaskRow) -> Markup:
    said = row.standing
    options = Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            code, Markup(" selected") if code == said.status else "", name
        )
        for code, name in words.STATUSES.items()
    )
    return Markup(
        '<p class="tc-labels"><span class="tc-status-now" data-status="{}">{}</span> <span class="tc-note-now">{}</span>{} '
        '<button type="button" class="tc-edit" aria-expanded="false">{}</button></p>'
        '<form class="tc-standing" hidden data-id="{}" data-version="{}" data-saved="{}" data-failed="{}" data-overwrite="{}">'
        '<label>{} <select name="status">{}</select></label><label>{} <input name="author" maxlength="200" value=""></label>'
        '<label class="tc-wide">{} <textarea name="note" rows="2" maxlength="4000">{}</textarea></label>'
        '<button type="submit">{}</button><p role="status"></p></form>'
    ).format(
        *(said.status, words.STATUSES[said.status], said.note, _by(said), words.EDIT),
        *(row.id, said.version, words.SAVED, words.NOT_SAVED, words.OVERWRITE),
        *(words.STATUS_BOX, options, words.AUTHOR, words.NOTE, said.note, words.SAVE),
    )


def _by(said: Standing) -> Markup:
    if not said.version:
        return Markup("")
    day = due_day(said.changed_at[:10])
    author = said.author or words.UNKNOWN
    return Markup(' <span class="tc-by">{}</span>').format(words.NOTED_BY.format(author=author, day=day))


def orphans_html(orphans: Sequence[Orphan]) -> Markup:
    """Return the notes whose tasks are in the register no more, folded; empty when there are none."""
    if not orphans:
        return Markup("")
    items = Markup("").join(
        Markup(
            '<li><p>{}</p><p class="tc-labels"><span class="tc-status-now" data-status="{}">{}</span> <span>{}</span>{}</p>'
            '<p class="tc-source">{}</p><button type="button" class="tc-strike" data-id="{}" data-sure="{}" data-done="{}" data-failed="{}">{}</button></li>'
        ).format(
            *(f"{one.lead}: {one.task}" if one.lead else one.task, one.standing.status),
            *(words.STATUSES[one.standing.status], one.standing.note, _by(one.standing), one.number or one.file_name),
            *(one.id, words.STRIKE_OUT_SURE, words.STRUCK_OUT, words.NOT_SAVED, words.STRIKE_OUT),
        )
        for one in orphans
    )
    return Markup('<details class="tc-body tc-orphans"><summary>{}</summary><ul>{}</ul></details>').format(
        words.ORPHANS.format(count=len(orphans)), items
    )

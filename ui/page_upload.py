"""The area "Nạp văn bản": files become documents of the archive, one after the other, with a report."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr
from markupsafe import Markup

from ingest.intake import IntakeReport
from rag.library import Library
from ui import json_shapes
from ui import page_texts as words
from ui.api.uploads import take_in
from ui.naming import reading_address
from ui.page_answer import refusal_html, working_html
from ui.page_faults import fault_text
from ui.relation_shapes import duplicates_of

ENDINGS = [".pdf", ".docx", ".doc", ".txt", ".md", ".html", ".htm"]


def area(library: Library) -> None:
    """Lay the area out inside the current tab."""
    gr.HTML(Markup('<p class="tc-lead">{}</p>').format(words.UPLOAD_LEAD), js_on_load=None, apply_default_css=False)
    files = gr.File(file_count="multiple", file_types=ENDINGS, label=words.FILES, height=220, elem_id="tc-files")
    send = gr.Button(words.UPLOAD, variant="primary", elem_id="tc-upload-send")
    shown = gr.HTML("", elem_id="tc-report", js_on_load=None, apply_default_css=False)

    def taken(sent: list[str] | None) -> Iterator[tuple[str, Any]]:
        paths = [Path(name) for name in sent or []]
        if not paths:
            yield refusal_html(words.NO_FILES), gr.skip()
            return
        done = 0
        yield _progress(done, paths), gr.skip()
        report = IntakeReport()
        try:
            for so_far in take_in(library, paths):
                report = so_far
                done += 1
                if done < len(paths):
                    yield _progress(done, paths), gr.skip()
        except Exception as error:
            yield refusal_html(fault_text(error)), gr.skip()
        else:
            yield report_html(report, duplicates_of(report, library.archive)), None
        finally:
            # The archive keeps its own copy; what was sent, secret documents included, does not stay behind.
            for path in paths:
                shutil.rmtree(path.parent, ignore_errors=True)

    send.click(taken, files, [shown, files], show_progress="hidden", api_visibility="private", concurrency_limit=1)


def _progress(done: int, paths: list[Path]) -> Markup:
    sentence = words.TAKING_IN.format(number=done + 1, count=len(paths), file=paths[done].name)
    return working_html(sentence) + Markup(
        '<progress class="tc-progress" max="{}" value="{}" aria-label="{}"></progress>'
    ).format(len(paths), done, words.UPLOAD_PROGRESS)


def report_html(report: IntakeReport, duplicates: Sequence[dict[str, Any]] = ()) -> Markup:
    """Return the report: what came in, what was there already, what was refused and why, what has its like."""
    shape = json_shapes.report_shape(report)
    html = Markup("")
    for outcome, heading in words.OUTCOMES.items():
        entries = shape[outcome]
        if entries:
            rows = Markup("").join(_entry(entry) for entry in entries)
            html += Markup(
                '<section class="tc-outcome tc-{}"><h3>{} <span>({})</span></h3><ul>{}</ul></section>'
            ).format(outcome, heading, len(entries), rows)
    if duplicates:
        rows = Markup("").join(
            Markup("<li><b>{}</b>: {}</li>").format(one["file"], one["message"]) for one in duplicates
        )
        html += Markup('<section class="tc-outcome"><h3>{} <span>({})</span></h3><ul>{}</ul></section>').format(
            words.DUPLICATES, len(duplicates), rows
        )
    return html


def _entry(entry: dict[str, Any]) -> Markup:
    name = Path(str(entry["file"])).name
    if entry.get("document_id"):
        address = reading_address(str(entry["document_id"]))
        return Markup('<li><a href="{}" target="_blank" rel="noopener">{}</a></li>').format(address, name)
    return Markup("<li><b>{}</b>: {}</li>").format(name, entry.get("reason", ""))

"""The area "Nạp văn bản": a form of our own, which ``assets/upload.js`` sends to ``POST /api/v1/documents`` file by file.

No part of Gradio takes files. The report is built from the route's JSON with text nodes alone, so nothing that a file
says of itself becomes markup.
"""

from __future__ import annotations

import json

import gradio as gr
from markupsafe import Markup

from ingest.readers.dispatch import ENDINGS
from ui.api.uploads import LARGEST_UPLOAD
from ui.texts import upload as words

_FORM = Markup(
    '<p class="tc-lead" id="tc-upload-lead">{lead}</p>'
    '<form id="tc-upload" data-words="{said}" data-largest="{largest}">'
    '<div id="tc-files"><p>{drop}</p><button type="button" class="tc-choose" aria-describedby="tc-upload-lead">{choose}</button>'
    '<input type="file" multiple hidden accept="{endings}" aria-label="{files}"><ul class="tc-chosen" aria-label="{files}"></ul></div>'
    '<button type="submit" id="tc-upload-send">{send}</button>'
    '<p class="tc-upload-state" role="status"></p>'
    '<progress class="tc-progress" hidden max="1" value="0" aria-label="{progress}"></progress></form>'
    '<div id="tc-report" aria-live="polite"></div>'
)


def area() -> None:
    """Lay the area out inside the current tab."""
    gr.HTML(upload_form(), elem_id="tc-upload-area", js_on_load=None, apply_default_css=False)


def upload_form() -> Markup:
    """Return the form with all it may have to say; the endings are those of the readers and bind nobody."""
    return _FORM.format(
        lead=words.UPLOAD_LEAD,
        said=json.dumps({**words.UPLOADING, "outcomes": words.OUTCOMES}, ensure_ascii=False),
        largest=LARGEST_UPLOAD,
        drop=words.DROP_FILES,
        choose=words.CHOOSE_FILES,
        endings=",".join(ENDINGS),
        files=words.FILES,
        send=words.UPLOAD,
        progress=words.UPLOAD_PROGRESS,
    )

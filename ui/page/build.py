"""The Gradio page: five areas, one look, Vietnamese throughout."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import gradio as gr
from markupsafe import Markup

from rag.library import Library
from rag.rephrasing.server import ChatModel
from ui.page import ask, documents, search, tasks, upload
from ui.texts import page as words

FONTS = ["Noto Sans", "Be Vietnam Pro", "Segoe UI", "Roboto", "Arial", "Liberation Sans", "DejaVu Sans", "sans-serif"]
HEAD = (
    f'<title>{words.PRODUCT}</title><link rel="icon" href="/giao-dien/icon.svg" type="image/svg+xml">'
    f'<meta name="tc-error" content="{words.ERROR}"><meta name="tc-lost" content="{words.CONNECTION_LOST}">'
    '<link rel="stylesheet" href="/giao-dien/palette.css">'
    '<link rel="stylesheet" href="/giao-dien/page.css">'
    '<script src="/giao-dien/page.js"></script><script src="/giao-dien/tasks.js"></script>'
    '<script src="/giao-dien/upload.js"></script>'
)
_BANNER = Markup('<header class="tc-banner"><h1>{}</h1><p>{}</p></header>').format(words.PRODUCT, words.TAGLINE)


def build_page(library: Library, today: Callable[[], date], model: ChatModel | None = None) -> gr.Blocks:
    """Return the page. Everything it shows of a document passes through markupsafe, which escapes it."""
    page: gr.Blocks
    with gr.Blocks(title=words.PRODUCT, analytics_enabled=False, delete_cache=(600, 600)) as page:
        gr.HTML(_BANNER, elem_id="tc-banner", js_on_load=None, apply_default_css=False)
        with gr.Tabs(elem_id="tc-tabs"):
            with gr.Tab(words.TAB_ASK):
                ask.area(page, library, today, model)
            with gr.Tab(words.TAB_SEARCH):
                search.area(page, library)
            with gr.Tab(words.TAB_TASKS) as tasks_tab:
                tasks.area(tasks_tab, library, today)
            with gr.Tab(words.TAB_DOCUMENTS) as documents_tab:
                documents.area(documents_tab, library)
            with gr.Tab(words.TAB_UPLOAD):
                upload.area()
    # several people ask at once; the library takes care of itself
    page.queue(default_concurrency_limit=8, api_open=False)
    return page


def theme() -> gr.themes.Base:
    """Return the look of Gradio's own parts: local fonts only, one light appearance, calm blue-green."""
    look = gr.themes.Base(
        primary_hue=gr.themes.Color(
            "#f2f7f9",
            "#e7eff2",
            "#cfe0e7",
            "#a9c6d2",
            "#6f9db0",
            "#2f6d86",
            "#17495f",
            "#123d50",
            "#0f3445",
            "#0c2a38",
            "#081d27",
        ),
        neutral_hue="stone",
        radius_size="lg",
        font=FONTS,
        font_mono=FONTS,
    ).set(
        body_background_fill="#f6f5f1",
        body_text_color="#1b2430",
        body_text_color_subdued="#4c5765",
        block_label_text_color="#1b2430",
        block_title_text_color="#1b2430",
        block_title_text_weight="600",
        block_border_width="0px",
        block_background_fill="transparent",
        block_padding="0px",
        input_background_fill="#ffffff",
        input_border_color="#8b8f94",
        input_border_width="1px",
        input_border_color_focus="#17495f",
        input_placeholder_color="#6a727c",
        button_primary_background_fill="#17495f",
        button_primary_background_fill_hover="#0f3445",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#e7eff2",
        button_secondary_border_color="#b9c4c9",
        button_secondary_text_color="#17495f",
    )
    # One appearance, also where the system prefers dark: the dark twin of each value is the light one.
    for name in [name for name in vars(look) if name.endswith("_dark")]:
        light = getattr(look, name.removesuffix("_dark"), None)
        if light is not None:
            setattr(look, name, light)
    return look


def translations() -> gr.I18n:
    """Return Gradio's own words in Vietnamese.

    Gradio 6 ships no Vietnamese and falls back to English; dotted keys take precedence over its built-in tree.
    """
    own: dict[str, Any] = dict(words.GRADIO_WORDS)
    return gr.I18n(en=own, vi=own)

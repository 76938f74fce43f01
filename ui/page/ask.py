"""The area "Hỏi đáp": one question, one answer, what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import gradio as gr
from markupsafe import Markup

from ingest.archive.register.filters import TaskFilters
from rag.ask import ask
from rag.rephrasing.rephrase import rephrased
from ui.api.questions import LONGEST_QUESTION
from ui.page.answer import answer_html, refusal_html, working_html
from ui.page.faults import fault_text
from ui.texts import page as words

if TYPE_CHECKING:
    from rag.library import Library
    from rag.rephrasing.server import ChatModel

_EXAMPLES = 4
_FEW = 20


def area(page: gr.Blocks, library: Library, today: Callable[[], date], model: ChatModel | None = None) -> None:
    """Lay the area out inside the current tab; a ``model`` says an answer in other words, once it is shown."""
    with gr.Row(elem_id="tc-ask", equal_height=True):
        question = gr.Textbox(
            label=words.QUESTION,
            placeholder=words.QUESTION_PLACEHOLDER,
            lines=1,  # with one line Enter sends; the box still grows with its text
            max_lines=6,
            max_length=LONGEST_QUESTION,
            scale=8,
            autofocus=True,
            elem_id="tc-question",
        )
        send = gr.Button(words.ASK, variant="primary", scale=1, min_width=120, elem_id="tc-send")
    with gr.Row(elem_id="tc-examples"):
        chips = [gr.Button("", size="sm", visible=False, elem_classes="tc-chip") for _ in range(_EXAMPLES)]
    shown = gr.HTML("", elem_id="tc-answer", js_on_load=None, apply_default_css=False)

    def answered(text: str) -> Iterator[str]:
        text = (text or "").strip()
        if not text:
            yield refusal_html(words.EMPTY_QUESTION)
            return
        yield working_html(words.ASKING)
        try:
            answer = ask(text, library, today())
            yield answer_html(answer)
            if model is not None:
                yield answer_html(rephrased(answer, model, library.agencies))
        except Exception as error:
            yield refusal_html(fault_text(error))

    gr.on(
        [question.submit, send.click],
        answered,
        question,
        shown,
        show_progress="hidden",
        trigger_mode="always_last",
        api_visibility="private",
    )
    for chip in chips:
        chip.click(lambda text: text, chip, question, show_progress="hidden", api_visibility="private").then(
            answered, question, shown, show_progress="hidden", api_visibility="private"
        )

    def offered() -> list[gr.Button | Markup]:
        found = examples(library)[:_EXAMPLES]
        found += [""] * (_EXAMPLES - len(found))
        return [welcome_html(library), *(gr.Button(text, visible=bool(text)) for text in found)]

    page.load(offered, None, [shown, *chips], show_progress="hidden", api_visibility="private")


def welcome_html(library: Library) -> Markup:
    """Return what stands in place of the answer before the first question."""
    documents = library.archive.documents()
    if not documents:
        return working_html(words.EMPTY_ARCHIVE)
    tasks = sum(summary.tasks for summary in documents)
    return working_html(words.ASK_FIRST.format(documents=len(documents), tasks=tasks))


def examples(library: Library) -> list[str]:
    """Return questions that this very archive can answer: about its newest documents and its register."""
    questions = []
    documents = [summary for summary in library.archive.documents() if summary.number]
    agencies = (library.agencies.by_name(name) for name, _ in library.archive.tasks.agencies())
    busiest = next((agency for agency in agencies if agency is not None and agency.kind != "collective"), None)
    if busiest is not None:
        questions.append(words.EXAMPLE_TASKS.format(agency=busiest.name))
    dated = [summary for summary in documents if summary.issued_on and summary.kind]
    if dated:
        questions.append(words.EXAMPLE_DATE.format(kind=(dated[0].kind or "").lower(), number=dated[0].number))
    due = library.archive.tasks.list(TaskFilters(due_after=date.min), limit=_FEW).rows
    timed = next((row for row in due if row.agency and row.document.number), None)
    if timed is not None:
        questions.append(words.EXAMPLE_DEADLINE.format(agency=timed.agency, number=timed.document.number))
    if documents:
        questions.append(words.EXAMPLE_NUMBER.format(number=documents[-1].number))
    return questions

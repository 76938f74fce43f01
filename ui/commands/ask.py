"""``tracuu ask``: a question, its answer and the words it rests on."""

from __future__ import annotations

import argparse
from datetime import date

from rag.wording.naming import due_day
from ui.terminal.arguments import (
    WrongUsageError,
    add_date,
    add_engine,
    add_language_model,
    add_limit,
    add_shared,
    question,
)
from ui.terminal.language_model import language_model
from ui.terminal.opening import opened_library
from ui.terminal.printing import paragraph, print_json, quoted, strong
from ui.texts import help as words
from ui.texts import reports as said
from ui.texts.naming import name_of, place_in_line


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument("question", metavar=words.METAVARS["question"], help=words.ARGUMENTS["question"])
    add_date(parser, "--today", words.ARGUMENTS["today"])
    add_date(parser, "--as-of", words.ARGUMENTS["as_of"])
    add_limit(parser)
    add_engine(parser)
    add_language_model(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer and print; an honest "not found" is no failure."""
    asked = question(options.question, "empty_question")
    model = language_model(options)
    with opened_library(options) as library:
        from rag.ask import ask
        from rag.question.understand import QuestionError
        from ui.shapes.answers import answer_shape

        try:
            answer = ask(asked, library, options.today or date.today(), options.limit, options.as_of, model)
        except QuestionError as error:  # nothing but signs: "???"
            raise WrongUsageError(error.code, error.detail) from error
        shape = answer_shape(answer)
    if options.json:
        print_json(shape)
    else:
        print_answer(shape)
    return 0


def print_answer(shape: dict[str, object]) -> None:
    """Print an answer of the contract: sentence, list, sources with their places, notes."""
    items, citations = shape["items"], shape["citations"]
    if shape.get("understood"):
        print(paragraph(said.UNDERSTOOD.format(text=shape["understood"])))
    assert isinstance(items, list)
    assert isinstance(citations, list)
    if shape.get("rephrased"):
        print(strong(paragraph(str(shape["rephrased"]))))
        print(f"({said.REPHRASED})")
    for line in str(shape["answer"]).splitlines():
        print(strong(paragraph(line)))
    group = ""
    for item in items:
        if item["group"] and item["group"] != group:
            group = item["group"]
            print(f"\n{paragraph(group)}")
        marks = "".join(f"[{position + 1}]" for position in item["citations"])
        due = f" ({said.DUE.format(due=due_day(item['deadline']))})" if due_day(item["deadline"]) else ""
        print(paragraph(f"{item['text']}{due} {marks}", 2, "- "))
    if citations:
        print(f"\n{said.NEAREST if shape['status'] == 'not_found' else said.SOURCES}:")
    for number, citation in enumerate(citations, 1):
        page = citation["page"] if citation["paged"] else None
        where = place_in_line(citation["section_path"], citation["footnote"], page)
        told = (name_of(citation), where, quoted(citation["quote"]))
        print(paragraph(" — ".join(filter(None, told)), 4, f"[{number}] "))
    notes = shape["notes"]
    assert isinstance(notes, list)
    if notes:
        print()
    for note in notes:
        print(paragraph(said.NOTE.format(note=note)))

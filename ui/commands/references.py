"""``tracuu references``: what refers to what, what is cited and not there, and citations at odds."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.archive.archive import Archive
from rag.wording.naming import due_day
from ui.terminal.arguments import add_shared, text, to_stderr
from ui.terminal.opening import one_document
from ui.terminal.printing import paragraph, print_json, quoted, strong
from ui.texts import help as words
from ui.texts import references as said
from ui.texts.naming import name_of, place_in_line

if TYPE_CHECKING:
    from ui.shapes.answers import Shape


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    which = parser.chosen.add_mutually_exclusive_group()
    metavars, helps = words.METAVARS, words.ARGUMENTS
    which.add_argument("--to", type=text, metavar=metavars["document"], help=helps["references_to"])
    which.add_argument("--document", type=text, metavar=metavars["document"], help=helps["references_of"])
    which.add_argument("--missing", action="store_true", help=helps["missing"])
    which.add_argument("--conflicts", action="store_true", help=helps["conflicts"])
    parser.chosen.add_argument("--csv", type=Path, metavar=metavars["file"], help=helps["csv"])
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """List references; without a condition those between documents of the archive."""
    from ui.shapes.reference_listing import references_shape

    with Archive.open(options.archive) as archive, archive.view():
        document = one_document(archive, options.document).id if options.document else None
        shape = references_shape(
            archive, to=options.to, document=document, missing=options.missing, conflicting=options.conflicts
        )
    if options.csv:
        from ui.exports.csv_file import put_file
        from ui.exports.references import csv_of_references

        put_file(options.csv, csv_of_references(shape))
        to_stderr(said.WRITTEN.format(count=shape["count"], file=options.csv))
    if options.json:
        print_json(shape)
    elif not options.csv:
        _print(shape, options)
    return 0


def _print(shape: Shape, options: argparse.Namespace) -> None:
    if options.missing:
        _print_missing(shape)
    elif options.conflicts:
        _print_conflicts(shape)
    else:
        print_edges(shape["edges"])
        for changed in shape.get("replaced", ()):
            print(f"\n{strong(name_of(changed))}")
            for change in changed["changed_by"]:
                print(paragraph(change["message"], 4, "  ! "))
        nothing = said.NO_EDGES.format(key=options.to) if options.to else said.NO_EDGES_FROM
        print(
            f"\n{said.COUNT.format(count=shape['count'])}"
            if shape["count"] or not (options.to or options.document)
            else nothing
        )


def print_edges(edges: list[Shape], *, named: bool = True) -> None:
    """Print edges, under the documents that tell them where these are ``named``."""
    current = None
    for edge in edges:
        if named and edge["document_id"] != current:
            current = edge["document_id"]
            print(strong(name_of(edge)))
        print(paragraph(_edge_line(edge), 4, "  - "))
        where = place_in_line(edge["section_path"], None, edge["page"] if edge["paged"] else None)
        words_there = quoted(edge["quote"]) if edge["relation"] != "mentions" else ""
        told = ", ".join(part for part in (words_there, where) if part)
        if told:
            print(paragraph(told, 6, "      "))


def _edge_line(edge: Shape) -> str:
    actor, target = edge["actor"], edge["target"]
    kind = said.edge_text(edge["relation"], edge["part"])
    if target is None:
        return f"← {_act(actor)} {kind}"
    return f"{_act(actor)} {kind}: {_act(target)}" if actor else f"{kind}: {_act(target)}"


def _act(act: Shape) -> str:
    when = due_day(act["date"]) or (str(act["year"]) if act["year"] else "")
    known = "" if act["certainty"] == "missing" else f" [{said.CERTAINTY[act['certainty']]}]"
    return f"{act['printed']}{f' ({when})' if when and when not in act['printed'] else ''}{known}"


def _print_missing(shape: Shape) -> None:
    for one in shape["missing"]:
        year = f" ({one['year']})" if one["year"] and str(one["year"]) not in one["printed"] else ""
        times = said.CITED.format(times=one["times"], documents=len(one["documents"]))
        print(paragraph(f"{one['printed']}{year}: {times}", 4, "  - "))
    print(said.MISSING.format(count=shape["count"]) if shape["count"] else said.NO_MISSING)


def _print_conflicts(shape: Shape) -> None:
    for one in shape["conflicts"]:
        print(strong(said.AT_ODDS[one["about"]].format(number=one["places"][0]["printed"])))
        for each in one["places"]:
            written = each["title"] if one["about"] == "title" else due_day(each["date"])
            print(paragraph(said.WRITES.format(name=name_of(each), words=written), 4, "  - "))
    print(said.CONFLICTS.format(count=shape["count"]) if shape["count"] else said.NO_CONFLICTS)

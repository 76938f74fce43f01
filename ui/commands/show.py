"""``tracuu show``: one document's facts, outline, footnotes, references and warnings."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.archive.archive import Archive
from ingest.archive.catalogue import Summary
from ingest.document import Document, without_marks
from ingest.letterhead.fields import is_sure
from rag.wording.naming import short_day
from ui.commands.references import print_edges
from ui.terminal.arguments import add_shared, text
from ui.terminal.opening import one_document
from ui.terminal.printing import paragraph, print_json, strong
from ui.texts import help as words
from ui.texts import references as edges
from ui.texts import reports as said
from ui.texts.codes import warning_text
from ui.texts.naming import title

if TYPE_CHECKING:
    from ui.shapes.answers import Shape


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument(
        "document", type=text, metavar=words.METAVARS["document"], help=words.ARGUMENTS["document"]
    )
    add_shared(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Show one document, named without doubt."""
    with Archive.open(options.archive) as archive, archive.view():
        summary = one_document(archive, options.document)
        from ui.shapes.documents import document_shape

        document = archive.get(summary.id)
        shape = document_shape(document, archive)
    if options.json:
        print_json(shape)
    else:
        _print_facts(summary, document, shape["other_names"])
        _print_changes(shape)
        if shape["related"]:
            print(f"\n{said.RELATED}:")
        for related in shape["related"]:
            print(paragraph(f"{related['message']} [{related['document_id']}]", 4, "  - "))
        _print_outline(document)
        _print_notes(document)
        _print_references(document)
        _print_edges(shape)
        if document.warnings:
            print(f"\n{said.WARNINGS}:")
        for warning in document.warnings:
            print(paragraph(warning_text(warning.code, warning.detail), 2, "! "))
    return 0


def _print_facts(summary: Summary, document: Document, other_names: Sequence[str]) -> None:
    unsure = {field.name for field in document.fields if not is_sure(field)}
    print(strong(title(summary)))
    signer = ", ".join(part for part in (document.signer, document.signer_title) if part)
    pages = str(document.page_count) if document.paged else ""
    # What the title says is said again where it may be wrong.
    doubted = {
        "kind": summary.kind,
        "number": summary.number,
        "issued_on": short_day(summary.issued_on) if summary.issued_on else None,
    }
    facts = {
        **{name: value for name, value in doubted.items() if name in unsure},
        "subject": document.subject,
        "issuer": document.issuer,
        "signer": signer,
        "urgency": document.urgency,
        "circulation": document.circulation,
        "pages": f"{pages} ({said.SCANNED})" if pages and document.scanned else pages,
        "recipients": "; ".join(name.rstrip(";.") for name in document.recipients),
        "file": document.file_name,
        "other_names": "; ".join(other_names),
        "id": document.id,
    }
    for name, value in facts.items():
        if value or name in ("subject", "issuer", "signer"):
            doubt = value and (name in unsure or (name == "signer" and "signer_title" in unsure))
            shown = said.UNSURE.format(value=value) if doubt else value or said.UNKNOWN
            print(paragraph(shown, 4, f"  {said.FIELDS[name]}: "))


def _print_outline(document: Document) -> None:
    if document.sections:
        print(f"\n{said.OUTLINE}:")
    for section, above in document.walk():
        indent = 2 + 2 * len(above)
        print(paragraph(without_marks(section.title), indent + 2, " " * indent))


def _print_notes(document: Document) -> None:
    if document.footnotes:
        print(f"\n{said.FOOTNOTES} ({len(document.footnotes)}):")
    for note in document.footnotes:
        print(paragraph(" ".join(note.span.of(document.text).split()), 6, f"  {note.mark}. "))


def _print_references(document: Document) -> None:
    named: dict[str, str] = {}
    for reference in document.references:
        printed = reference.number.printed if reference.number else reference.span.of(document.text)
        key = reference.number.normal if reference.number else printed
        day = f" {said.ON_DAY.format(day=short_day(reference.date))}" if reference.date else ""
        if key not in named or (day and said.ON_DAY.split(" ")[0] not in named[key]):
            named[key] = f"{' '.join(printed.split())}{day}"
    if named:
        print(f"\n{said.REFERENCES} ({len(named)}):")
        print(paragraph("; ".join(named.values()), 2, "  "))


def _print_changes(shape: Shape) -> None:
    """Say right below the facts that another document replaces, repeals or amends this one."""
    for change in shape["changed_by"]:
        print(paragraph(change["message"], 4, "  ! "))
    if shape["changed_by"]:
        print(paragraph(edges.CHECK, 4, "    "))


def _print_edges(shape: Shape) -> None:
    told = [edge for edge in shape["edges"] if edge["relation"] != "mentions"]
    for heading, found in ((edges.EDGES_FROM, told), (edges.EDGES_TO, shape["referred_to_by"])):
        if found:
            print(f"\n{heading} ({len(found)}):")
            print_edges(found, named=found is not told)

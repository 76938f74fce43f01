"""``tracuu show``: one document's facts, outline, footnotes, references and warnings."""

from __future__ import annotations

import argparse

from ingest.archive import Archive
from ingest.document import Document, without_marks
from ingest.listing import Summary
from ui import help_texts as words
from ui import report_texts as said
from ui.arguments import add_shared, text
from ui.opening import one_document
from ui.printing import paragraph, print_json, short_day, strong, title
from ui.texts import warning_text


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
    with Archive.open(options.archive) as archive:
        summary = one_document(archive, options.document)
        document = archive.get(summary.id)
    if options.json:
        from ui.json_shapes import document_shape

        print_json(document_shape(document))
    else:
        _print_facts(summary, document)
        _print_outline(document)
        _print_notes(document)
        _print_references(document)
        for warning in document.warnings:
            print(paragraph(warning_text(warning.code, warning.detail), 2, "! "))
    return 0


def _print_facts(summary: Summary, document: Document) -> None:
    print(strong(title(summary)))
    signer = ", ".join(part for part in (document.signer, document.signer_title) if part)
    pages = str(document.page_count) if document.paged else ""
    facts = {
        "subject": document.subject,
        "issuer": document.issuer,
        "signer": signer,
        "urgency": document.urgency,
        "pages": f"{pages} ({said.SCANNED})" if pages and document.scanned else pages,
        "recipients": "; ".join(name.rstrip(";.") for name in document.recipients),
        "file": document.file_name,
        "id": document.id,
    }
    for name, value in facts.items():
        if value or name in ("subject", "issuer", "signer"):
            print(paragraph(value or said.UNKNOWN, 4, f"  {said.FIELDS[name]}: "))


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
    if document.warnings:
        print(f"\n{said.WARNINGS}:")

"""``tracuu documents``: the list of what the archive holds."""

from __future__ import annotations

import argparse
from dataclasses import replace

from ingest.archive.archive import Archive
from ingest.filters import Filters
from ui.commands.search import filters_of
from ui.terminal.arguments import add_filters, add_shared
from ui.terminal.opening import opened_library
from ui.terminal.printing import paragraph, print_json, strong
from ui.texts import reports as said
from ui.texts.codes import relation_text
from ui.texts.naming import title


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    add_filters(parser)
    add_shared(parser)
    parser.set_defaults(run=run, encoder="", engine="tantivy", reranker=None)


def run(options: argparse.Namespace) -> int:
    """List the documents that meet the filters, newest first."""
    from ui.shapes.relations import relatives

    filters = filters_of(options)
    with Archive.open(options.archive) as archive, archive.view():
        summaries = archive.documents(_resolved(archive, _placed(options, filters)))
        related = relatives(archive)
        others = {other for relations in related.values() for other, _ in relations}
        names = {other: title(archive.summary(other)) for other in others if not options.json}
    if options.json:
        from ui.shapes.documents import documents_shape

        print_json(documents_shape(summaries, related))
        return 0
    for summary in summaries:
        print(paragraph(strong(title(summary)), 2))
        if summary.subject:
            print(paragraph(summary.subject, 4, "    "))
        counts = said.COUNTS.format(footnotes=summary.footnotes, tasks=summary.tasks)
        if summary.warnings:
            counts += ", " + said.COUNT_WARNINGS.format(count=summary.warnings)
        print(f"    {summary.id}  {summary.file_name}  ({counts})")
        for other, kind in related.get(summary.id, ()):
            print(paragraph(relation_text(kind, names[other]), 6, "    = "))
    print(said.DOCUMENTS.format(count=len(summaries)) if summaries else said.NO_DOCUMENTS)
    return 0


def _placed(options: argparse.Namespace, filters: Filters) -> Filters:
    """Look up a place in the index, which is opened only where one is asked for."""
    if not filters.place:
        return filters
    with opened_library(options) as library:
        found = library.resolved(Filters(place=filters.place))
    return replace(filters, place=None, documents=found.documents)


def _resolved(archive: Archive, filters: Filters) -> Filters:
    """Read an agency under all its names; the authority file is loaded only where one is asked for."""
    if not filters.agency:
        return filters
    from ingest.agencies.known import known_agencies
    from ingest.archive.agency_documents import resolved

    return resolved(archive, known_agencies(archive.folder).agencies, filters)

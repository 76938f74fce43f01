"""``tracuu search``: passages by words, restricted by kind, issuer, agency, place and date."""

from __future__ import annotations

import argparse
from time import perf_counter

from ingest.filters import Filters
from ui.terminal.arguments import add_engine, add_filters, add_limit, add_shared, ordered, question, to_stderr
from ui.terminal.opening import opened_library
from ui.terminal.printing import print_json
from ui.terminal.search import print_findings
from ui.texts import help as words
from ui.texts.agencies import ALSO_COUNTED


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.needed.add_argument("query", metavar=words.METAVARS["query"], help=words.ARGUMENTS["query"])
    add_filters(parser)
    add_limit(parser)
    for name in ("exact", "why"):
        parser.chosen.add_argument(f"--{name}", action="store_true", help=words.ARGUMENTS[name])
    add_engine(parser)
    add_shared(parser)
    parser.set_defaults(run=run)


def filters_of(options: argparse.Namespace) -> Filters:
    """Return the conditions given; raises WrongUsageError for a range that ends before it begins."""
    ordered(options.issued_from, options.issued_to)
    return Filters(
        kind=options.kind or None,
        issuer=options.issuer or None,
        agency=options.agency or None,
        issued_from=options.issued_from,
        issued_to=options.issued_to,
        place=options.place or None,
    )


def run(options: argparse.Namespace) -> int:
    """Search and print; finding nothing is no failure."""
    query, filters = question(options.query, "empty_query"), filters_of(options)
    with opened_library(options) as library:
        from ingest.archive.agency_documents import also_counted
        from rag.search.find import find
        from ui.shapes.search import search_shape

        started = perf_counter()
        found = find(query, library, filters, options.limit, exact=options.exact, why=options.why)
        elapsed = perf_counter() - started
        kin = also_counted(library.agencies, filters)
        paged = {summary.id: summary.paged for summary in library.summaries()} if not options.json else {}
    if kin:
        to_stderr(ALSO_COUNTED.format(names="; ".join(kin)))
    if options.json:
        print_json(search_shape(query, found, elapsed * 1000))
    else:
        print_findings(found, paged, elapsed)
    return 0

"""``tracuu serve``: the page and the HTTP interface over one archive."""

from __future__ import annotations

import argparse
import ipaddress
import socket
from contextlib import suppress

from ingest.archive import Archive
from ui import help_texts as words
from ui import report_texts as said
from ui.arguments import Parser, WrongUsageError, add_engine, add_shared, port, to_stderr
from ui.texts import error_text


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.chosen.add_argument("--host", default="127.0.0.1", metavar="HOST", help=words.ARGUMENTS["host"])
    add_address(parser)
    add_shared(parser, json=False)
    parser.set_defaults(run=run)


def add_address(parser: Parser) -> None:
    """Add ``--port``, and the options of ``add_engine``."""
    parser.chosen.add_argument(
        "--port", type=port, default=7860, metavar=words.METAVARS["number"], help=words.ARGUMENTS["port"]
    )
    add_engine(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C; status 1 when the port is taken."""
    with Archive.open(options.archive) as archive:  # says what is wrong before anything heavy is loaded
        if not archive.read_only:
            archive.sweep()
            archive.erase()
    return serve(options, options.host)


def serve(options: argparse.Namespace, host: str) -> int:
    """Open the page on a socket that is ours before the address is told."""
    try:
        listening = socket.create_server((host, options.port), family=_family(host))
    except OSError:
        to_stderr(error_text("port_taken", f"{host}:{options.port}"))
        return 1
    with listening:
        import uvicorn

        from index.encoder import EncoderError
        from ui.app import create_app

        try:
            app = create_app(
                options.archive, options.encoder, engine=options.engine, hosts=(host,), reranker=options.reranker
            )
        except EncoderError as error:
            raise WrongUsageError(error.code, error.detail) from error
        shown = f"[{host}]" if ":" in host else host
        to_stderr(said.SERVING.format(address=f"http://{shown}:{listening.getsockname()[1]}"))
        if not _is_loopback(host):
            to_stderr(said.OPEN_TO_NETWORK)
        with suppress(KeyboardInterrupt):  # Ctrl-C is how it is meant to end
            uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listening])
    return 0


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

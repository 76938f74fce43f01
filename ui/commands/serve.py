"""``tracuu serve``: the page and the HTTP interface over one archive."""

from __future__ import annotations

import argparse
import ipaddress
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from ingest.archive.archive import Archive
from ingest.scratch import scratch
from ui.terminal.arguments import Parser, WrongUsageError, add_engine, add_language_model, add_shared, port, to_stderr
from ui.terminal.language_model import language_model
from ui.texts import help as words
from ui.texts import reports as said
from ui.texts.codes import error_text


def add(commands: argparse._SubParsersAction, name: str, help_text: str) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    parser.chosen.add_argument("--host", default="127.0.0.1", metavar="HOST", help=words.ARGUMENTS["host"])
    add_address(parser)
    add_shared(parser, json=False)
    parser.set_defaults(run=run)


def add_address(parser: Parser) -> None:
    """Add ``--port``, and the options of ``add_engine`` and ``add_language_model``."""
    parser.chosen.add_argument(
        "--port", type=port, default=7860, metavar=words.METAVARS["number"], help=words.ARGUMENTS["port"]
    )
    add_engine(parser)
    add_language_model(parser)


def run(options: argparse.Namespace) -> int:
    """Serve until Ctrl-C or SIGTERM; status 1 when the port is taken."""
    with Archive.open(options.archive) as archive:  # says what is wrong before anything heavy is loaded
        if not archive.read_only:
            archive.sweep()
            archive.erase()
    return serve(options, options.host)


def serve(options: argparse.Namespace, host: str) -> int:
    """Open the page on a socket that is ours before the address is told."""
    model = language_model(options)
    try:
        listening = socket.create_server((host, options.port), family=_family(host))
    except OSError:
        to_stderr(error_text("port_taken", f"{host}:{options.port}"))
        return 1
    with listening, _leaving(), _own_folder() as own:
        import uvicorn

        from index.dense.encoder import EncoderError
        from ui.app import create_app
        from ui.server.patience import Patience
        from ui.server.patient_protocol import patient
        from ui.server.stopping import EndingServer

        try:
            app = create_app(
                options.archive,
                options.encoder,
                engine=options.engine,
                hosts=(host,),
                reranker=options.reranker,
                model=model,
            )
        except EncoderError as error:
            raise WrongUsageError(error.code, error.detail) from error
        shown = f"[{host}]" if ":" in host else host
        to_stderr(said.SERVING.format(address=f"http://{shown}:{listening.getsockname()[1]}"))
        if not _is_loopback(host):
            to_stderr(said.OPEN_TO_NETWORK)
        config = uvicorn.Config(app, log_level="warning", **patient(Patience()))
        EndingServer(config, app.state.stopping, own).run(sockets=[listening])
    return 0


@contextmanager
def _leaving() -> Iterator[None]:
    """End with status 0 on SIGTERM and Ctrl-C, and tidy up, also while the server does not listen to them itself."""

    def leave(number: int, frame: FrameType | None) -> None:
        raise SystemExit(0)

    before = {number: signal.signal(number, leave) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _own_folder() -> Iterator[Path]:
    """Let everything that this process and its readers write for a moment lie in one folder, gone at the end."""
    before = tempfile.tempdir
    with scratch("server") as folder:
        tempfile.tempdir = str(folder)
        try:
            yield folder
        finally:
            tempfile.tempdir = before


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

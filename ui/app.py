"""The web application: the HTTP interface, the document view and the Gradio page, wired together."""

from __future__ import annotations

import asyncio
import logging
import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

# Gradio reads these when it is imported: no usage statistics, no look for a newer version, no model hub.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.middleware import Middleware
from starlette.routing import Mount

from ingest.scratch import scratch_for_good
from rag.library import Library
from rag.rephrasing.server import ChatModel
from ui.api import faults
from ui.api.document_view import reading_routes
from ui.api.documents import document_routes
from ui.api.doorway import Doorway
from ui.api.feedback import feedback_routes
from ui.api.health import health_routes
from ui.api.questions import question_routes
from ui.api.reference import reference_routes
from ui.api.references import referring_routes
from ui.api.tasks import task_routes
from ui.api.uploads import LARGEST_UPLOAD, upload_routes
from ui.page.allowlist import PageAllowlist, page_events, page_sessions
from ui.page.build import HEAD, build_page, theme, translations
from ui.page.shell import Shell
from ui.server.guard import Guard
from ui.server.no_store import NoStore
from ui.server.patience import Patience, SlowAgencies
from ui.texts import page as words
from ui.texts.reports import REBUILT
from ui.version import installed_version

log = logging.getLogger(__name__)

ASSETS = Path(__file__).parent / "assets"


def create_app(
    folder: Path,
    encoder: str | None,
    today: Callable[[], date] = date.today,
    engine: str = "tantivy",
    hosts: tuple[str, ...] = (),
    model: ChatModel | None = None,
    reranker: str | None = None,
) -> FastAPI:
    """Return the application over the archive in ``folder``, which is made when there is none.

    ``app.state.stopping`` is an event: once it is set, the page's streams end, so that a server can stop.
    ``encoder``, ``engine`` and ``reranker`` are those of ``Library.open``; ``model`` says answers in other words.
    ``hosts`` are names under which the service may be called besides addresses, localhost and the machine's own name.
    Raises ArchiveError when the archive cannot be used.
    """
    library = Library.open(folder, encoder, create=True, engine=engine, reranker=reranker)
    if library.index.rebuilt:
        log.warning(REBUILT)

    # What the page is sent lies here until it is read; nobody else on the machine may look.
    incoming = str(scratch_for_good("page"))
    os.environ["GRADIO_TEMP_DIR"] = incoming

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        library.close()
        shutil.rmtree(incoming, ignore_errors=True)

    app = FastAPI(
        title=words.PRODUCT, version=installed_version() or "?", lifespan=lifespan, docs_url=None, redoc_url=None
    )
    faults.install(app, folder)
    app.include_router(question_routes(library, today, model))
    app.include_router(upload_routes(library))
    app.include_router(document_routes(library))
    app.include_router(task_routes(library, today))
    app.include_router(feedback_routes(library))
    app.include_router(referring_routes(library))
    app.include_router(reference_routes())
    app.include_router(health_routes(library))
    app.include_router(reading_routes(library))
    app.mount("/giao-dien", StaticFiles(directory=ASSETS))

    app.router.routes.append(Doorway(app.routes))

    # The last added layer is the outermost.
    app.add_middleware(Shell, head=HEAD)
    app.add_middleware(SlowAgencies, patience=Patience())
    app.add_middleware(Guard, max_bytes=LARGEST_UPLOAD, hosts=hosts)
    app.add_middleware(NoStore)
    page = build_page(library, today, model)
    # Gradio checks paths of files only in pages that were launched; mounting one does not launch it.
    page.has_launched = True
    app.state.stopping = asyncio.Event()
    gate = Middleware(
        PageAllowlist, inputs=page_events(page), has_session=page_sessions(page), stopping=app.state.stopping
    )
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None, "middleware": [gate]},
        blocked_paths=[str(folder.resolve()), str(Path.cwd())],
        favicon_path=None,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        i18n=translations(),
    )
    mounted = app.routes[-1]
    if isinstance(mounted, Mount) and isinstance(mounted.app, FastAPI):
        faults.install(mounted.app, folder)
    return app

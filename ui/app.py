"""The web application: the HTTP interface, the document view and the Gradio page, wired together."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

# Gradio reads these when it is imported: no usage statistics, no look for a newer version, no model hub.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from starlette.routing import Match

from ingest.scratch import scratch_for_good
from rag.library import Library
from ui import page_texts as words
from ui.api import faults
from ui.api.documents import document_routes
from ui.api.questions import question_routes
from ui.api.reference import reference_routes
from ui.api.references import referring_routes
from ui.api.tasks import task_routes
from ui.api.uploads import LARGEST_UPLOAD, upload_routes
from ui.guard import Guard
from ui.page import HEAD, build_page, theme, translations
from ui.reading_routes import reading_routes
from ui.shell import Shell

ASSETS = Path(__file__).parent / "assets"


def create_app(
    folder: Path,
    encoder: str | None = None,
    today: Callable[[], date] = date.today,
    engine: str = "tantivy",
    hosts: tuple[str, ...] = (),
    reranker: str | None = None,
) -> FastAPI:
    """Return the application over the archive in ``folder``, which is made when there is none.

    ``encoder``, ``engine`` and ``reranker`` are those of ``Library.open``.
    ``hosts`` are names under which the service may be called besides addresses, localhost and the machine's own name.
    Raises ArchiveError when the archive cannot be used.
    """
    library = Library.open(folder, encoder, create=True, engine=engine, reranker=reranker)

    # What the page is sent lies here until it is read; nobody else on the machine may look.
    incoming = str(scratch_for_good("page"))
    os.environ["GRADIO_TEMP_DIR"] = incoming

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        library.close()
        shutil.rmtree(incoming, ignore_errors=True)

    app = FastAPI(title=words.PRODUCT, lifespan=lifespan, docs_url=None, redoc_url=None)
    faults.install(app, folder)
    app.include_router(question_routes(library, today))
    app.include_router(upload_routes(library))
    app.include_router(document_routes(library))
    app.include_router(task_routes(library, today))
    app.include_router(referring_routes(library))
    app.include_router(reference_routes())
    app.include_router(reading_routes(library))
    app.mount("/giao-dien", StaticFiles(directory=ASSETS))

    @app.get("/healthz", tags=["Máy chủ"], summary="Máy chủ và kho còn sống")
    def health() -> dict[str, Any]:
        return {"status": "ok", "documents": len(library.archive.ids())}

    @app.api_route("/api/{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"], include_in_schema=False)
    def unknown(request: Request) -> JSONResponse:
        # Without this route the page mounted below would answer for addresses of the interface that do not exist.
        other = any(route.matches(request.scope)[0] is Match.PARTIAL for route in app.routes)
        status = 405 if other else 404
        return faults.refusal(status, words.BY_STATUS[status])

    # The last added layer is the outermost.
    app.add_middleware(Shell, head=HEAD)
    app.add_middleware(Guard, max_bytes=LARGEST_UPLOAD, hosts=hosts)
    gr.mount_gradio_app(
        app,
        build_page(library, today),
        path="/",
        footer_links=[],
        run_history=False,
        app_kwargs={"docs_url": None, "redoc_url": None, "openapi_url": None},
        favicon_path=None,
        show_error=False,
        max_file_size=LARGEST_UPLOAD,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=theme(),
        i18n=translations(),
    )
    return app

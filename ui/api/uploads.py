"""POST /api/v1/documents: files sent by a program or the page become documents of the archive."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, UploadFile
from fastapi.responses import JSONResponse

from ingest.archive.releases import Release, asked
from ingest.errors import ArchiveError
from ingest.intake.intake import IntakeReport
from ingest.scratch import scratch
from rag.library import Library
from ui.api.forms import MOST_FILES, FormRoute
from ui.api.inputs import LONGEST_WORDS, each_once
from ui.api.refusals import CHANGING, refused
from ui.api.schemas_documents import NothingTaken, Taken
from ui.shapes import answers
from ui.shapes.relations import duplicates_of
from ui.texts import http
from ui.texts import page as words

LARGEST_UPLOAD = 200 * 2**20
_LONGEST_NAME = 180  # bytes; file systems stop at 255, and copies get a suffix


_OUTCOMES: dict[int | str, dict[str, Any]] = {
    201: {"model": Taken, "description": http.TAKEN_IN},
    200: {"model": Taken, "description": http.ALREADY_THERE},
    **refused(*CHANGING),
    422: {"model": NothingTaken, "description": http.WRONG_OR_NOTHING_TAKEN},
}


def safe_file_name(name: str | None) -> str:
    r"""Return a plain file name: no folders, no control signs, not hidden, not empty, at most 180 bytes, ending kept.

    >>> safe_file_name("../../etc/passwd"), safe_file_name(r"C:\x\cv 88.pdf"), safe_file_name("..")
    ('passwd', 'cv 88.pdf', 'van-ban')
    """
    plain = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in plain if sign.isprintable() and sign not in '<>:"|?*').strip(" .")
    suffix = PurePath(plain).suffix
    suffix = suffix if len(suffix.encode()) <= 10 else ""
    stem = plain[: len(plain) - len(suffix)].strip(" .") or "van-ban"
    while len((stem + suffix).encode()) > _LONGEST_NAME:
        stem = stem[:-1]
    return stem + suffix


def take_in(library: Library, paths: Sequence[Path], release: Release | None = None) -> Iterator[IntakeReport]:
    """Bring the files into the archive one at a time, so that questions are answered in between.

    Yields after each file the joint report of all files so far. ``release`` lets one doubtful file in; see ``ingest``.
    """
    whole = IntakeReport()
    for path in paths:
        part = library.ingest([path], release=release)
        whole = IntakeReport(
            added=whole.added + part.added,
            unchanged=whole.unchanged + part.unchanged,
            updated=whole.updated + part.updated,
            quarantined=whole.quarantined + part.quarantined,
            failed=whole.failed + part.failed,
            interrupted=whole.interrupted or part.interrupted,
        )
        yield whole


def _without_paths(shape: dict[str, Any]) -> dict[str, Any]:
    """Leave out where the files lay for a moment on this machine."""
    return {
        outcome: [{name: value for name, value in entry.items() if name != "path"} for entry in entries]
        if isinstance(entries, list)
        else entries
        for outcome, entries in shape.items()
    }


def upload_routes(library: Library) -> APIRouter:
    """Return the route that takes files in."""
    routes = APIRouter(prefix="/api/v1", tags=["Văn bản"], route_class=FormRoute, dependencies=[Depends(each_once)])

    @routes.post(
        "/documents",
        summary="Nạp văn bản (một hay nhiều tệp, trường “files”)",
        status_code=201,
        response_model=None,
        responses=_OUTCOMES,
    )
    def upload(
        files: Annotated[list[UploadFile], File(min_length=1, max_length=MOST_FILES)],
        release: Annotated[str | None, Form(max_length=LONGEST_WORDS)] = None,
        author: Annotated[str | None, Form(max_length=LONGEST_WORDS)] = None,
    ) -> JSONResponse:
        wanted = asked(release, author)
        if wanted is not None and len(files) != 1:
            raise ArchiveError("release_one_file")
        with scratch("upload") as folder:
            paths = []
            for position, file in enumerate(files):
                # A folder of its own for each, since two files may bear one name.
                path = Path(folder, str(position), safe_file_name(file.filename))
                path.parent.mkdir()
                with path.open("wb") as copy:
                    shutil.copyfileobj(file.file, copy)
                paths.append(path)
            *_, report = take_in(library, paths, wanted)
        body = _without_paths(answers.report_shape(report, duplicates_of(report, library.archive)))
        if report.added or report.updated:
            return JSONResponse(body, 201)
        if report.unchanged:
            return JSONResponse(body, 200)
        return JSONResponse({"detail": words.NOTHING_TAKEN_IN, **body}, 422)

    return routes

"""Who asks while documents come and go is answered: never told that a document is gone which somebody else removed."""

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from archived import assigned, directive
from ingest.archive.archive import Archive
from ingest.document import Document
from ingest.errors import ArchiveError
from rag.ask import ask
from rag.library import Library
from rag.search.find import find
from served import DROUGHT, PLAN

pytestmark = pytest.mark.slow

ASKED = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 66
TODAY = date(2024, 7, 1)
TEXTS = [f"Sở Y tế thực hiện việc cấp nước sạch đợt {position} theo Kế hoạch số 21/KH-UBND." for position in range(6)]
# What people ask while documents about the very same go.
REQUESTS: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "/api/v1/search", {"json": {"query": "cấp nước sạch"}}),
    ("POST", "/api/v1/search", {"json": {"query": "cấp nước sạch", "agency": "Sở Y tế", "why": True}}),
    ("POST", "/api/v1/ask", {"json": {"question": "Sở nào cấp nước sạch?"}}),
    ("POST", "/api/v1/ask", {"json": {"question": "Những việc của Sở Y tế"}}),
    ("POST", "/api/v1/ask", {"json": {"question": "Văn bản nào căn cứ Kế hoạch 21/KH-UBND?"}}),
    ("GET", "/api/v1/tasks", {"params": {"agency": "Sở Y tế", "by": "document"}}),
    ("GET", "/api/v1/documents", {}),
    ("GET", "/api/v1/references", {}),
    ("GET", "/api/v1/references", {"params": {"to": "21/KH-UBND"}}),
    ("GET", "/api/v1/documents/21/KH-UBND", {}),
    ("GET", "/van-ban/21/KH-UBND", {"follow_redirects": True}),
]


def made() -> list[tuple[Document, bytes]]:
    return [
        directive(
            text,
            number=f"{position + 5}/UBND-TH",
            issued_on=date(2024, 5, 1 + position),
            refers_to=("21/KH-UBND",),
            assignments=(assigned(text, text[8:], "Sở Y tế"),),
        )
        for position, text in enumerate(TEXTS)
    ]


class Coming(threading.Thread):
    """Adds and removes documents until it is stopped; what goes wrong with that is kept."""

    def __init__(self, library: Library, folder: Path) -> None:
        super().__init__()
        self.library, self.folder = library, folder
        self.done = threading.Event()
        self.removed = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Come and go."""
        try:
            while not self.done.is_set():
                for document, original in made():
                    path = self.folder / f"{document.id}.txt"
                    path.write_bytes(original)
                    self.library.archive.add(document, path, str(path))
                self.library.refresh()
                for document, _ in made():
                    self.library.remove(document.id)
                    self.removed += 1
        except BaseException as error:
            self.failure = error


@pytest.fixture(autouse=True)
def without_erasure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove as fast as can be: what erasing takes would leave the askers in peace."""
    monkeypatch.setattr(Archive, "erase", lambda archive, earlier=True: True)


def kept(folder: Path) -> Path:
    with Library.open(folder / "kho", encoder="", create=True) as library:
        for name, text in (("88.txt", DROUGHT), ("21.txt", PLAN)):
            (folder / name).write_text(text)
        assert len(library.ingest([folder / "88.txt", folder / "21.txt"]).added) == 2
    return folder / "kho"


def test_nobody_is_told_of_documents_that_others_remove(tmp_path: Path) -> None:
    from ui.app import create_app

    folder = kept(tmp_path)
    with Library.open(folder, encoder="") as library, TestClient(create_app(folder, encoder="")) as client:
        client.base_url = "http://127.0.0.1"
        coming = Coming(library, tmp_path)
        coming.start()
        answers = []
        for position in range(ASKED):
            method, address, more = REQUESTS[position % len(REQUESTS)]
            answer = client.request(method, address, **more)
            answers.append((answer.status_code, address, answer.text[:200] if answer.status_code != 200 else ""))
        coming.done.set()
        coming.join()
    assert [one for one in answers if one[0] != 200] == []
    assert coming.failure is None
    assert coming.removed > 6


def test_threads_of_one_program_ask_while_documents_go(tmp_path: Path) -> None:
    failures: list[BaseException] = []
    with Library.open(kept(tmp_path), encoder="") as library:
        coming = Coming(library, tmp_path)
        coming.start()

        def asking(act: Callable[[], object]) -> None:
            try:
                for _ in range(ASKED // 6):
                    act()
            except BaseException as error:
                failures.append(error)

        acts: list[Callable[[], object]] = [
            lambda: ask("Sở nào cấp nước sạch?", library, TODAY),
            lambda: ask("Những việc của Sở Y tế", library, TODAY),
            lambda: find("cấp nước sạch", library, why=True),
        ]
        threads = [threading.Thread(target=asking, args=(act,)) for act in acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        coming.done.set()
        coming.join()
    assert failures == []
    assert coming.failure is None
    assert coming.removed > 6


def test_at_last_changes_are_held_off(tmp_path: Path) -> None:
    folder = kept(tmp_path)
    with Library.open(folder, encoder="") as library, Library.open(folder, encoder="") as other:
        stumbles = 0

        def unlucky() -> int:
            nonlocal stumbles
            document, original = made()[stumbles % 6]
            (tmp_path / "x.txt").write_bytes(original)
            other.archive._db.execute("PRAGMA busy_timeout = 50")
            with suppress(ArchiveError):  # busy, when this program holds changes off
                other.archive.add(document, tmp_path / "x.txt", f"x{stumbles}")
            if document.id not in library.archive.ids():
                return stumbles
            stumbles += 1
            raise ArchiveError("not_found", document.id)

        assert library.composed(unlucky) == stumbles
        assert stumbles > 1


def test_what_fails_without_a_change_is_told_at_once(tmp_path: Path) -> None:
    calls = 0
    with Library.open(tmp_path / "kho", encoder="", create=True) as library:

        def failing() -> None:
            nonlocal calls
            calls += 1
            raise ArchiveError("not_found", "cv 1")

        started = time.monotonic()
        with pytest.raises(ArchiveError):
            library.composed(failing)
    assert calls == 1
    assert time.monotonic() >= started

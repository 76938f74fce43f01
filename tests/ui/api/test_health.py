"""What the server says of itself when the archive it serves is gone from the disk."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from ingest.archive.archive import Archive
from served import filled, serving

pytestmark = pytest.mark.slow


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return filled(tmp_path)


@pytest.fixture
def client(archive: Path) -> Iterator[httpx.Client]:
    with serving(archive) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def deleted(archive: Path) -> None:
    shutil.rmtree(archive)


def without_database(archive: Path) -> None:
    (archive / "archive.db").unlink()


def moved(archive: Path) -> None:
    archive.rename(archive.with_name("cho-khac"))


def overwritten(archive: Path) -> None:
    stranger = archive / "khac"
    stranger.write_bytes(b"day khong phai la kho" * 1000)
    stranger.replace(archive / "archive.db")


def replaced(archive: Path) -> None:
    moved(archive)
    Archive.open(archive, create=True).close()


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (deleted, "không còn"),
        (without_database, "không còn"),
        (moved, "không còn"),
        (overwritten, "hỏng"),
        (replaced, "kho khác"),
    ],
)
def test_health_says_when_the_archive_is_gone(
    client: httpx.Client, archive: Path, happens: Callable[[Path], None], said: str
) -> None:
    assert client.get("/healthz").json() == {"status": "ok", "documents": 3}
    happens(archive)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert set(answer.json()) == {"detail"}
    assert said in answer.json()["detail"]
    assert str(archive.parent) not in answer.text

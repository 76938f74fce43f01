"""A place as a condition: the documents that name it, in whatever way it is typed, and in every way it is asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from index.hints.places import place_words
from ingest.filters import Filters
from linked_directives import HEAD
from rag.library import Library
from rag.search.find import find
from ui.app import create_app
from ui.cli import main

pytestmark = pytest.mark.slow

DAY = "ngày 05 tháng 6 năm 2031"
FILES = {
    "dao.txt": HEAD.format(number="11/KH-UBND", day=DAY)
    + "KẾ HOẠCH\nTrồng cây chắn sóng\n\n1. Các huyện: Hồ Sen, Vàm Lạc trồng cây trước mùa mưa.\n",
    "nhan.txt": HEAD.format(number="12/UBND-KT", day=DAY)
    + "V/v trồng cây\n\nKính gửi: UBND huyện Vàm Lạc.\n\n1. Yêu cầu báo cáo số cây đã trồng.\n",
    "khac.txt": HEAD.format(number="13/UBND-KT", day=DAY)
    + "V/v trồng cây ven đường\n\nKính gửi: UBND phường 5.\n\n1. Yêu cầu trồng cây ven hồ có sen.\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("places")
    (folder / "in").mkdir()
    for name, text in FILES.items():
        (folder / "in" / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.ingest([folder / "in"])
    return folder / "archive"


@pytest.fixture(scope="module")
def library(folder: Path) -> Iterator[Library]:
    with Library.open(folder, encoder="") as opened:
        yield opened


PLACES = [
    ("huyện Hồ Sen", {"dao.txt"}),  # named in a list that says its level once
    ("Hồ Sen", {"dao.txt"}),
    ("huyen ho sen", {"dao.txt"}),
    ("Vàm Lạc", {"dao.txt", "nhan.txt"}),  # in the text, among the recipients
    ("xã Vàm Lạc", {"dao.txt", "nhan.txt"}),
    ("tỉnh Bình Lạc", {"dao.txt", "nhan.txt", "khac.txt"}),  # in the head
    ("phường 5", {"khac.txt"}),
    ("huyện Suối Mơ", set()),
    ("sen hồ", set()),
]


@pytest.mark.parametrize(("place", "files"), PLACES)
def test_only_documents_that_name_a_place_are_searched_and_listed(
    library: Library, place: str, files: set[str]
) -> None:
    found = find("trồng cây", library, Filters(place=place), limit=50)

    assert {one.hit.passage.file_name for one in found.finds} == files
    assert {one.file_name for one in library.summaries(Filters(place=place))} == files


def test_places_narrow_other_conditions(library: Library) -> None:
    assert [one.file_name for one in library.summaries(Filters(kind="kế hoạch", place="Vàm Lạc"))] == ["dao.txt"]


def test_the_archive_alone_knows_no_places(library: Library) -> None:
    with pytest.raises(ValueError, match="place"):
        library.archive.documents(Filters(place="Vàm Lạc"))


@pytest.mark.parametrize(("typed", "words"), [("TP. Bình Lạc", "Bình Lạc"), ("thị trấn Chợ Nổi", "Chợ Nổi"), (" ", "")])
def test_the_level_of_a_place_is_left_out(typed: str, words: str) -> None:
    assert place_words(typed) == words


@pytest.mark.parametrize("command", [["search", "trồng cây"], ["documents"]])
def test_the_command_line_takes_a_place(folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*command, "--place", "huyện Hồ Sen", "--archive", str(folder), "--json"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert {one["file"] for one in (shown.get("hits") or shown["documents"])} == {"dao.txt"}


def test_the_http_interface_takes_a_place(folder: Path) -> None:
    with TestClient(create_app(folder, encoder=""), base_url="http://127.0.0.1") as client:
        hits = client.post("/api/v1/search", json={"query": "trồng cây", "place": "Hồ Sen"}).json()["hits"]
        listed = client.get("/api/v1/documents", params={"place": "Hồ Sen"}).json()["documents"]

    assert {one["file"] for one in (*hits, *listed)} == {"dao.txt"}

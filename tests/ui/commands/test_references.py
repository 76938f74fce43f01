"""References on the command line, in files, over HTTP and in the document view."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import httpx
import pytest

from cited import citing
from command_line import NO_VECTORS, tracuu, value_of
from ingest.archive.archive import Archive
from ingest.archive.citations.told_edges import End, ToldEdge
from ingest.document import Span
from ingest.references.cited_act import CitedAct
from linked_directives import FILES
from rag.wording.document_phrases import EDGES
from served import serving
from ui.api.document_view import surroundings
from ui.document_view.view import ViewContext, reading_page
from ui.exports.references import csv_of_references
from ui.texts.references import CERTAINTY

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("vien-dan")
    for name, text in FILES.items():
        (here / name).write_text(text, encoding="utf-8")
    run = tracuu("ingest", *(here / name for name in FILES), *NO_VECTORS, folder=here / "kho")
    assert run.returncode == 0, run.stderr
    return here / "kho"


def test_the_documents_that_refer_to_one_are_listed_with_their_words(folder: Path) -> None:
    shape = value_of(tracuu("references", "--to", "15/QĐ-UBND", "--json", folder=folder))
    (edge,) = shape["edges"]
    assert (shape["count"], edge["file"], edge["relation"], edge["actor"]) == (1, "moi.txt", "replaces", None)
    assert edge["target"]["certainty"] == "exact"
    assert [one["file"] for one in edge["target"]["documents"]] == ["cu.txt"]
    text = value_of(tracuu("show", "moi.txt", "--json", folder=folder))["text"]
    assert text[edge["start"] : edge["end"]] == edge["quote"] == "thay thế Quyết định số 15/QĐ-UBND"
    said = tracuu("references", "--to", "15/QĐ-UBND", folder=folder).stdout
    assert "thay thế: 15/QĐ-UBND (05/3/2021) [có trong kho]" in said


def test_an_act_that_is_not_held_is_asked_for_by_number_or_name(folder: Path) -> None:
    for key, files in (("85/2024/NĐ-CP", ["moi.txt"]), ("Luật Giá", ["moi.txt", "cu.txt"]), ("7/KH-UBND", [])):
        shape = value_of(tracuu("references", "--to", key, "--json", folder=folder))
        assert [edge["file"] for edge in shape["edges"]] == files
    assert "Không có văn bản nào" in tracuu("references", "--to", "7/KH-UBND", folder=folder).stdout


def test_what_one_document_refers_to_and_what_is_missing_are_listed(folder: Path) -> None:
    shape = value_of(tracuu("references", "--document", "moi.txt", "--json", folder=folder))
    assert [(edge["relation"], edge["target"]["printed"]) for edge in shape["edges"]] == [
        ("basis", "Luật Giá năm 2023"),
        ("basis", "85/2024/NĐ-CP"),
        ("replaces", "15/QĐ-UBND"),
    ]
    missing = value_of(tracuu("references", "--missing", "--json", folder=folder))
    assert {one["printed"] for one in missing["missing"]} == {
        "Luật Giá năm 2012",
        "Luật Giá năm 2023",
        "nghị định số 85/2024/NĐ-CP",
    }
    assert missing["count"] == 3


def test_without_a_condition_the_edges_inside_the_archive_are_listed_with_what_was_replaced(folder: Path) -> None:
    shape = value_of(tracuu("references", "--json", folder=folder))
    assert [(edge["file"], edge["relation"]) for edge in shape["edges"]] == [
        ("thu.txt", "carries_out"),
        ("moi.txt", "replaces"),
    ]
    (changed,) = shape["replaced"]
    assert changed["file"] == "cu.txt"
    assert [one["by"]["file"] for one in changed["changed_by"]] == ["moi.txt"]


def test_two_conditions_at_once_are_wrong_usage(folder: Path) -> None:
    assert tracuu("references", "--missing", "--conflicts", folder=folder).returncode == 2


def test_show_bears_a_banner_and_the_edges(folder: Path) -> None:
    shown = value_of(tracuu("show", "cu.txt", "--json", folder=folder))
    (change,) = shown["changed_by"]
    assert (change["relation"], change["part"], change["by"]["file"]) == ("replaces", False, "moi.txt")
    assert change["message"] == "Theo quyết định 40/QĐ-UBND ngày 18/6/2024, văn bản này được thay thế"
    assert [edge["file"] for edge in shown["referred_to_by"]] == ["moi.txt"]
    assert [edge["relation"] for edge in shown["edges"]] == ["basis"]
    said = tracuu("show", "cu.txt", folder=folder).stdout
    assert "! Theo quyết định 40/QĐ-UBND ngày 18/6/2024, văn bản này được thay thế" in said
    assert "không kết luận về hiệu lực" in said
    assert "văn bản này được thay thế" not in tracuu("show", "moi.txt", folder=folder).stdout


def test_the_document_view_says_at_the_top_that_it_was_replaced_and_leads_there(folder: Path) -> None:
    with Archive.open(folder) as archive:
        ids = {one.file_name: one.id for one in archive.documents()}
        old = archive.get(ids["cu.txt"])
        page = unescape(reading_page(old, None, surroundings(archive, old)))
        new = archive.get(ids["moi.txt"])
        assert "thay-doi" not in reading_page(new, None, surroundings(archive, new))
    banner = page.split('<ul class="ban-khac thay-doi"')[1].split("</ul>")[0]
    assert "văn bản này được thay thế" in banner
    assert f"/van-ban/{ids['moi.txt']}?" in banner
    assert page.index("thay-doi") < page.index('class="van-ban"')


def test_names_in_the_banner_are_escaped(folder: Path) -> None:
    with Archive.open(folder) as archive:
        (summary,) = archive.find("moi.txt")
        (edge,) = archive.graph.replaced([archive.find("cu.txt")[0].id]).popitem()[1]
    hostile = CitedAct(Span(0, 1), "<script>1</script>")
    told = ToldEdge("repeals", True, summary, edge.words, End(hostile, "missing"), edge.target)
    page = reading_page(citing("x"), None, ViewContext({}, (), (), changes=(told,)))
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_a_file_for_the_spreadsheet_holds_every_edge_and_no_formula(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "vien-dan.csv"
    assert tracuu("references", "--csv", path, folder=folder).returncode == 0
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert [row[2] for row in rows[1:]] == ["thực hiện", "thay thế"]
    shape = {"missing": [{"printed": "=1+1", "year": None, "title": "@x", "times": 1, "documents": []}], "count": 1}
    written = csv_of_references(shape).decode("utf-8-sig")
    assert "'=1+1" in written
    assert "'@x" in written


def test_every_kind_and_certainty_has_its_words() -> None:
    from ingest.references.edge_words import KINDS

    assert set(EDGES) == set(KINDS)
    assert set(CERTAINTY) == {"exact", "inferred", "ambiguous", "itself", "missing"}


@pytest.fixture(scope="module")
def client(folder: Path) -> Iterator[httpx.Client]:
    with serving(folder) as address, httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def test_the_interface_gives_the_same_values(client: httpx.Client, folder: Path) -> None:
    for asked, options in (
        ({}, []),
        ({"to": "15/QĐ-UBND"}, ["--to", "15/QĐ-UBND"]),
        ({"document": "moi.txt"}, ["--document", "moi.txt"]),
        ({"missing": "true"}, ["--missing"]),
        ({"conflicts": "true"}, ["--conflicts"]),
    ):
        given = client.get("/api/v1/references", params=asked)
        assert given.status_code == 200
        assert given.json() == value_of(tracuu("references", *options, "--json", folder=folder))
    assert client.get("/api/v1/references", params={"document": "khong-co.txt"}).status_code == 404
    document = client.get("/api/v1/documents/cu.txt").json()
    assert [one["relation"] for one in document["changed_by"]] == ["replaces"]

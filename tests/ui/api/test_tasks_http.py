"""The register over HTTP: filters, pages, groups, files, and what staff say of a task, two writers included."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import quote

import httpx
import pytest
from openpyxl import load_workbook

from served import DROUGHT, filled, serving

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    archive = filled(tmp_path_factory.mktemp("tasks"))
    with serving(archive) as address, httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        yield client


def id_of(client: httpx.Client, words: str) -> str:
    (task,) = client.get("/tasks", params={"words": words}).json()["tasks"]
    return str(task["id"])


# a query, and the numbers of the documents whose tasks it finds
FOUND = [
    ({}, {"88/UBND-KT", "21/KH-UBND", "99/UBND-NC"}),
    ({"words": "ngan man"}, {"88/UBND-KT"}),
    ({"section": "tổ chức thực hiện"}, {"21/KH-UBND"}),
    ({"year": "2024", "issuer": "binh lac"}, {"88/UBND-KT", "21/KH-UBND", "99/UBND-NC"}),
    ({"year": "2023"}, set()),
    ({"from": "2024-06-01", "to": "2024-06-15"}, {"88/UBND-KT"}),
    ({"deadline": "hard"}, {"88/UBND-KT"}),
    ({"status": "xong"}, set()),
    ({"status": "chua lam", "document": "21/KH-UBND"}, {"21/KH-UBND"}),
    ({"lead_missing": "true"}, set()),
    ({"agency": "SNNPTNT"}, {"88/UBND-KT"}),
]


@pytest.mark.parametrize(("query", "numbers"), FOUND)
def test_filters_find_every_task_and_count_it(client: httpx.Client, query: dict[str, str], numbers: set[str]) -> None:
    found = client.get("/tasks", params=query).json()
    assert {task["number"] for task in found["tasks"]} == numbers
    assert found["count"] == len(found["tasks"])


def test_pages_make_up_the_whole_and_keep_its_count(client: httpx.Client) -> None:
    whole = client.get("/tasks").json()
    pages = [client.get("/tasks", params={"offset": at, "limit": 2}).json() for at in range(0, whole["count"], 2)]
    assert [task for page in pages for task in page["tasks"]] == whole["tasks"]
    assert {page["count"] for page in pages} == {whole["count"]}


def test_groups_come_with_their_names_and_counts(client: httpx.Client) -> None:
    by_month = client.get("/tasks", params={"by": "month"}).json()
    assert [group["label"] for group in by_month["groups"]] == ["Tháng 6/2024", "Không có hạn"]
    by_document = client.get("/tasks", params={"by": "document", "limit": 1}).json()
    assert sum(group["count"] for group in by_document["groups"]) == by_document["count"]
    assert any(group["label"].startswith("Kế hoạch 21/KH-UBND") for group in by_document["groups"])


def test_a_standing_is_set_with_the_version_that_was_seen(client: httpx.Client) -> None:
    task = f"/tasks/{id_of(client, 'cống ngăn mặn')}"
    seen = client.get(task)
    assert (seen.json()["status"], seen.json()["version"], seen.headers["etag"]) == ("todo", 0, '"0"')
    first = client.patch(task, json={"status": "đang làm", "note": "Đã họp.", "author": "Lê An", "version": 0})
    assert first.status_code == 200
    assert first.json()["status_text"] == "đang làm"
    late = client.patch(task, json={"note": "Chưa họp."}, headers={"If-Match": seen.headers["etag"]})
    assert late.status_code == 409
    assert "Lê An" in late.json()["detail"]
    assert client.get(task).json()["note"] == "Đã họp."
    again = client.patch(task, json={"status": "done"}, headers={"If-Match": first.headers["etag"]})
    assert (again.json()["status"], again.json()["note"], again.json()["version"]) == ("done", "Đã họp.", 2)
    assert client.get("/tasks", params={"status": "xong"}).json()["count"] == 1
    client.patch(task, json={"status": "todo", "note": ""})


def test_a_note_outlives_its_document_as_an_orphan_and_comes_back_with_it(client: httpx.Client) -> None:
    text = DROUGHT.replace("88/UBND-KT", "77/UBND-KT").replace("vận hành các cống", "tu bổ các cống")
    sent = {"files": ("cv77.txt", text.encode())}
    client.post("/documents", files=sent)
    task = id_of(client, "tu bổ")
    client.patch(f"/tasks/{task}", json={"note": "Chờ vốn."})
    client.delete("/documents/77/UBND-KT")
    assert client.get("/tasks").json()["orphans"] == 1
    (orphan,) = client.get("/tasks/orphans").json()["orphans"]
    assert (orphan["id"], orphan["note"], orphan["document_id"]) == (task, "Chờ vốn.", None)
    client.post("/documents", files=sent)
    assert client.get(f"/tasks/{task}").json()["note"] == "Chờ vốn."
    assert client.delete(f"/tasks/orphans/{task}").status_code == 404  # it is none any more
    client.delete("/documents/77/UBND-KT")
    assert client.delete(f"/tasks/orphans/{task}").status_code == 200
    assert client.get("/tasks/orphans").json()["count"] == 0


def test_what_is_listed_comes_as_a_file_as_well(client: httpx.Client) -> None:
    query = {"year": "2024", "by": "agency"}
    count = client.get("/tasks", params=query).json()["count"]
    table = client.get("/tasks", params={**query, "format": "csv"})
    assert table.headers["content-disposition"] == 'attachment; filename="nhiem-vu.csv"'
    assert table.content.startswith(b"\xef\xbb\xbf")
    book = load_workbook(io.BytesIO(client.get("/tasks", params={**query, "format": "xlsx", "sheets": "true"}).content))
    assert sum(sheet.max_row - 1 for sheet in book.worksheets[:-1]) == count
    assert book.worksheets[-1].title == "Bộ lọc"
    calendar = client.get("/tasks", params={**query, "format": "ics"})
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert calendar.content.count(b"BEGIN:VEVENT") == 1


REFUSED = [
    # method, address, body, status, what the message names
    ("GET", "/tasks?status=" + quote("sắp xong"), None, 422, "sắp xong"),
    ("GET", "/tasks?year=24", None, 422, "year"),
    ("GET", "/tasks?year=2024&from=2024-01-01", None, 422, "year"),
    ("GET", "/tasks?by=colour", None, 422, "by"),
    ("GET", "/tasks?limit=0", None, 422, "limit"),
    ("GET", "/tasks?offset=-1", None, 422, "offset"),
    ("GET", "/tasks?format=pdf", None, 422, "format"),
    ("GET", "/tasks/zzzzzzzzzz", None, 404, "zzzzzzzzzz"),
    ("PATCH", "/tasks/zzzzzzzzzz", {"status": "xong"}, 404, "zzzzzzzzzz"),
    ("PATCH", "/tasks/{id}", {}, 422, "trạng thái"),
    ("PATCH", "/tasks/{id}", {"status": "bỏ"}, 422, "bỏ"),
    ("PATCH", "/tasks/{id}", {"note": "x" * 5000}, 422, "note"),
    ("PATCH", "/tasks/{id}", {"colour": "đỏ"}, 422, "colour"),
    ("PATCH", "/tasks/{id}", {"status": "xong", "version": 9}, 409, "Người khác"),
]


@pytest.mark.parametrize(("method", "address", "body", "status", "named"), REFUSED)
def test_wrong_input_is_refused_in_vietnamese_and_changes_nothing(
    client: httpx.Client, method: str, address: str, body: object, status: int, named: str
) -> None:
    task = id_of(client, "cống ngăn mặn")
    response = client.request(method, address.replace("{id}", task), json=body)
    assert response.status_code == status
    assert set(response.json()) == {"detail"}
    assert named in response.json()["detail"]
    assert client.get(f"/tasks/{task}").json()["status"] == "todo"


def test_another_site_cannot_change_a_note(client: httpx.Client) -> None:
    task = id_of(client, "cống ngăn mặn")
    evil = {"Origin": "http://evil.example"}
    assert client.patch(f"/tasks/{task}", json={"status": "done"}, headers=evil).status_code == 403

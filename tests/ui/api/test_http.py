"""The HTTP interface as a program sees it: a real client, a real server on loopback, the contract's shapes."""

from __future__ import annotations

import http.client
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from rag.library import Library
from served import DROUGHT, SECRET, filled, serving

pytestmark = pytest.mark.slow

VIETNAMESE = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.I)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("http"))


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[httpx.Client]:
    with serving(archive) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def document_id(client: httpx.Client, number: str) -> str:
    found = client.get("/api/v1/documents", params={"number": number}).json()["documents"]
    assert len(found) == 1
    return str(found[0]["document_id"])


def test_a_question_is_answered_with_words_of_the_document(client: httpx.Client) -> None:
    answer = client.post("/api/v1/ask", json={"question": "Ai chủ trì vận hành các cống ngăn mặn?"}).json()
    assert answer["status"] in ("answered", "partial")
    assert "Sở Nông nghiệp và Phát triển nông thôn" in answer["answer"]
    assert answer["citations"]
    for citation in answer["citations"]:
        document = client.get(f"/api/v1/documents/{citation['document_id']}").json()
        assert document["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_a_search_gives_passages_that_are_slices_of_the_document(client: httpx.Client) -> None:
    found = client.post("/api/v1/search", json={"query": "nuoc sach nong thon", "limit": 3}).json()
    assert found["query"] == "nuoc sach nong thon"
    assert 0 < len(found["hits"]) <= 3
    best = found["hits"][0]
    document = client.get(f"/api/v1/documents/{best['document_id']}").json()
    assert document["text"][best["start"] : best["end"]] == best["text"]


def test_filters_restrict_a_search(client: httpx.Client) -> None:
    body = {"query": "nước", "kind": "kế hoạch", "from": "2024-01-01", "to": "2024-12-31"}
    numbers = {hit["number"] for hit in client.post("/api/v1/search", json=body).json()["hits"]}
    assert numbers == {"21/KH-UBND"}
    assert client.post("/api/v1/search", json={**body, "to": "2023-12-31"}).json()["hits"] == []


def test_the_register_lists_tasks_by_body(client: httpx.Client) -> None:
    every = client.get("/api/v1/tasks").json()
    assert every["count"] == len(every["tasks"]) >= 3
    health = client.get("/api/v1/tasks", params={"agency": "Sở Y tế", "role": "lead"}).json()["tasks"]
    assert [task["lead"] for task in health] == ["Sở Y tế"]
    plan = client.get("/api/v1/tasks", params={"document": "21/KH-UBND"}).json()["tasks"]
    assert {task["number"] for task in plan} == {"21/KH-UBND"}


@pytest.mark.parametrize("key", ["88/UBND-KT", "88", "cv 88 hạn mặn.txt"])
def test_a_document_is_found_by_number_and_file_name(client: httpx.Client, key: str) -> None:
    document = client.get(f"/api/v1/documents/{quote(key)}").json()
    assert document["number"] == "88/UBND-KT"
    assert [note["mark"] for note in document["footnotes"]] == ["1"]


def test_the_original_comes_back_byte_for_byte_under_its_own_name(client: httpx.Client) -> None:
    response = client.get(f"/api/v1/documents/{document_id(client, '88')}/file")
    assert response.content == DROUGHT.encode()
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert f"filename*=UTF-8''{quote('cv 88 hạn mặn.txt')}" in response.headers["content-disposition"]
    assert "sandbox" in response.headers["content-security-policy"]


def test_an_original_page_of_html_is_downloaded_not_shown(client: httpx.Client) -> None:
    page = DROUGHT.replace("88/UBND-KT", "77/UBND-KT").replace("\n", "<br>\n")
    html = f"<html><body><p>{page}</p><script>alert(1)</script></body></html>"
    report = client.post("/api/v1/documents", files={"files": ("cv77.html", html.encode())}).json()
    key = report["added"][0]["document_id"]
    try:
        response = client.get(f"/api/v1/documents/{key}/file")
        assert response.headers["content-disposition"].startswith("attachment")
        assert response.headers["content-security-policy"].startswith("sandbox")
    finally:
        client.delete(f"/api/v1/documents/{key}")


def test_a_file_is_taken_in_found_at_once_and_removed_again(client: httpx.Client) -> None:
    text = DROUGHT.replace("88/UBND-KT", "90/UBND-KT").replace("ngăn mặn", "ngăn triều cường")
    sent = {"files": ("../../cv 90.txt", text.encode())}
    response = client.post("/api/v1/documents", files=sent)
    assert response.status_code == 201
    added = response.json()["added"]
    assert [entry["file"] for entry in added] == ["cv 90.txt"]
    assert "path" not in added[0]
    assert client.post("/api/v1/documents", files=sent).status_code == 200
    hits = client.post("/api/v1/search", json={"query": "triều cường"}).json()["hits"]
    assert hits[0]["document_id"] == added[0]["document_id"]
    removed = client.delete("/api/v1/documents/90/UBND-KT")
    assert removed.status_code == 200
    assert client.get("/api/v1/documents/90/UBND-KT").status_code == 404
    hits = client.post("/api/v1/search", json={"query": "triều cường"}).json()["hits"]
    assert added[0]["document_id"] not in {hit["document_id"] for hit in hits}


def test_a_secret_document_is_kept_out_and_reported(client: httpx.Client) -> None:
    before = client.get("/healthz").json()["documents"]
    response = client.post("/api/v1/documents", files={"files": ("kh07.txt", SECRET.encode())})
    assert response.status_code == 422
    assert [entry["file"] for entry in response.json()["quarantined"]] == ["kh07.txt"]
    assert client.get("/healthz").json()["documents"] == before


def test_what_another_process_adds_and_removes_is_seen(client: httpx.Client, archive: Path, tmp_path: Path) -> None:
    path = tmp_path / "cv91.txt"
    path.write_text(DROUGHT.replace("88/UBND-KT", "91/UBND-KT").replace("ngăn mặn", "điều tiết lũ"), encoding="utf-8")
    # A second library over the same folder stands for a second process.
    with Library.open(archive, encoder="") as other:
        added = other.ingest([path]).added[0].document_id
        assert added is not None
    found = client.post("/api/v1/search", json={"query": "điều tiết lũ"}).json()["hits"]
    assert found[0]["document_id"] == added
    with Library.open(archive, encoder="") as other:
        other.remove(added)
    found = client.post("/api/v1/search", json={"query": "điều tiết lũ"}).json()["hits"]
    assert added not in {hit["document_id"] for hit in found}


def test_questions_are_answered_while_files_come_in(client: httpx.Client) -> None:
    failures: list[str] = []

    def asking() -> None:
        for _ in range(5):
            response = client.post("/api/v1/ask", json={"question": "Sở Y tế làm gì?"})
            if response.status_code != 200:
                failures.append(response.text)

    threads = [threading.Thread(target=asking) for _ in range(4)]
    for thread in threads:
        thread.start()
    texts = [DROUGHT.replace("88/UBND-KT", f"{number}/UBND-KT") for number in (301, 302)]
    files = [("files", (f"cv{position}.txt", text.encode())) for position, text in enumerate(texts)]
    report = client.post("/api/v1/documents", files=files).json()
    for thread in threads:
        thread.join()
    for entry in report["added"]:
        client.delete(f"/api/v1/documents/{entry['document_id']}")
    assert failures == []
    assert len(report["added"]) == 2


REFUSED = [
    # method, address, body, status, what the message names
    ("POST", "/api/v1/ask", {}, 422, "question"),
    ("POST", "/api/v1/ask", {"question": "  "}, 422, "question"),
    ("POST", "/api/v1/ask", {"question": "x" * 10_000}, 422, "2000"),
    ("POST", "/api/v1/ask", {"question": 7}, 422, "question"),
    ("POST", "/api/v1/ask", {"question": "a", "limit": 0}, 422, "limit"),
    ("POST", "/api/v1/ask", {"question": "a", "limit": "nhiều"}, 422, "limit"),
    ("POST", "/api/v1/ask", {"question": "a", "today": "31/12/2024"}, 422, "today"),
    ("POST", "/api/v1/ask", {"question": "a", "quesiton": "b"}, 422, "quesiton"),
    ("POST", "/api/v1/ask", [], 422, "JSON"),
    ("POST", "/api/v1/search", {"query": "a", "from": "2024-02-30"}, 422, "from"),
    ("GET", "/api/v1/tasks?role=chief", None, 422, "role"),
    ("GET", "/api/v1/tasks?due_before=mai", None, 422, "due_before"),
    ("GET", "/api/v1/tasks?document=404/QQ", None, 404, "404/QQ"),
    ("GET", "/api/v1/documents/404/QQ", None, 404, "404/QQ"),
    ("GET", "/api/v1/documents/404/QQ/file", None, 404, "404/QQ"),
    ("DELETE", "/api/v1/documents/404/QQ", None, 404, "404/QQ"),
    ("POST", "/api/v1/documents", None, 422, "files"),
    ("GET", "/api/v1/nothing", None, 404, "/docs"),
    ("PUT", "/api/v1/ask", None, 405, "/docs"),
]


@pytest.mark.parametrize(("method", "address", "body", "status", "named"), REFUSED)
def test_wrong_input_is_refused_in_vietnamese_naming_it(
    client: httpx.Client, method: str, address: str, body: object, status: int, named: str
) -> None:
    response = client.request(method, address, json=body)
    assert response.status_code == status
    assert set(response.json()) == {"detail"}
    detail = response.json()["detail"]
    assert named in detail
    assert VIETNAMESE.search(detail)


def test_broken_json_is_a_bad_request(client: httpx.Client) -> None:
    response = client.post("/api/v1/ask", content=b"{", headers={"content-type": "application/json"})
    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


@pytest.mark.parametrize(
    ("name", "content"), [("a.txt", b""), ("a.pdf", b"%PDF-1.7 broken"), ("a.bin", bytes(range(256)) * 9)]
)
def test_a_file_that_cannot_be_read_is_refused_with_its_reason(client: httpx.Client, name: str, content: bytes) -> None:
    response = client.post("/api/v1/documents", files={"files": (name, content)})
    assert response.status_code == 422
    assert response.json()["failed"][0]["file"] == name
    assert VIETNAMESE.search(response.json()["failed"][0]["reason"])


def test_a_number_that_two_documents_bear_is_a_conflict(client: httpx.Client) -> None:
    later = DROUGHT.replace("năm 2024", "năm 2023")
    report = client.post("/api/v1/documents", files={"files": ("cu.txt", later.encode())}).json()
    try:
        response = client.get("/api/v1/documents/88/UBND-KT")
        assert response.status_code == 409
        assert report["added"][0]["document_id"] in response.json()["detail"]
    finally:
        client.delete(f"/api/v1/documents/{report['added'][0]['document_id']}")


def test_another_site_cannot_change_the_archive(client: httpx.Client) -> None:
    key = document_id(client, "88")
    for headers in ({"origin": "http://la.example"}, {"sec-fetch-site": "cross-site"}):
        assert client.delete(f"/api/v1/documents/{key}", headers=headers).status_code == 403
    assert client.get(f"/api/v1/documents/{key}").status_code == 200


def test_a_foreign_host_name_is_refused(client: httpx.Client) -> None:
    response = client.get("/api/v1/documents", headers={"host": "la.example"})
    assert response.status_code == 400
    assert VIETNAMESE.search(response.json()["detail"])
    assert client.get("/healthz", headers={"host": "localhost:7860"}).status_code == 200


def test_too_large_an_upload_is_refused_before_it_is_read(client: httpx.Client) -> None:
    # httpx would not lie about the length.
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=60)
    connection.putrequest("POST", "/api/v1/documents")
    connection.putheader("Content-Length", str(2**40))
    connection.endheaders()
    response = connection.getresponse()
    assert response.status == 413
    assert "MB" in json.loads(response.read())["detail"]
    connection.close()


def test_every_answer_carries_the_security_headers(client: httpx.Client) -> None:
    for address in ("/", "/healthz", "/docs", "/van-ban/88", "/api/v1/nothing", "/giao-dien/page.css"):
        headers = client.get(address, follow_redirects=True).headers
        assert headers["x-content-type-options"] == "nosniff", address
        assert "http" not in headers["content-security-policy"].replace("https:", "http"), address


def test_the_interface_describes_itself_without_outside_scripts(client: httpx.Client) -> None:
    page = client.get("/docs").text
    for address in client.get("/openapi.json").json()["paths"]:
        assert address in page
    assert "<script" not in page


def test_no_file_of_the_machine_is_served(client: httpx.Client, archive: Path) -> None:
    for path in ("/etc/passwd", str(archive / "archive.db"), "../../etc/passwd"):
        for prefix in ("/gradio_api/file=", "/file=", "/giao-dien/", "/gradio_api/file/"):
            response = client.get(prefix + path)
            assert response.status_code in (400, 403, 404, 405), prefix + path
            assert b"root:" not in response.content
            assert b"SQLite" not in response.content


def test_openapi_names_every_path_of_the_contract(client: httpx.Client) -> None:
    paths = json.loads(client.get("/openapi.json").text)["paths"]
    assert {"/api/v1/ask", "/api/v1/search", "/api/v1/tasks", "/api/v1/documents", "/healthz"} <= set(paths)

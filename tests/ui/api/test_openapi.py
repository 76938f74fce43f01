"""What the OpenAPI description promises and what really comes: statuses, shapes, one shape of refusals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest
from pydantic import BaseModel

from served import DROUGHT, PLAN, SECRET, filled, serving
from ui.api import schemas, schemas_documents, schemas_tasks
from ui.api.reference_text import reference_text
from ui.api.refusals import Refusal
from ui.version import installed_version

pytestmark = pytest.mark.slow

# A later plan that replaces the first one, so that edges, changes and relations have something in them.
LATER = PLAN.replace("21/KH-UBND", "40/KH-UBND").replace("05 tháng 02", "09 tháng 9").replace(
    "I. MỤC TIÊU\n", "Kế hoạch này thay thế Kế hoạch số 21/KH-UBND ngày 05 tháng 02 năm 2024.\n\nI. MỤC TIÊU\n"
)  # fmt: skip
QUESTION = {"question": "Ai chủ trì vận hành các cống ngăn mặn?"}
FILE = {"files": ("a.txt", DROUGHT.replace("88/", "71/").encode())}

# method, address ({doc}: a document's id, {task}: a task's), template, what is sent, status, model of the answer
ANSWERS = [
    ("POST", "/api/v1/ask", None, {"json": QUESTION}, 200, schemas.Answer),
    ("POST", "/api/v1/ask", None, {"json": {}}, 422, Refusal),
    ("POST", "/api/v1/ask", None, {"content": b"{", "headers": {"content-type": "application/json"}}, 400, Refusal),
    ("POST", "/api/v1/ask", None, {"json": QUESTION, "headers": {"origin": "http://la.example"}}, 403, Refusal),
    ("POST", "/api/v1/search", None, {"json": {"query": "nước sạch", "why": True}}, 200, schemas.Found),
    ("POST", "/api/v1/search", None, {"json": {"query": "nước", "limit": 0}}, 422, Refusal),
    ("POST", "/api/v1/documents", None, {"files": FILE}, 201, schemas_documents.Taken),
    ("POST", "/api/v1/documents", None, {"files": FILE}, 200, schemas_documents.Taken),
    ("POST", "/api/v1/documents", None, {"files": {"files": ("m.txt", SECRET.encode())}}, 422, None),
    ("POST", "/api/v1/documents", None, {"data": {"a": "b"}}, 422, Refusal),
    ("POST", "/api/v1/feedback", None, {"json": {**QUESTION, "verdict": "right"}}, 201, schemas.FeedbackGiven),
    ("POST", "/api/v1/feedback", None, {"json": {**QUESTION, "verdict": "hay"}}, 422, Refusal),
    ("GET", "/api/v1/feedback", None, {}, 200, schemas.Feedback),
    ("GET", "/api/v1/documents", None, {}, 200, schemas_documents.Documents),
    ("GET", "/api/v1/documents?from=2024-02-30", None, {}, 422, Refusal),
    ("GET", "/api/v1/documents/{doc}", "/api/v1/documents/{key}", {}, 200, schemas_documents.Document),
    ("GET", "/api/v1/documents/21/KH-UBND", "/api/v1/documents/{key}", {}, 200, schemas_documents.Document),
    ("GET", "/api/v1/documents/404/QQ", "/api/v1/documents/{key}", {}, 404, Refusal),
    ("GET", "/api/v1/documents/" + "x" * 400, "/api/v1/documents/{key}", {}, 422, Refusal),
    ("GET", "/api/v1/documents/{doc}/file", "/api/v1/documents/{key}/file", {}, 200, None),
    ("GET", "/api/v1/documents/{doc}/file", "/api/v1/documents/{key}/file", {"headers": {"range": "bytes=0-9"}}, 206, None),
    ("GET", "/api/v1/documents/{doc}/file", "/api/v1/documents/{key}/file", {"headers": {"range": "x=1"}}, 400, Refusal),
    ("GET", "/api/v1/documents/{doc}/file", "/api/v1/documents/{key}/file", {"headers": {"range": "bytes=9999999-"}}, 416, Refusal),
    ("GET", "/api/v1/documents/404/QQ/file", "/api/v1/documents/{key}/file", {}, 404, Refusal),
    ("DELETE", "/api/v1/documents/71/UBND-KT", "/api/v1/documents/{key}", {}, 200, schemas_documents.Removed),
    ("DELETE", "/api/v1/documents/404/QQ", "/api/v1/documents/{key}", {}, 404, Refusal),
    ("GET", "/api/v1/tasks", None, {}, 200, schemas_tasks.Tasks),
    ("GET", "/api/v1/tasks?agency=Sở Y tế&by=agency", None, {}, 200, schemas_tasks.Tasks),
    ("GET", "/api/v1/tasks?format=csv", None, {}, 200, None),
    ("GET", "/api/v1/tasks?format=xlsx", None, {}, 200, None),
    ("GET", "/api/v1/tasks?format=ics", None, {}, 200, None),
    ("GET", "/api/v1/tasks?document=404/QQ", None, {}, 404, Refusal),
    ("GET", "/api/v1/tasks?offset=99999999999999999999", None, {}, 422, Refusal),
    ("GET", "/api/v1/tasks/{task}", "/api/v1/tasks/{task_id}", {}, 200, schemas_tasks.Task),
    ("GET", "/api/v1/tasks/zzzzzz", "/api/v1/tasks/{task_id}", {}, 404, Refusal),
    ("PATCH", "/api/v1/tasks/{task}", "/api/v1/tasks/{task_id}", {"json": {"note": "đã gửi"}}, 200, schemas_tasks.Task),
    ("PATCH", "/api/v1/tasks/{task}", "/api/v1/tasks/{task_id}", {"json": {"note": "b", "version": 0}}, 409, Refusal),
    ("PATCH", "/api/v1/tasks/{task}", "/api/v1/tasks/{task_id}", {"json": {"status": "lạ"}}, 422, Refusal),
    ("GET", "/api/v1/tasks/orphans", None, {}, 200, schemas_tasks.Orphans),
    ("DELETE", "/api/v1/tasks/orphans/zzzzzz", "/api/v1/tasks/orphans/{task_id}", {}, 404, Refusal),
    ("GET", "/api/v1/references", None, {}, 200, schemas_documents.References),
    ("GET", "/api/v1/references?missing=true", None, {}, 200, schemas_documents.References),
    ("GET", "/api/v1/references?conflicts=true", None, {}, 200, schemas_documents.References),
    ("GET", "/api/v1/references?to=21/KH-UBND", None, {}, 200, schemas_documents.References),
    ("GET", "/api/v1/references?document=404/QQ", None, {}, 404, Refusal),
    ("GET", "/van-ban/{doc}", "/van-ban/{key}", {}, 200, None),
    ("GET", "/van-ban/21", "/van-ban/{key}", {}, 303, None),
    ("GET", "/van-ban/404", "/van-ban/{key}", {}, 404, None),
    ("GET", "/van-ban/{doc}?start=1&start=2", "/van-ban/{key}", {}, 422, Refusal),
    ("GET", "/healthz", None, {}, 200, schemas.Health),
    ("GET", "/healthz", None, {"headers": {"host": "la.example"}}, 400, Refusal),
]  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    archive = filled(tmp_path_factory.mktemp("openapi"))
    with serving(archive) as address, httpx.Client(base_url=address, timeout=60) as client:
        client.post("/api/v1/documents", files={"files": ("kh40.txt", LATER.encode())}).raise_for_status()
        yield client


@pytest.fixture(scope="module")
def description(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def places(client: httpx.Client) -> dict[str, str]:
    documents = client.get("/api/v1/documents", params={"number": "21"}).json()["documents"]
    tasks = client.get("/api/v1/tasks").json()["tasks"]
    return {"{doc}": documents[0]["document_id"], "{task}": tasks[0]["id"]}


def undescribed(value: object, where: str = "") -> list[str]:
    """Return the fields of an answer that its model does not name."""
    if isinstance(value, BaseModel):
        found = [f"{where}.{name}" for name in value.model_extra or ()]
        return found + [one for name, part in vars(value).items() for one in undescribed(part, f"{where}.{name}")]
    return [one for item in value for one in undescribed(item, where)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("method", "address", "template", "sent", "status", "model"), ANSWERS, ids=lambda one: str(one)[:60]
)
def test_what_comes_is_what_is_described(
    client: httpx.Client,
    description: dict[str, Any],
    places: dict[str, str],
    method: str,
    address: str,
    template: str | None,
    sent: dict[str, Any],
    status: int,
    model: type[BaseModel] | None,
) -> None:
    for name, value in places.items():
        address = address.replace(name, value)
    # Each row by itself, whatever ran before in this process.
    if sent.get("files") is FILE or address.endswith("/71/UBND-KT"):
        if status == 201:
            client.delete("/api/v1/documents/71/UBND-KT")
        else:
            client.post("/api/v1/documents", files=FILE)
    response = client.request(method, address, **sent)
    assert response.status_code == status, response.text[:300]
    described = description["paths"][template or address.partition("?")[0]][method.lower()]["responses"][str(status)]
    kind = response.headers.get("content-type", "").partition(";")[0]
    assert kind in described.get("content", {"": None})
    if model is not None:
        assert undescribed(model.model_validate(response.json())) == []
    if model is Refusal:
        assert set(response.json()) == {"detail"}


def test_every_refusal_has_the_one_shape(description: dict[str, Any]) -> None:
    assert "HTTPValidationError" not in str(description)
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            assert {"400", "408", "413", "422", "500", "503"} <= set(operation["responses"]), (method, path)
            for status, told in operation["responses"].items():
                if int(status) < 400:
                    continue
                shapes = {kind: content["schema"] for kind, content in told["content"].items()}
                html = path.startswith("/van-ban") and shapes == {"text/html": {"type": "string"}}
                names = {schema.get("$ref", "").rpartition("/")[2] for schema in shapes.values()}
                assert html or (set(shapes) == {"application/json"} and names <= {"Refusal", "NothingTaken"})


def test_every_text_number_and_list_that_may_be_sent_has_a_bound(description: dict[str, Any]) -> None:
    def leaves(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if "$ref" in schema:
            schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        yield schema
        for part in (*schema.get("anyOf", ()), *schema.get("properties", {}).values()):
            yield from leaves(part) if "required" not in part else ()

    for path, operations in description["paths"].items():
        for operation in operations.values():
            sent = [one["schema"] for one in operation.get("parameters", ())]
            sent += [one["schema"] for one in operation.get("requestBody", {}).get("content", {}).values()]
            for schema in (leaf for one in sent for leaf in leaves(one)):
                kind = schema.get("type")
                bounded = {"string": {"maxLength", "format", "enum"}, "integer": {"minimum"}, "array": {"maxItems"}}
                assert kind not in bounded or bounded[kind] & set(schema), (path, schema)


def test_models_describe_every_field_of_the_contract() -> None:
    contract = (
        "document_id file kind number issuer issued_on section_path footnote page start end quote",
        "lead lead_now role coordinators task deadline deadline_text document_id file number issued_on section_path page",
    )
    models: tuple[type[BaseModel], ...] = (schemas.Citation, schemas_tasks.Task)
    for names, model in zip(contract, models, strict=True):
        assert set(names.split()) <= set(model.model_fields)
    assert get_args(schemas.Answer.model_fields["status"].annotation) == ("answered", "partial", "not_found")


def test_the_page_of_the_description_lists_all_of_it(client: httpx.Client, description: dict[str, Any]) -> None:
    page = client.get("/docs").text
    for path, operations in description["paths"].items():
        assert path in page
        assert all(
            re.search(r"[ăâđêôơưáàảãạếềểễệốồổỗộứừửữựọỏõòóíìỉĩị]", operation["summary"])
            for operation in operations.values()
        )


def test_the_version_is_that_of_the_program(description: dict[str, Any]) -> None:
    assert description["info"]["version"] == installed_version()


def test_the_committed_reference_is_what_the_description_says(description: dict[str, Any]) -> None:
    committed = (Path(__file__).parents[3] / "ui" / "api" / "API.md").read_text(encoding="utf-8")
    assert reference_text(description) == committed, "python -m ui.reference > ui/api/API.md"


def test_a_folder_of_the_program_is_no_part_of_the_description(description: dict[str, Any]) -> None:
    assert str(Path(__file__).parents[3]) not in str(description)

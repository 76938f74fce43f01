"""Every input of the HTTP interface with values nobody means well: an answer or a refusal that names it, never a 5xx."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_from_bytes

import httpx
import pytest

from served import filled, serving
from ui.api.forms import LARGEST_FIELD, MOST_FIELDS, MOST_FILES
from ui.api.inputs import FARTHEST_OFFSET, LONGEST_KEY, LONGEST_WORDS

pytestmark = pytest.mark.slow

LONG = "x" * 40_000
# signs that mean something to a database, a search engine or Unicode; letters cut in two; what only looks like a figure
TEXTS = [
    *("%", "_", "*", '"', '""', '"a', "(", "a AND", "NEAR(a b)", "^a", "a:b", "';--", "\\", "\\%", "\x00", "a\x00b"),
    *(
        "\ud800",
        "\u202e",
        "🙂",
        "٣",
        "²",
        "½/UBND",
        "ß",
        "İ",
        "a\u0301\u0323" * 90,
        "\ufffe",
        "a\nb",
        "\r\n",
        "<script>",
        "../..",
        "%ff",
    ),
    *("tháng 13 năm 0000", "ngày 29/2 năm 2023", "99/99/9999", "trước 9999999999 tháng", "thứ 32/13", "", " "),
    *("9" * 400, '"' * 400, "(" * 400, "sở " * 130, LONG),
]
NUMBERS = [
    "-1",
    "1.5",
    "1e3",
    "99999999999999999999",
    "-9" * 30,
    str(2**63),
    "9" * 4500,
    "٣",
    "²",
    "",
    "abc",
    "0x10",
    "１",
]
NUMBERS += [" 1 ", "+1", "1_0", "NaN", "Infinity", "null", "%", "\x00"]
DAYS = [
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "9999-99-99",
    "10000-01-01",
    "2024-02-30",
    "",
    "abc",
    "0",
    "1e400",
    "٢٠٢٤-01-01",
]
DAYS += ["2024-6-1", "2024-01-01T00:00:00", "1700000000", "-1", "NaN", "2024-01-01\n", "\x00"]
WORDS = ["", "2", "maybe", "\x00", LONG]
QUERIES = {
    "/api/v1/tasks": {
        **dict.fromkeys(("agency", "document", "status", "words", "section", "issuer"), TEXTS),
        **dict.fromkeys(("due_before", "due_after", "from", "to"), DAYS),
        **dict.fromkeys(("year", "offset", "limit"), NUMBERS),
        **dict.fromkeys(("role", "deadline", "by", "format", "lead_missing", "sheets"), WORDS),
    },
    "/api/v1/documents": {
        **dict.fromkeys(("kind", "issuer", "agency", "place", "number"), TEXTS),
        **dict.fromkeys(("from", "to"), DAYS),
    },
    "/api/v1/references": dict.fromkeys(("to", "document"), TEXTS) | dict.fromkeys(("missing", "conflicts"), WORDS),
    "/van-ban/21": dict.fromkeys(("start", "end"), NUMBERS),
}
BODIES = {
    ("POST", "/api/v1/ask"): {"question": TEXTS, "limit": NUMBERS, "today": DAYS, "as_of": DAYS},
    ("POST", "/api/v1/search"): {
        **dict.fromkeys(("query", "kind", "issuer", "agency", "place"), TEXTS),
        **dict.fromkeys(("from", "to", "today"), DAYS),
        **dict.fromkeys(("limit", "exact", "why"), NUMBERS),
    },
    ("PATCH", "/api/v1/tasks/{task}"): dict.fromkeys(("status", "note", "author"), TEXTS) | {"version": NUMBERS},
}
# of other types than the description says, in place of any field
STRANGERS = [None, True, 1.5, 10**30, -(10**30), 1e300, [], {}, ["a"] * 500, {"a": {"b": [1]}}]
NEEDED = {
    "/api/v1/ask": {"question": "nước"},
    "/api/v1/search": {"query": "nước"},
    "/api/v1/tasks/{task}": {"note": "a"},
}
# what the archive's own refusals call by a word: "Trạng thái “...” không hợp lệ.", "Câu hỏi trống."
IN_WORDS = ("status", "question", "note")
NAMELESS = "không hợp lệ."
VIETNAMESE = re.compile(r"[ăâđêôơưáàảãạếềểễệốồổỗộứừửữựọỏõòóíìỉĩị]", re.I)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        serving(filled(tmp_path_factory.mktemp("hostile"))) as address,
        httpx.Client(base_url=address, timeout=120) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def task(client: httpx.Client) -> str:
    return str(client.get("/api/v1/tasks").json()["tasks"][0]["id"])


def encoded(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")


def told(response: httpx.Response, field: str | None = None) -> str:
    """Check that a response is an answer or a refusal as they should be; returns what the refusal says."""
    assert response.status_code < 500, response.text[:300]
    if response.status_code < 400 or response.headers["content-type"].startswith("text/html"):
        return ""
    assert set(response.json()) == {"detail"}
    detail = str(response.json()["detail"])
    assert VIETNAMESE.search(detail)
    if response.status_code == 422:
        assert not (field and detail == f"Trường “{field}” {NAMELESS}"), "an error that has no sentence of its own"
        assert field is None or f"“{field}”" in detail or field in IN_WORDS, detail
    return detail


@pytest.mark.parametrize(("address", "field"), [(where, one) for where, fields in QUERIES.items() for one in fields])
def test_a_parameter_may_hold_anything(client: httpx.Client, address: str, field: str) -> None:
    for value in QUERIES[address][field]:
        told(client.get(f"{address}?{field}={encoded(value)}"), field)
    told(client.get(f"{address}?{field}=%ff%fe%00%zz%"), field)
    assert "nhiều lần" in told(client.get(f"{address}?" + f"{field}=1&" * 500), field)


@pytest.mark.parametrize(("target", "field"), [(where, one) for where, fields in BODIES.items() for one in fields])
def test_a_field_of_a_body_may_hold_anything(
    client: httpx.Client, task: str, target: tuple[str, str], field: str
) -> None:
    method, address = target
    for value in (*BODIES[target][field], *STRANGERS):
        body = {**NEEDED[address], field: value}
        content = json.dumps(body).encode()
        headers = {"content-type": "application/json"}
        told(client.request(method, address.format(task=task), content=content, headers=headers), field)


BROKEN = [
    *(b"", b"null", b"[]", b"1", b'"a"', b"{", b"{}" * 2, b"\xff\xfe", b"\xef\xbb\xbf{}", '{"a":1}'.encode("utf-16")),
    *(b"[" * 100_000, b'{"a":' * 50_000, b"[" * 5000 + b"]" * 5000, b'{"limit":' + b"9" * 10_000 + b"}"),
    *(b'{"limit":NaN}', b'{"limit":1e999}', b'{"\\ud800":"\\ud800"}', b'{"a":"\xff"}', b'"' + b"a" * 1_000_000 + b'"'),
    json.dumps({f"k{at}": at for at in range(20_000)}).encode(),
]


@pytest.mark.parametrize(
    ("method", "address"), [("POST", "/api/v1/ask"), ("POST", "/api/v1/search"), ("PATCH", "/api/v1/tasks/{task}")]
)
def test_a_body_may_be_anything(client: httpx.Client, task: str, method: str, address: str) -> None:
    for body in BROKEN:
        response = client.request(
            method, address.format(task=task), content=body, headers={"content-type": "application/json"}
        )
        assert response.status_code in (400, 422), body[:20]
        assert told(response)
    for kind in (
        "text/plain",
        "multipart/form-data",
        "application/x-www-form-urlencoded",
        "application/json; charset=x",
        "",
        "?",
    ):
        response = client.request(
            method, address.format(task=task), content=b'{"note":"a"}', headers={"content-type": kind}
        )
        told(response)


@pytest.mark.parametrize(
    "address", ["/api/v1/documents/{}", "/api/v1/documents/{}/file", "/van-ban/{}", "/api/v1/tasks/{}"]
)
def test_a_key_may_be_anything(client: httpx.Client, address: str) -> None:
    for key in (*TEXTS, *NUMBERS):
        response = client.get(address.format(encoded(key)))
        told(response, "task_id" if "tasks" in address else "key")
        if "van-ban" in address and 0 < len(key) <= LONGEST_KEY:
            assert response.headers["content-type"].startswith("text/html"), "not the page of the reading view"
        if len(key) > LONGEST_KEY:
            assert response.status_code == 422
    told(client.get(address.format("%ff%fe%00")))
    if "file" not in address and "van-ban" not in address:
        told(client.delete(address.format(quote("';--", safe="") + "%00")))


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/api/v1/tasks?words={'x' * LONGEST_WORDS}", 200),
        (f"/api/v1/tasks?words={'x' * (LONGEST_WORDS + 1)}", 422),
        (f"/api/v1/tasks?offset={FARTHEST_OFFSET}", 200),
        (f"/api/v1/tasks?offset={FARTHEST_OFFSET + 1}", 422),
        ("/api/v1/tasks?limit=100000", 200),
        ("/api/v1/tasks?limit=100001", 422),
        ("/api/v1/tasks?from=0001-01-01&to=9999-12-31", 200),
        ("/api/v1/tasks?status=XONG&words=%22", 200),
    ],
)
def test_the_bounds_themselves_are_served(client: httpx.Client, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def form(parts: list[tuple[bytes, bytes | None, bytes]]) -> tuple[bytes, dict[str, str]]:
    body = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (name, b"" if file is None else b'; filename="%s"' % file, content)
        for name, file, content in parts
    )
    return body + b"--x--\r\n", {"content-type": "multipart/form-data; boundary=x"}


FORMS = [
    ([(b"files", b"a%d.txt" % at, b"") for at in range(MOST_FILES + 1)], 422, str(MOST_FILES)),
    ([(b"f%d" % at, None, b"") for at in range(MOST_FIELDS + 1)], 413, str(MOST_FIELDS)),
    ([(b"author", None, b"x" * (LARGEST_FIELD + 1))], 413, str(LARGEST_FIELD // 1024)),
    ([(b"author", None, b"x")], 422, "files"),
    ([(b"files", None, b"x")], 422, "files"),
    ([(b"\xff", b"\xff\x00", b"x")], 422, "files"),
    ([], 422, "files"),
]


@pytest.mark.parametrize(("parts", "status", "named"), FORMS, ids=range(len(FORMS)))
def test_a_form_has_its_bounds(
    client: httpx.Client, parts: list[tuple[bytes, bytes | None, bytes]], status: int, named: str
) -> None:
    content, headers = form(parts)
    response = client.post("/api/v1/documents", content=content, headers=headers)
    assert response.status_code == status
    assert named in told(response)


@pytest.mark.parametrize(
    "content",
    [b"abc", b"--x\r\n\r\nabc\r\n--x--\r\n", b"--x\r\n" + b"X-A: b\r\n" * 3000, b"--x\r\nX-A: " + b"b" * 100_000],
)
def test_what_is_no_form_is_refused(client: httpx.Client, content: bytes) -> None:
    response = client.post(
        "/api/v1/documents", content=content, headers={"content-type": "multipart/form-data; boundary=x"}
    )
    assert response.status_code in (400, 422)
    assert told(response)

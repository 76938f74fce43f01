"""The HTTP interface in Markdown, written from its OpenAPI description: ``python -m ui.reference > ui/api/API.md``.

A test compares the committed file with the description, so neither can change without the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ui.api.reference import kind_of

Described = dict[str, Any]

_HEAD = """\
# The HTTP interface

Written by `python -m ui.reference > ui/api/API.md`: do not edit it by hand. `tracuu serve` shows the same operations
at `/docs` and their OpenAPI description at `/openapi.json`. The examples work on the sample archive (`make demo`); the one
that strikes out an orphan answers 404 as long as there is none.

A refusal is always `{"detail": "..."}`, a Vietnamese sentence that says what to do. Days are `YYYY-MM-DD`; offsets `start`
and `end` count characters of a document's text from 0, `end` not included. A field that has `null` among its types may be
unknown. There is no login: see [SECURITY.md](../../SECURITY.md).
"""
_HOST = "http://127.0.0.1:7860"
# What follows "curl" for each operation; a new operation needs one.
_EXAMPLES = {
    "POST /api/v1/ask": """-X POST {}/api/v1/ask -H 'Content-Type: application/json' \\
  -d '{{"question": "Luồng vào khu neo đậu Cửa Lạc sâu bao nhiêu mét?", "limit": 5}}'""",
    "POST /api/v1/search": """-X POST {}/api/v1/search -H 'Content-Type: application/json' \\
  -d '{{"query": "giải ngân vốn đầu tư công", "kind": "công văn", "from": "2024-01-01"}}'""",
    "POST /api/v1/documents": "-X POST {}/api/v1/documents -F files=@ingest/sample/files/17-88-UBND-NC.docx",
    "GET /api/v1/documents": "-G {}/api/v1/documents --data-urlencode 'kind=kế hoạch' -d from=2024-01-01",
    "GET /api/v1/documents/{key}/file": "-OJ {}/api/v1/documents/312/UBND-TH/file",
    "GET /api/v1/documents/{key}": "{}/api/v1/documents/312/UBND-TH",
    "DELETE /api/v1/documents/{key}": "-X DELETE {}/api/v1/documents/88/UBND-NC",
    "GET /api/v1/tasks": "-G {}/api/v1/tasks --data-urlencode 'agency=Sở Y tế' -d year=2024 -d by=month",
    "GET /api/v1/tasks/orphans": "{}/api/v1/tasks/orphans",
    "DELETE /api/v1/tasks/orphans/{task_id}": "-X DELETE {}/api/v1/tasks/orphans/vcem4pdnb8",
    "GET /api/v1/tasks/{task_id}": "{}/api/v1/tasks/vcem4pdnb8",
    "PATCH /api/v1/tasks/{task_id}": """-X PATCH {}/api/v1/tasks/vcem4pdnb8 -H 'Content-Type: application/json' \\
  -d '{{"status": "xong", "note": "đã gửi báo cáo", "author": "Lê Văn Bình"}}'""",
    "POST /api/v1/feedback": """-X POST {}/api/v1/feedback -H 'Content-Type: application/json' \\
  -d '{{"question": "Hạn nộp báo cáo quý?", "verdict": "incomplete", "note": "thiếu hạn của cấp xã"}}'""",
    "GET /api/v1/feedback": "{}/api/v1/feedback",
    "GET /api/v1/references": "-G {}/api/v1/references -d to=45/KH-UBND",
    "GET /healthz": "{}/healthz",
    "GET /van-ban/{key}": "-L {}/van-ban/312/UBND-TH",
}


def reference_text(description: Described) -> str:
    """Return the Markdown of an OpenAPI description: operations with inputs, statuses and an example, then all shapes."""
    operations = [
        (f"{method.upper()} {path}", operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    everywhere = set.intersection(*(_statuses(operation) for _, operation in operations))
    parts = [_HEAD, "Any operation may also answer:\n", _table(("status", "meaning"), sorted(everywhere))]
    for name, operation in operations:
        parts += [f"## {name}\n", f"{operation['summary']}.\n", *_inputs(operation, description)]
        own = [
            (status, f"{told['description']}{_answer(told)}")
            for status, told in sorted(operation["responses"].items())
            if (status, told["description"]) not in everywhere
        ]
        parts += [_table(("status", "answer"), own), f"```\ncurl {_EXAMPLES[name].format(_HOST)}\n```\n"]
    parts.append("## Shapes\n")
    sent = {_name(content["schema"]) for _, one in operations for content in _contents(one.get("requestBody", {}))}
    for name, schema in description["components"]["schemas"].items():
        if name not in sent:
            told = " ".join(schema.get("description", "").split()).replace("``", "`")
            parts += [f"### {name}\n", f"{told}\n", _table(("field", "type"), _fields(schema))]
    return "\n".join(parts)


def _statuses(operation: Described) -> set[tuple[str, str]]:
    return {(status, told["description"]) for status, told in operation["responses"].items()}


def _contents(body: Described) -> list[Described]:
    return list(body.get("content", {}).values())


def _answer(told: Described) -> str:
    """Return the shape of an answer, or its media types where it is a file or a page."""
    names = {_name(content["schema"]) for content in _contents(told)} - {""}
    files = [kind for kind, content in told.get("content", {}).items() if not _name(content["schema"])]
    shown = [*(f"[{name}](#{name.lower()})" for name in sorted(names)), *(f"`{kind}`" for kind in files)]
    return f": {', '.join(shown)}" if shown else ""


def _inputs(operation: Described, description: Described) -> Iterator[str]:
    """Yield the table of what may be sent, if anything."""
    rows = [_input(one["name"], one["in"], one["schema"], one["required"]) for one in operation.get("parameters", ())]
    for content in _contents(operation.get("requestBody", {})):
        schema = description["components"]["schemas"][_name(content["schema"])]
        needed = schema.get("required", ())
        rows += [_input(name, "body", kind, name in needed) for name, kind in schema["properties"].items()]
    if rows:
        yield _table(("input", "in", "type", "rules"), rows)


def _input(name: str, where: str, schema: Described, needed: bool) -> tuple[str, ...]:
    rules = {name: value for one in (schema, *schema.get("anyOf", ())) for name, value in one.items()}
    told = [
        "required" if needed else "",
        f"at least {int(rules['minimum'])}" if "minimum" in rules else "",
        f"at most {int(rules['maximum'])}" if "maximum" in rules else "",
        f"at most {rules['maxLength']} characters" if "maxLength" in rules else "",
        f"at most {rules['maxItems']}" if "maxItems" in rules else "",
        f"default `{str(schema['default']).lower()}`" if schema.get("default") not in (None, "") else "",
        schema.get("description", ""),
    ]
    return f"`{name}`", where, _type(schema).replace(" or null", ""), "; ".join(one for one in told if one)


def _fields(schema: Described) -> Iterator[tuple[str, str]]:
    needed = schema.get("required", ())
    for name, kind in schema["properties"].items():
        yield f"`{name}`", _type(kind) + ("" if name in needed else ", may be left out")


def _type(schema: Described) -> str:
    choices = schema.get("anyOf", [schema])
    return " or ".join("null" if choice.get("type") == "null" else _one_type(choice) for choice in choices)


def _one_type(schema: Described) -> str:
    name = _name(schema)
    if name:
        return f"[{name}](#{name.lower()})"
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if "contentMediaType" in schema:
        return "file"
    return f"`{kind_of(schema)}`".replace(" | ", "`, `")


def _name(schema: Described) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [titles, ("---",) * len(titles), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"

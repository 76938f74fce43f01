"""GET /docs: the interface described for people, rendered here from the OpenAPI description, without outside scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from ui.document_view.view import POLICY
from ui.templating import rendered
from ui.texts import page as words


def reference_page(description: dict[str, Any]) -> str:
    """Return the page for an OpenAPI description: every path and method with its inputs."""
    operations = [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "inputs": list(_inputs(operation, description)),
        }
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    ]
    return rendered("reference.html.j2", title=words.REFERENCE_TITLE, operations=operations)


def _inputs(operation: dict[str, Any], description: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield names, kinds and whether they must be given."""
    for parameter in operation.get("parameters", ()):
        yield parameter["name"], kind_of(parameter.get("schema", {})), parameter.get("required", False)
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        schema = description["components"]["schemas"].get(name, schema)
        needed = schema.get("required", ())
        for field, kind in schema.get("properties", {}).items():
            yield field, kind_of(kind), field in needed


def kind_of(schema: dict[str, Any]) -> str:
    """Return a schema's type in words: its values where it has only some, ``YYYY-MM-DD`` for a day."""
    choices = [choice for choice in schema.get("anyOf", [schema]) if choice.get("type") != "null"]
    shown = []
    for choice in choices:
        if "enum" in choice:
            shown.append(" | ".join(map(str, choice["enum"])))
        else:
            shown.append({"date": "YYYY-MM-DD"}.get(choice.get("format", ""), choice.get("type", "")))
    return " | ".join(shown)


def reference_routes() -> APIRouter:
    """Return the route of the page."""
    routes = APIRouter()

    @routes.get("/docs", include_in_schema=False)
    def reference(request: Request) -> HTMLResponse:
        page = reference_page(request.app.openapi())
        return HTMLResponse(page, headers={"Content-Security-Policy": POLICY})

    return routes

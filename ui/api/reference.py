"""GET /docs: the interface described for people, rendered here from the OpenAPI description, without outside scripts."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from ui.document_view.view import POLICY
from ui.texts import page as words

_PAGE = Markup(
    '<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    '<title>{title} – {product}</title><link rel="icon" href="/giao-dien/icon.svg"><link rel="stylesheet" href="/giao-dien/palette.css">'
    '<link rel="stylesheet" href="/giao-dien/reading.css"></head><body><header class="thanh"><a class="nha" href="/">{product}</a></header>'
    '<main class="trang-doc mot-cot"><article><header class="the"><h1>{title}</h1><p class="trich-yeu">{lead}</p></header>{parts}</article></main></body></html>'
)


def reference_page(description: dict[str, Any]) -> str:
    """Return the page for an OpenAPI description: every path and method with its inputs."""
    parts = Markup("")
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            parts += Markup('<section class="lenh"><h2><code>{} {}</code></h2><p>{}</p>{}</section>').format(
                method.upper(), path, operation.get("summary", ""), _inputs(operation, description)
            )
    return _PAGE.format(title=words.REFERENCE_TITLE, product=words.PRODUCT, lead=words.REFERENCE_LEAD, parts=parts)


def _inputs(operation: dict[str, Any], description: dict[str, Any]) -> Markup:
    rows = [
        (parameter["name"], parameter.get("schema", {}), parameter.get("required", False))
        for parameter in operation.get("parameters", ())
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content["schema"]
        name = schema.get("$ref", "").rsplit("/", 1)[-1]
        schema = description["components"]["schemas"].get(name, schema)
        needed = schema.get("required", ())
        rows += [(field, kind, field in needed) for field, kind in schema.get("properties", {}).items()]
    if not rows:
        return Markup("")
    cells = Markup("").join(
        Markup("<tr><td><code>{}</code></td><td>{}</td><td>{}</td></tr>").format(
            name, _kind(schema), words.REFERENCE_REQUIRED if required else ""
        )
        for name, schema, required in rows
    )
    return Markup(
        '<div class="bang"><table><thead><tr><th colspan="3">{}</th></tr></thead><tbody>{}</tbody></table></div>'
    ).format(words.REFERENCE_INPUT, cells)


def _kind(schema: dict[str, Any]) -> str:
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

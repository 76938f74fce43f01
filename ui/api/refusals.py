"""The refusals a route may answer with, for the OpenAPI description: one shape, ``{"detail": ...}``."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ui.texts import http as words
from ui.texts.page import BY_STATUS

ALWAYS = (400, 408, 413, 422, 431, 500, 503)
"""What may be said to any request: by the guard in front, by the checks of the input, by an archive that is written to."""
CHANGING = (403, 507)
"""What may be said besides to a request that changes something: sent from another site, no room on the disk."""


class Refusal(BaseModel):
    """Why a request was refused and how to mend it, in Vietnamese."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"examples": [{"detail": BY_STATUS[404]}]})
    detail: str = Field(min_length=1)


def refused_beside(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the same for a route whose answers are no JSON: FastAPI would give its refusals their type."""
    shape = {"application/json": {"schema": {"$ref": f"#/components/schemas/{Refusal.__name__}"}}}
    return {
        status: {"description": told["description"], "content": shape} for status, told in refused(*statuses).items()
    }


def refused(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the description of the refusals of a route: ``statuses`` and those of ``ALWAYS``."""
    return {
        status: {"model": Refusal, "description": words.REFUSALS[status]} for status in sorted({*ALWAYS, *statuses})
    }


def answered(model: type[BaseModel], *statuses: int, status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Return the description of a route that answers with ``model``, or refuses with ``statuses``.

    The routes themselves build plain values (``ui.shapes.answers``): a model here describes them, and a test compares.
    """
    return {status: {"model": model, "description": words.ANSWERED}, **refused(*statuses)}

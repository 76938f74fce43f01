"""What a request may carry: texts, days and whole numbers with their bounds, so that nothing else reaches the archive."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import Path, Request
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ui.texts.codes import STATUSES

LONGEST_WORDS = 500
"""Signs of a filter: the longest name of a body and the longest subject that were seen have half of it."""
LONGEST_KEY = 300
"""Signs of a document's key: file systems allow a name of 255 bytes, a shortened id or a number is shorter."""
FARTHEST_OFFSET = 10_000_000
"""Rows of the register that may be skipped: ten times the largest archive that was measured; SQLite ends at 2**63."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # 2024-06-18
_WHOLE = re.compile(r"-?[0-9]+")  # 25


def _day(value: object) -> object:
    """Take a day as documented: pydantic alone also reads seconds since 1970 and times of day."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("date_type", "not a day")
    try:
        if _DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("date_parsing", "not a day")


def _whole(value: object) -> object:
    """Take digits as documented: Python alone also reads ``1_000``, ``+1`` and spaces around them."""
    if isinstance(value, str) and not _WHOLE.fullmatch(value):
        raise PydanticCustomError("int_parsing", "not a whole number")
    return value


def _number(value: object) -> object:
    """Take a number of JSON, ``5.0`` as well as ``5``: pydantic alone also reads texts and ``true``."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise PydanticCustomError("int_type", "not a whole number")
    return value


Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
Day = Annotated[date, BeforeValidator(_day)]
# Bounds stand before what looks at the form: behind it they would not come into the description.
Most = Annotated[int, Field(ge=1, le=100), BeforeValidator(_number)]
Version = Annotated[int, Field(ge=0), BeforeValidator(_number)]
Offset = Annotated[int, Field(ge=0, le=FARTHEST_OFFSET), BeforeValidator(_whole)]
Rows = Annotated[int, Field(ge=1, le=100_000), BeforeValidator(_whole)]
Year = Annotated[int, Field(ge=1000, le=2999), BeforeValidator(_whole)]
StatusTyped = Annotated[Words, Field(json_schema_extra={"enum": sorted({*STATUSES, *STATUSES.values()})})]
"""A status by code or name; read without regard to case and diacritics, which the description leaves out."""
Key = Annotated[str, Path(max_length=LONGEST_KEY, description="Mã, số ký hiệu hoặc tên tệp", examples=["1088/UBND-TH"])]


async def each_once(request: Request) -> None:
    """Refuse a parameter that is given twice: nobody can tell which of them is meant."""
    twice = [
        name
        for name, times in Counter(name for name, _ in request.query_params.multi_items() if name).items()
        if times > 1
    ]
    if twice:
        raise RequestValidationError([{"type": "repeated", "loc": ("query", name)} for name in twice])

"""A Document as JSON and back, exactly.

``from_json(to_json(document)) == document`` for every document, lone surrogates of odd file names included. The codec
follows the type hints of ``ingest.document``, so a field added there travels without a change here. Small geometric
values (spans, boxes, pages, rows) are written as arrays in field order, everything else as objects that leave out
fields at their default.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeAlias

from ingest.document import Box, Document, Page, Row, Span

_AS_ARRAY = (Span, Box, Page, Row)
_PLAIN = (str, int, float, bool, type(None))

Json: TypeAlias = Any  # what the json module reads and writes
Hint: TypeAlias = Any  # a type hint of ingest.document
Decoder = Callable[[Json], Any]


def to_json(document: Document) -> str:
    """Write the document as one JSON object without line breaks."""
    return json.dumps(_encode(document), ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Document:
    """Read what ``to_json`` wrote; raises ``ValueError`` when the text is something else."""
    try:
        document = _decoder(Document)(json.loads(text))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a document: {error!r}") from error
    assert isinstance(document, Document)
    return document


def _encode(value: object) -> Json:
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, _AS_ARRAY):
        return [_encode(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if dataclasses.is_dataclass(value):
        return {
            _stored(field): _encode(kept)
            for field in dataclasses.fields(value)
            if (kept := getattr(value, field.name)) != field.default or field.default is dataclasses.MISSING
        }
    raise TypeError(f"no JSON form for {type(value).__name__}")


@cache
def _decoder(kind: Hint) -> Decoder:
    """Return the function that turns the JSON form of ``kind`` (a type hint) back into a value."""
    origin: Hint = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _decoder(next(part for part in typing.get_args(kind) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _decoder(typing.get_args(kind)[0])
        return lambda value: tuple([item(one) for one in value])
    if kind is date:
        return date.fromisoformat
    if kind is float:
        return float
    if kind in _PLAIN:
        return lambda value: value
    if kind in _AS_ARRAY:
        return _array_decoder(kind)
    return _object_decoder(kind)


def _stored(field: dataclasses.Field[Any]) -> str:
    """Return the name a field has in stored documents: that of its first day, whatever the code calls it now."""
    name: str = field.metadata.get("stored", field.name)
    return name


def _fields(kind: Hint) -> list[tuple[str, Hint]]:
    hints = typing.get_type_hints(kind)
    return [(field.name, hints[field.name]) for field in dataclasses.fields(kind)]


def _array_decoder(kind: Hint) -> Decoder:
    decoders = [_decoder(hint) for _, hint in _fields(kind)]

    def decode(value: Json) -> object:
        return kind(*[read(one) for read, one in zip(decoders, value, strict=True)])

    return decode


def _object_decoder(kind: Hint) -> Decoder:
    # A section holds sections: its own decoder is looked up when it runs, not while it is being made.
    hints = dict(_fields(kind))
    names = {_stored(field): field.name for field in dataclasses.fields(kind)}

    def decode(value: Json) -> object:
        return kind(**{names[stored]: _decoder(hints[names[stored]])(one) for stored, one in value.items()})

    return decode

"""Matrices of PDF, and its objects as plain values that are there even when the file lacks or garbles them."""

from __future__ import annotations

from typing import Any

from pypdf.generic import ArrayObject, DictionaryObject

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """Return the matrix that applies ``first``, then ``second`` (row vectors, as in PDF)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Return the point (x, y) as the matrix maps it."""
    a, b, c, d, e, f = matrix
    return x * a + y * c + e, x * b + y * d + f


def corners(box: list[float]) -> list[tuple[float, float]]:
    """Return the four corners of a rectangle; those of the unit square for a broken one."""
    x0, y0, x1, y1 = box[:4] if len(box) >= 4 else [0.0, 0.0, 1.0, 1.0]
    return [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]


def dictionary(value: Any) -> DictionaryObject:  # noqa: ANN401
    """Return a dictionary or stream behind a reference; an empty dictionary for anything else."""
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def array(value: Any) -> list[Any]:  # noqa: ANN401
    """Return an array behind a reference; an empty list for anything else."""
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    return found if isinstance(found, ArrayObject) else []


def numbers(value: Any) -> list[float]:  # noqa: ANN401
    """Return the numbers of an array; an empty list for anything else."""
    found = value.get_object() if value is not None and hasattr(value, "get_object") else value
    if not isinstance(found, list):
        return []
    return [float(item.get_object()) for item in found if isinstance(item.get_object(), int | float)]


def matrix_of(value: Any) -> Matrix:  # noqa: ANN401
    """Return an array of six numbers as a matrix; the identity for anything else."""
    found = numbers(value)
    return tuple(found) if len(found) == 6 else IDENTITY  # type: ignore[return-value]

"""What happens where an index meets its own damage at work: the lexical part is made anew, anything else is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from index.errors import DamagedIndexError
from index.lexical.tantivy_faults import LexicalDamagedError
from index.store.damage import SHELF_ERRORS, is_damage

Given = ParamSpec("Given")
Returned = TypeVar("Returned")


class Mendable(Protocol):
    """Has a lexical part that can be made from the rest."""

    def mend_lexical(self) -> None:
        """Make the lexical part anew."""
        ...


Owner = TypeVar("Owner", bound=Mendable)


def told(method: Callable[Concatenate[Owner, Given], Returned]) -> Callable[Concatenate[Owner, Given], Returned]:
    """Have ``method`` raise DamagedIndexError where it meets damaged files."""

    @wraps(method)
    def telling(self: Owner, /, *given: Given.args, **named: Given.kwargs) -> Returned:
        with _telling():
            return method(self, *given, **named)

    return telling


def mended(method: Callable[Concatenate[Owner, Given], Returned]) -> Callable[Concatenate[Owner, Given], Returned]:
    """Have ``method``, which only reads, try once more with a new lexical part where it finds that damaged."""

    @wraps(method)
    def trying(self: Owner, /, *given: Given.args, **named: Given.kwargs) -> Returned:
        with _telling():
            try:
                return method(self, *given, **named)
            except LexicalDamagedError:
                self.mend_lexical()
                return method(self, *given, **named)

    return trying


@contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except LexicalDamagedError as error:
        raise DamagedIndexError(str(error)) from error
    except SHELF_ERRORS as error:
        if is_damage(error):
            raise DamagedIndexError(str(error)) from error
        raise

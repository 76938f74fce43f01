"""How far the words of a header reach: which headers stand over a paragraph, and where each of them ended."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.assignments.headers import Header
from ingest.assignments.rows import Given
from ingest.assignments.units import Unit
from ingest.document import Span


class Scopes:
    """The headers that are open over the present unit, outermost first; units are told of in order."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self.open: list[Header] = []
        self._ended: dict[Header, int] = {}
        self._numbered = False
        self._item_level: int | None = None

    def close(self, position: int) -> None:
        """End the scopes that this unit's number, or the closing words of the document, end."""
        unit = self._units[position]
        if unit.level is not None:
            self._numbered = True
            self._keep([header for header in self.open if header.depth < unit.level], position)
            if self._item_level is None:
                self._item_level = unit.level
        elif unit.inside == 0 and self._numbered:
            self._keep([], position)

    def enter(self, header: Header, position: int) -> None:
        """Open a header's scope; those of its depth and below end."""
        self._keep([one for one in self.open if one.depth < header.depth and not one.over_siblings], position)
        self.open.append(header)
        if header.form == "opening":
            self._item_level = None

    def end_opening(self, position: int, found: Sequence[Given]) -> None:
        """End the scope of the opening sentence at the first item of its list that names an agency of its own.

        From there on each item says whose it is; one that does not is nobody's.
        """
        unit = self._units[position]
        loose = next((one for one in self.open if one.over_siblings), None)
        if (
            loose is not None
            and unit.level is not None
            and unit.level <= loose.depth + 1
            and unit.span.start > loose.trigger.end
            and any(one.header is not loose for one in found)
        ):
            self._keep(self.open[: self.open.index(loose)], position)
        if not self.open or self.open[0].form != "opening" or unit.level is None or unit.level != self._item_level:
            return
        own = any(not actor.common for one in found for actor in one.actors)
        if own or not self.open[-1].common:
            self._keep(self.open[1:], position)

    def reach(self, header: Header | None, task: Span) -> Span | None:
        """Return the stretch from behind a header's words to where its scope ended; it holds ``task``."""
        if header is None:
            return None
        start = header.run_in.start if header.run_in else header.trigger.end
        end = self._ended.get(header, self._units[-1].span.end)
        return Span(min(start, task.start), max(end, task.end))

    def _keep(self, headers: list[Header], position: int) -> None:
        for header in self.open:
            if header not in headers:
                self._ended[header] = self._units[max(position - 1, 0)].span.end
        self.open = headers

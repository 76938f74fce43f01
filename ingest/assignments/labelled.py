"""Which tasks the labels "Cơ quan chủ trì: ...", "Thời gian hoàn thành: ..." speak of: those above them in their section."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.assignments.groups import MaskedText
from ingest.assignments.labels import Labels, labels_of, tells_task
from ingest.assignments.rows import Given
from ingest.assignments.units import Unit
from ingest.document import Document, Span

# A task that its label names is nobody else's: what the opening or nobody was given before is replaced.
_WEAK = ("opening", "unnamed")


class Labelled:
    """Reads paragraphs of labels in order and completes the list of tasks given so far."""

    def __init__(self, document: Document, ground: MaskedText, units: Sequence[Unit]) -> None:
        self._document = document
        self._ground = ground
        self._units = units
        self._labels: set[int] = set()
        self._last: list[int] = []  # units whose tasks the label before this one spoke of

    def take(self, position: int, given: list[Given]) -> bool:
        """Read the unit at ``position`` if it holds labels, and tell whether it did; ``given`` is completed."""
        unit = self._units[position]
        labels = labels_of(self._document, self._ground, unit.content)
        if labels is None:
            return False
        own_task = tells_task(self._ground.plain, labels.before)
        if own_task and not labels.actors:
            return False  # partners and times inside a sentence are read with it
        self._labels.add(position)
        if own_task:
            self._last = [position]
            given += [self._gift(labels, labels.before, position)] if labels.trigger else []
            return True
        if position - 1 not in self._labels or not self._last:
            self._last = [] if labels.deed else self._above(position)
        if labels.trigger is None:
            self._complete(labels, given)
        elif labels.deed is not None and not self._last:
            self._last = [position]
            given.append(self._gift(labels, labels.deed, position))
        else:
            self._name(labels, given)
        return True

    def _gift(self, labels: Labels, task: Span, unit: int) -> Given:
        assert labels.trigger is not None
        return Given(
            labels.actors,
            labels.role,
            labels.coordinators,
            labels.trigger,
            task,
            "label",
            unit,
            deadline=labels.deadline,
        )

    def _name(self, labels: Labels, given: list[Given]) -> None:
        start = self._first(given)
        taken = {one.unit for one in given[start:] if one.form not in _WEAK}
        wanted = [at for at in self._last if at not in taken]
        given[start:] = [one for one in given[start:] if one.unit not in wanted]
        given += [self._gift(labels, self._units[at].content, at) for at in wanted]

    def _complete(self, labels: Labels, given: list[Given]) -> None:
        """Add partners and a time to the tasks above."""
        for at in range(self._first(given), len(given)):
            one = given[at]
            if one.unit in self._last:
                given[at] = replace(
                    one,
                    coordinators=one.coordinators or labels.coordinators,
                    deadline=one.deadline or labels.deadline,
                )

    def _first(self, given: Sequence[Given]) -> int:
        """Return where the tasks of the units meant begin: near the end, since units are read in order."""
        at = len(given)
        while at and self._last and given[at - 1].unit >= self._last[0]:
            at -= 1
        return at

    def _above(self, position: int) -> list[int]:
        """Return the units a label speaks of: its siblings above it, or without any the unit they all stand under."""
        unit = self._units[position]
        found: list[int] = []
        for at in range(position - 1, -1, -1):
            above = self._units[at]
            if at in self._labels:
                if found:
                    break
                continue
            if above.depth < unit.depth or (
                unit.level is None and above.level is not None and above.level <= unit.inside
            ):
                return found or [at]
            found.insert(0, at)
            if unit.inside == 0 and unit.level is None:
                break  # outside any number only the paragraph before is meant
        return found

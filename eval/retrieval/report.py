"""The retrieval measurement as one HTML page that opens anywhere: tables, plots with intervals, paired tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from eval.baselines import Table
from eval.retrieval import texts as said
from eval.retrieval.measure import MEASURES, WITH_INTERVAL, Measured, compared, table_of
from eval.retrieval.plots import Point, dots, figure
from eval.retrieval.systems import SYSTEMS

_COLOUR = {system.name: number for number, system in enumerate(SYSTEMS)}
_PAGES = Environment(
    loader=PackageLoader("eval.retrieval"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class _Grid:
    head: Sequence[str]
    lines: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading with a plot, a table or both under it."""

    title: str
    plot: Markup | str = ""
    table: _Grid | None = None


def page(results: Sequence[Measured], parts: Mapping[str, Measured], day: date | None = None) -> str:
    """Return the page for these sets; ``parts`` holds, by set, what was measured with parts switched off.

    It holds figures and names of groups, never the words of questions.
    """
    shown = (day or date.today()).strftime("%d/%m/%Y")
    tables = {measured.judged.name: table_of(measured) for measured in results}
    sets = []
    for measured in results:
        name = measured.judged.name
        heading = f"{name.removeprefix('retrieval-')} ({len(measured.judged.questions)})"
        sets.append((heading, list(_parts(measured, tables[name], parts.get(name)))))
    overview = _overview(results, tables) if len(results) > 1 else None
    return _PAGES.get_template("report.html.j2").render(said=said, day=shown, overview=overview, sets=sets)


def _overview(results: Sequence[Measured], tables: Mapping[str, Table]) -> _Grid:
    """One table over all sets: two measures for every system."""
    systems = list(dict.fromkeys(system.name for measured in results for system in measured.systems))
    chosen = [(measure, one.judged.name) for one in results for measure in WITH_INTERVAL]
    head = (said.SYSTEM_HEAD, *(f"{name.removeprefix('retrieval-')}: {measure}" for measure, name in chosen))
    lines = []
    for system in systems:
        cells = [
            _mean(tables[name][system], measure) if system in tables[name] else Markup("–") for measure, name in chosen
        ]
        lines.append([said.system_name(system), *cells])
    return _Grid(head, lines)


def _parts(measured: Measured, table: Table, less: Measured | None) -> Iterator[_Part]:
    """Yield what is told of one set; ``less`` is it measured with parts switched off."""
    names = [system.name for system in measured.systems]
    for measure in WITH_INTERVAL:
        yield _Part(measure, dots(measure, [("", _points(table, {name: name for name in names}, measure))]))
    yield _Part(said.FIGURES, table=_figures(table, names))
    for measure in WITH_INTERVAL if measured.groups() else ():
        groups = [
            (
                f"{said.GROUP_NAMES.get(group, group)} ({len(measured.clusters(group))})",
                _points(table, {f"{name} / {group}": name for name in names}, measure),
            )
            for group in measured.groups()
        ]
        yield _Part(f"{said.BY_GROUP}: {measure}", dots(measure, groups))
    tests = [
        [
            said.system_name(one.before),
            said.system_name(one.after),
            _signed(one.gain),
            figure(one.chance, 4),
            figure(one.corrected, 4),
        ]
        for one in compared(measured)
    ]
    if tests:
        yield _Part(said.TESTS, table=_Grid(said.TEST_HEAD, tests))
    if less is not None:
        without = table_of(less, grouped=False)
        rows = {system.name: less.systems[0].name for system in less.systems}
        for measure in WITH_INTERVAL:
            # The figures of all measures stand once, under the last plot.
            figures = _figures(without, list(rows)) if measure == WITH_INTERVAL[-1] else None
            yield _Part(
                f"{said.ABLATION_TITLE}: {measure}", dots(measure, [("", _points(without, rows, measure))]), figures
            )


def _points(table: Table, rows: Mapping[str, str], measure: str) -> list[Point]:
    """Return a point for every row; ``rows`` maps it to the system whose colour it has."""
    return [
        Point(
            said.system_name(row.partition(" / ")[0]),
            table[row][measure],
            table[row][f"{measure} low"],
            table[row][f"{measure} high"],
            _COLOUR.get(system, len(_COLOUR)),
        )
        for row, system in rows.items()
    ]


def _figures(table: Table, names: Sequence[str]) -> _Grid:
    head = (said.SYSTEM_HEAD, *MEASURES, "ms")
    lines = []
    for name in names:
        row = table[name]
        cells = [_mean(row, measure) if measure in WITH_INTERVAL else figure(row[measure]) for measure in MEASURES]
        lines.append([said.system_name(name), *cells, figure(row["ms"], 1)])
    return _Grid(head, lines)


def _mean(row: Mapping[str, float], measure: str) -> Markup:
    return Markup("{} <small>[{}–{}]</small>").format(
        figure(row[measure]), figure(row[f"{measure} low"]), figure(row[f"{measure} high"])
    )


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + figure(abs(value), 4)

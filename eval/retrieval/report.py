"""The retrieval measurement as one HTML page that opens anywhere: tables, plots with intervals, paired tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from eval.baselines import Table
from eval.retrieval import texts as said
from eval.retrieval.measure import MEASURES, WITH_INTERVAL, Measured, compared, table_of
from eval.retrieval.plots import Point, dots, figure
from eval.retrieval.systems import SYSTEMS

_STYLE = """
body { font: 16px/1.5 "Noto Sans", "Segoe UI", system-ui, sans-serif; color: #1d2327; max-width: 1080px; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { margin-top: 2.6rem; border-bottom: 2px solid #d5dbe0; } h3 { margin: 1.6rem 0 .4rem; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid #e3e7ea; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
small { color: #56626b; } svg { max-width: 100%; height: auto; font: 13px "Noto Sans", system-ui, sans-serif; }
.grid { stroke: #dfe4e8; } .tick { text-anchor: middle; fill: #56626b; } .label { text-anchor: end; } .group { font-weight: 600; }
@media print { h2 { break-before: page; } }
"""
_COLOUR = {system.name: number for number, system in enumerate(SYSTEMS)}
_SPAN = "{} <small>[{}–{}]</small>"


def page(results: Sequence[Measured], parts: Mapping[str, Measured], day: date | None = None) -> str:
    """Return the page for these sets; ``parts`` holds, by set, what was measured with parts switched off.

    It holds figures and names of groups, never the words of questions.
    """
    shown = (day or date.today()).strftime("%d/%m/%Y")
    tables = {measured.judged.name: table_of(measured) for measured in results}
    sections = [_overview(results, tables)] if len(results) > 1 else []
    for measured in results:
        name = measured.judged.name
        sections.append(_set(measured, tables[name], parts.get(name)))
    page_of = Markup(
        '<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>{}</title><style>{}</style></head><body><h1>{}</h1><p>{}</p><p>{}</p>{}</body></html>\n"
    )
    return str(
        page_of.format(
            said.TITLE,
            Markup(_STYLE),
            said.TITLE,
            said.WHEN.format(day=shown),
            said.READ_HOW,
            Markup("").join(sections),
        )
    )


def _overview(results: Sequence[Measured], tables: Mapping[str, Table]) -> Markup:
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
    return _titled(2, said.OVERVIEW) + _grid(head, lines)


def _set(measured: Measured, table: Table, parts: Measured | None) -> Markup:
    names = [system.name for system in measured.systems]
    body = _titled(2, f"{measured.judged.name.removeprefix('retrieval-')} ({len(measured.judged.questions)})")
    for measure in WITH_INTERVAL:
        body += _titled(3, measure) + dots(measure, [("", _points(table, {name: name for name in names}, measure))])
    body += _titled(3, said.FIGURES) + _figures(table, names)
    for measure in WITH_INTERVAL if measured.groups() else ():
        groups = [
            (
                f"{said.GROUP_NAMES.get(group, group)} ({len(measured.clusters(group))})",
                _points(table, {f"{name} / {group}": name for name in names}, measure),
            )
            for group in measured.groups()
        ]
        body += _titled(3, f"{said.BY_GROUP}: {measure}") + dots(measure, groups)
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
        body += _titled(3, said.TESTS) + _grid(said.TEST_HEAD, tests)
    if parts is not None:
        less = table_of(parts, grouped=False)
        whole = parts.systems[0].name
        rows = {system.name: whole for system in parts.systems}
        for measure in WITH_INTERVAL:
            body += _titled(3, f"{said.ABLATION_TITLE}: {measure}") + dots(
                measure, [("", _points(less, rows, measure))]
            )
        body += _figures(less, list(rows))
    return body


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


def _figures(table: Table, names: Sequence[str]) -> Markup:
    head = (said.SYSTEM_HEAD, *MEASURES, "ms")
    lines = []
    for name in names:
        row = table[name]
        cells = [_mean(row, measure) if measure in WITH_INTERVAL else figure(row[measure]) for measure in MEASURES]
        lines.append([said.system_name(name), *cells, figure(row["ms"], 1)])
    return _grid(head, lines)


def _mean(row: Mapping[str, float], measure: str) -> Markup:
    return Markup(_SPAN).format(figure(row[measure]), figure(row[f"{measure} low"]), figure(row[f"{measure} high"]))


def _signed(value: float) -> str:
    return ("+" if value >= 0 else "−") + figure(abs(value), 4)


def _titled(level: int, words: str) -> Markup:
    return Markup("<h{0}>{1}</h{0}>").format(level, words)


def _grid(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Markup:
    cells = Markup("").join(Markup("<th>{}</th>").format(cell) for cell in head)
    rows = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in line))
        for line in lines
    )
    return Markup('<div class="scroll"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        cells, rows
    )

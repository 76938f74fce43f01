"""Reads a source of the sample archive: head, runs of text with their notes, tables, appendix. See README.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SOURCES = Path(__file__).parent / "sources"
# "**Điều 1.** Phê duyệt ..." · "tỉnh{Quyết định số 5/QĐ-UBND.}" · "Cửa ‖ Lạc"; a lone "*" stays text.
_RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\{(?P<note>[^}]*)\}|(?P<cut>\s*‖\s*)")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one style; or with ``note`` the mark of that note; or with ``cut`` the end of a page."""

    text: str = ""
    bold: bool = False
    italic: bool = False
    note: int | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """A paragraph; ``centred`` for the bold lines in the middle of the page."""

    runs: tuple[Run, ...]
    centred: bool = False

    @property
    def text(self) -> str:
        """The words alone, without marks and page ends."""
        return "".join(" " if run.cut else run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: rows of cell texts, the header first."""

    rows: tuple[tuple[str, ...], ...]


Block = SourceParagraph | Grid


@dataclass(frozen=True, slots=True)
class Source:
    """One document; ``notes[k - 1]`` is the text of note k."""

    name: str
    head: dict[str, tuple[str, ...]]
    body: tuple[Block, ...]
    appendix: tuple[Block, ...]
    notes: tuple[str, ...]

    def first(self, key: str) -> str:
        """Return the first value of a key of the head, or an empty string."""
        return self.head.get(key, ("",))[0]

    def every(self, key: str) -> tuple[str, ...]:
        """Return all values of a key of the head."""
        return self.head.get(key, ())

    def laid_out(self, layout: str) -> bool:
        """Tell whether the page differs from the plain case in this way."""
        return layout in self.first("layout").split(", ")

    @property
    def party(self) -> bool:
        """Tell whether a Party body issued it: then the letterhead is another."""
        return "TỈNH ỦY" in self.first("issuer")

    @property
    def file_name(self) -> str:
        """The name of the rendered file."""
        return f"{self.name}.{self.first('format')}"


def sources(folder: Path = SOURCES) -> tuple[Source, ...]:
    """Return all sources in the order of their names."""
    return tuple(parse(path.stem, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))


def parse(name: str, text: str) -> Source:
    """Read one source; raises ValueError for a line of the head without a colon."""
    head_text, _, rest = text.partition("\n---\n")
    head: dict[str, tuple[str, ...]] = {}
    for line in head_text.splitlines():
        key, colon, value = line.partition(": ")
        if not colon:
            raise ValueError(f"{name}: not a line of the head: {line!r}")
        head[key] = (*head.get(key, ()), value.strip())
    body_text, _, appendix_text = rest.partition("=== appendix\n")
    notes: list[str] = []
    body = _blocks(body_text, notes)
    appendix = _blocks(appendix_text, notes)
    return Source(name, head, body, appendix, tuple(notes))


def _blocks(text: str, notes: list[str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        if rows:
            blocks.append(Grid(tuple(rows)))
            rows = []
        if line.startswith("# "):
            blocks.append(SourceParagraph((Run(line[2:], bold=True),), centred=True))
        elif line.strip():
            blocks.append(SourceParagraph(_runs(line.strip(), notes)))
    return tuple(blocks)


def _runs(line: str, notes: list[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    at = 0
    for match in _RUN.finditer(line):
        if match.start() > at:
            runs.append(Run(line[at : match.start()]))
        at = match.end()
        if match["note"] is not None:
            notes.append(match["note"])
            runs.append(Run(note=len(notes)))
        elif match["cut"] is not None:
            runs.append(Run(cut=True))
        else:
            runs.append(Run(match["bold"] or match["italic"], bold=bool(match["bold"]), italic=bool(match["italic"])))
    if at < len(line):
        runs.append(Run(line[at:]))
    return tuple(runs)

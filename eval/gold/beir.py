"""Reader of test collections.

BEIR-style folders (``corpus.jsonl``, ``queries.jsonl``, ``qrels/NAME.tsv`` or ``qrels.NAME.tsv``), the same in a ZIP file
as they are handed round, and labelled questions (``passages.jsonl``, ``questions.jsonl`` with ``passage`` and ``style``).
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.training.split import held_out

Qrels = dict[str, dict[str, int]]

PARTS = ("held-out", "train", "all")
_CORPUS = "corpus.jsonl"
_LABELLED = "passages.jsonl"


class CollectionError(Exception):
    """The folder is no collection; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection: ``passages`` as (id, title, text), ``queries`` by id, ``qrels`` query → passage → grade > 0.

    Every query in ``qrels`` has its text, and every judged passage exists. ``styles`` names the style of a query, if known.
    """

    name: str
    passages: tuple[tuple[str, str, str], ...]
    queries: dict[str, str]
    qrels: Qrels
    styles: dict[str, str] = field(default_factory=dict)


def is_collection(path: Path) -> bool:
    """Tell whether ``read_collection`` would try this path."""
    return path.suffix == ".zip" or any((path / name).is_file() for name in (_CORPUS, _LABELLED))


def read_collection(folder: Path, splits: tuple[str, ...] = (), part: str = "held-out") -> Collection:
    """Read a folder or a ZIP file of one; ``splits`` empty means every qrels file found.

    ``part`` is ``held-out`` (only queries on passages that training never saw a question of), ``train`` or ``all``.
    Raises ``CollectionError`` for a missing file, a broken line, or a judgement of an unknown passage or query.
    """
    if folder.suffix == ".zip":
        return _unpacked(folder, splits, part)
    if (folder / _LABELLED).is_file():
        return _labelled(folder, part)
    passages = tuple(
        (_identifier(item), str(item.get("title") or ""), str(item["text"])) for item in _json_lines(folder / _CORPUS)
    )
    known = {passage for passage, _, _ in passages}
    queries = {_identifier(item): str(item["text"]) for item in _json_lines(folder / "queries.jsonl")}
    qrels: Qrels = {}
    for path in _qrels_files(folder, splits):
        for query, passage, grade in _judgements(path):
            if query not in queries or passage not in known:
                raise CollectionError(f"{path}: unknown query or passage: {query} {passage}")
            if grade > 0:
                qrels.setdefault(query, {})[passage] = grade
    qrels = _part(qrels, part, folder)
    return Collection(folder.name, passages, {query: queries[query] for query in qrels}, qrels)


def _part(qrels: Qrels, part: str, folder: Path) -> Qrels:
    if part not in PARTS:
        raise CollectionError(f"no such part: {part} ({', '.join(PARTS)})")
    if part != "all":
        wanted = part == "held-out"
        qrels = {query: found for query, found in qrels.items() if any(held_out(p) for p in found) == wanted}
    if not qrels:
        raise CollectionError(f"{folder}: no judged query in part '{part}'")
    return qrels


def _labelled(folder: Path, part: str) -> Collection:
    passages = tuple((_identifier(item), "", str(item["text"])) for item in _json_lines(folder / _LABELLED))
    known = {passage for passage, _, _ in passages}
    queries: dict[str, str] = {}
    styles: dict[str, str] = {}
    qrels: Qrels = {}
    for item in _json_lines(folder / "questions.jsonl"):
        query, passage = _identifier(item), str(item.get("passage"))
        if passage not in known:
            raise CollectionError(f"{folder / 'questions.jsonl'}: unknown passage: {query} {passage}")
        queries[query], styles[query], qrels[query] = str(item["text"]), str(item.get("style") or ""), {passage: 1}
    qrels = _part(qrels, part, folder)
    kept = {query: queries[query] for query in qrels}
    return Collection(folder.resolve().name, passages, kept, qrels, {query: styles[query] for query in qrels})


def _unpacked(file: Path, splits: tuple[str, ...], part: str) -> Collection:
    try:
        with tempfile.TemporaryDirectory() as scratch, zipfile.ZipFile(file) as packed:
            packed.extractall(scratch)
            inside = sorted((*Path(scratch).rglob(_CORPUS), *Path(scratch).rglob(_LABELLED)))
            if not inside:
                raise CollectionError(f"{file}: {_CORPUS}: missing")
            found = read_collection(inside[0].parent, splits, part)
    except (zipfile.BadZipFile, OSError) as problem:
        raise CollectionError(f"{file}: {problem}") from problem
    return replace(found, name=file.stem)


def _qrels_files(folder: Path, splits: tuple[str, ...]) -> list[Path]:
    found = {
        **{path.name.removeprefix("qrels.").removesuffix(".tsv"): path for path in sorted(folder.glob("qrels.*.tsv"))},
        **{path.stem: path for path in sorted(folder.glob("qrels/*.tsv"))},
    }
    missing = [split for split in splits if split not in found]
    if missing or not found:
        raise CollectionError(f"{folder}: no qrels for {', '.join(missing) or 'any split'} (there: {', '.join(found)})")
    return [path for split, path in found.items() if not splits or split in splits]


def _judgements(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield (query, passage, grade); a header line is skipped; three columns (BEIR) or four (TREC) are read."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = line.split("\t") if "\t" in line else line.split()
        if not line.strip() or (number == 1 and not cells[-1].lstrip("-").isdigit()):
            continue
        if len(cells) == 4:
            cells = [cells[0], cells[2], cells[3]]
        if len(cells) != 3 or not cells[2].lstrip("-").isdigit():
            raise CollectionError(f"{path}:{number}: not 'query<TAB>passage<TAB>grade'")
        yield cells[0], cells[1], int(cells[2])


def _identifier(item: dict[str, object]) -> str:
    found = item.get("_id", item.get("id"))
    if found is None or "text" not in item:
        raise CollectionError(f"an entry without _id/id or text: {str(item)[:80]}")
    return str(found)


def _json_lines(path: Path) -> Iterator[dict[str, object]]:
    if not path.is_file():
        raise CollectionError(f"{path}: missing")
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except json.JSONDecodeError as problem:
                raise CollectionError(f"{path}:{number}: {problem}") from problem
            if not isinstance(item, dict):
                raise CollectionError(f"{path}:{number}: not a JSON object")
            yield item

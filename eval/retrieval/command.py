"""``python -m eval retrieval``: the systems on every set of questions asked for, in one run."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from eval import texts
from eval.baselines import BASELINES, Table, differences, load, save
from eval.gold.beir import PARTS, is_collection, read_collection
from eval.gold.evidence import holds_spans, placed, read_questions
from eval.gold.judged import Cut, JudgedSet, of_collection, of_quotes, of_spans
from eval.gold.originals import library_of
from eval.gold.questions import read_gold
from eval.retrieval import texts as said
from eval.retrieval.engines import ArchiveEngine, CollectionEngine
from eval.retrieval.measure import WITH_INTERVAL, Measured, compared, lines_of, measure, table_of
from eval.retrieval.systems import SYSTEMS, Engine, ablations, rows
from eval.sample import DOCUMENTS, SAMPLE_QUESTIONS, sample_library
from index.chunking.cut import passages_of
from index.dense.encoder import Encoder, load_encoder
from rag.library import Library

Part = tuple[JudgedSet, Engine]


def add(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser("retrieval", help=texts.RETRIEVAL)
    add_sources(parser)
    parser.add_argument("--dataset", "--collection", type=Path, action="append", default=[], help=said.DATASET)
    parser.add_argument("--qrels", action="append", default=[], help=texts.QRELS)
    parser.add_argument("--part", choices=PARTS, default="held-out", help=said.PART)
    names = [system.name for system in SYSTEMS]
    parser.add_argument("--systems", nargs="+", choices=names, default=names, help=said.SYSTEMS)
    parser.add_argument("--ablations", action="store_true", help=said.ABLATIONS)
    parser.add_argument("--runs", type=Path, help=said.RUNS)
    parser.add_argument("--each", type=Path, help=said.EACH)
    parser.add_argument("--html", type=Path, help=said.HTML)
    parser.add_argument("--verbose", action="store_true", help=said.VERBOSE)
    parser.add_argument("--reveal", action="store_true", help=said.REVEAL)


def add_sources(parser: argparse.ArgumentParser) -> None:
    """Describe where questions and documents come from, and how figures go out."""
    parser.add_argument("--archive", type=Path, help=texts.ARCHIVE)
    parser.add_argument("--questions", type=Path, action="append", default=[], help=said.QUESTIONS)
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help=said.DOCUMENTS)
    parser.add_argument("--work", type=Path, help=said.WORK)
    parser.add_argument("--as-read", action="store_true", help=said.AS_READ)
    parser.add_argument("--split", choices=("dev", "test"), help=texts.SPLIT)
    parser.add_argument("--encoder", help=texts.ENCODER)
    parser.add_argument("--json", action="store_true", help=texts.JSON)
    parser.add_argument("--save", action="store_true", help=texts.SAVE)
    parser.add_argument("--name", help=texts.NAME)


def run(options: argparse.Namespace) -> int:
    """Measure and print; one set gives ``{"name", "table"}`` as JSON, several a list of these under ``sets``."""
    results: list[Measured] = []
    parts: list[tuple[str, Measured]] = []
    with ExitStack() as open_things:
        for judged, engine in _sets(options, open_things):
            if judged.lost:
                print(said.LOST.format(name=judged.name, count=judged.lost), file=sys.stderr)
            for code in engine.alarms():
                print(said.ALARM.format(name=judged.name, words=said.ALARMS[code]), file=sys.stderr)
            results.append(measure(judged, engine, rows(engine, options.systems), options.runs))
            if options.ablations:
                parts.append((judged.name, measure(judged, engine, ablations(engine), options.runs)))
            if not options.json:
                _print(results[-1], parts[-1][1] if options.ablations else None, options)
    tables = [{"name": one.judged.name, "table": table_of(one)} for one in results]
    if options.json:
        print(json.dumps(tables[0] if len(tables) == 1 else {"sets": tables}, ensure_ascii=False))
    if options.save:
        for one in tables:
            _save(str(one["name"]), table_of(next(r for r in results if r.judged.name == one["name"])))
        for name, measured in parts:
            _save(f"{name}-ablations", table_of(measured, grouped=False))
    if options.each is not None:
        options.each.parent.mkdir(parents=True, exist_ok=True)
        options.each.write_text("".join(f"{line}\n" for one in results for line in lines_of(one)), encoding="utf-8")
    if options.html is not None:
        from eval.retrieval.report import page

        options.html.parent.mkdir(parents=True, exist_ok=True)
        options.html.write_text(page(results, dict(parts)), encoding="utf-8")
    return 0


def _print(measured: Measured, parts: Measured | None, options: argparse.Namespace) -> None:
    name = measured.judged.name
    table = table_of(measured)
    print(said.SET.format(name=name, questions=len(measured.judged.questions)))
    print(said.figures(table, WITH_INTERVAL))
    for one in compared(measured):
        print(said.comparison(one))
    if parts is not None:
        print(said.figures(table_of(parts, grouped=False), WITH_INTERVAL))
    if options.verbose:
        hidden = measured.judged.hidden and not options.reveal
        for at, question in enumerate(measured.judged.questions):
            print(said.found(question, {system: own[at] for system, own in measured.outcomes.items()}, hidden))
    for moved in differences(table, load(BASELINES / f"{name}.json")):
        if " / " not in moved[0]:
            print(texts.MOVED.format(*moved))
    print()


def _save(name: str, table: Table) -> None:
    path = BASELINES / f"{name}.json"
    save(table, path)
    print(texts.SAVED.format(path=path), file=sys.stderr)


def _sets(options: argparse.Namespace, open_things: ExitStack) -> Iterator[Part]:
    """Yield every set of questions with what answers it; named by ``--name`` when there is only one."""
    # A folder that is no collection but was given as one is reported by its reader.
    several = len(options.dataset) + len(options.questions) > 1
    for folder in options.dataset:
        if not is_collection(folder) and (folder / "archive.db").is_file():
            options.archive = folder
            continue
        collection = read_collection(folder, tuple(options.qrels), options.part)
        judged = of_collection(collection)
        yield _named(judged, options, several), CollectionEngine(collection, _encoder(options))
    default = [] if options.dataset and options.archive is None else [SAMPLE_QUESTIONS]
    opened: dict[bool, Library] = {}
    for path in options.questions or default:
        spans = holds_spans(path)
        if spans not in opened:
            opened[spans] = open_things.enter_context(library_for(options, spans, open_things))
        judged = judged_of(path, options.split, opened[spans], passages_of)
        yield _named(judged, options, several), ArchiveEngine(opened[spans], _encoder(options))


def _named(judged: JudgedSet, options: argparse.Namespace, several: bool) -> JudgedSet:
    name = f"retrieval-{judged.name}" if several or not options.name else options.name
    return JudgedSet(name, judged.questions, judged.lost, judged.hidden)


def _encoder(options: argparse.Namespace) -> Encoder | None:
    return None if options.encoder == "" else load_encoder(options.encoder)


def judged_of(path: Path, split: str | None, library: Library, cut: Cut) -> JudgedSet:
    """Return the questions of a file on the documents of ``library``.

    Where evidence is noted as spans the half ``test`` is shown only when it is asked for by name, and ``dev`` otherwise.
    """
    documents = [library.document(document_id) for document_id in sorted(library.archive.ids())]
    if not holds_spans(path):
        name = "-".join(part for part in (path.stem, split) if part)
        return of_quotes(name, read_gold(path, split), documents, cut)
    half = split or "dev"
    questions, lost = placed(read_questions(path, half), documents)
    made = of_spans(f"{path.stem}-{half}", questions, documents, cut)
    return JudgedSet(made.name, made.questions, len(lost), half == "test")


def library_for(options: argparse.Namespace, spans: bool, open_things: ExitStack) -> Library:
    """Open the archive that was named; else that of the originals (``spans``) or the sample archive."""
    if options.archive is not None:
        return Library.open(options.archive, encoder=options.encoder)
    if not spans:
        return sample_library(_scratch(open_things), options.encoder)
    work = options.work or _scratch(open_things)
    return library_of(options.documents, work, options.encoder, _tell, options.as_read)


def _scratch(open_things: ExitStack) -> Path:
    return Path(open_things.enter_context(tempfile.TemporaryDirectory()))


def _tell(name: str, done: int, total: int) -> None:
    print(said.READING.format(done=done, total=total, name=name), file=sys.stderr)

"""``python -m eval chunking``: how documents are cut, measured by what is found and by how exact a citation can be.

Evidence was noted as whole items, paragraphs and notes, which is what the project cuts: that its own citations are exact
here is so by agreement, and how far windows fall behind is what the figures tell.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import fmean

from eval import texts
from eval.baselines import BASELINES, save
from eval.gold.evidence import SpanQuestion, placed, read_questions
from eval.gold.judged import Cut, passage_name, relevant
from eval.retrieval import texts as said
from eval.retrieval.command import add_sources, library_for
from eval.retrieval.engines import PassageIndex
from eval.retrieval.measure import DEPTH, WITH_INTERVAL
from eval.retrieval.windows import windows_of
from eval.significance import interval
from index.chunking.cut import passages_of
from index.dense.encoder import Encoder, load_encoder
from index.passages import Passage
from ingest.document import Document

CUTS: dict[str, Cut] = {
    "sections": passages_of,
    "windows-200": partial(windows_of, size=200),
    "windows-400": partial(windows_of, size=400),
}
QUESTIONS = Path(__file__).parents[1] / "questions" / "directives.jsonl"
READ = 1000
"""Syllables that a reader, or a model, is given: by these short and long passages are compared fairly."""


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """The best passage that carries evidence: the share of its letters that are evidence; whether it holds one entry whole."""

    exact: float
    whole: bool


def add(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    """Describe the command."""
    parser = commands.add_parser("chunking", help=said.CHUNKING)
    add_sources(parser)


def run(options: argparse.Namespace) -> int:
    """Measure every cut with the same ranking; the half ``test`` only when asked for."""
    path = (options.questions or [QUESTIONS])[0]
    half = options.split or "dev"
    with ExitStack() as open_things:
        library = open_things.enter_context(library_for(options, True, open_things))
        documents = [library.document(document_id) for document_id in sorted(library.archive.ids())]
    questions, _ = placed(read_questions(path, half), documents)
    encoder = None if options.encoder == "" else load_encoder(options.encoder)
    table = {name: measure_cut(questions, documents, cut, encoder) for name, cut in CUTS.items()}
    name = options.name or f"chunking-{path.stem}-{half}"
    if options.json:
        print(json.dumps({"name": name, "table": table}, ensure_ascii=False))
    else:
        print(said.SET.format(name=name, questions=len(questions)))
        print(said.figures(table, WITH_INTERVAL[1:]))
    if options.save:
        save(table, BASELINES / f"{name}.json")
        print(texts.SAVED.format(path=BASELINES / f"{name}.json"))
    return 0


def measure_cut(
    questions: Sequence[SpanQuestion], documents: Sequence[Document], cut: Cut, encoder: Encoder | None
) -> dict[str, float]:
    """Return the figures of one way to cut.

    ``recall@k`` is the share of a question's evidence carried by the first k passages, ``recall@1000w`` by the first
    passages of 1,000 syllables together; ``exact`` and ``whole`` are over the questions whose evidence is among the first
    ten (``CitedPassage``); ``syllables`` is the mean length of a passage.
    """
    made = {document.id: cut(document) for document in documents}
    ids = {document.sha256: document.id for document in documents}
    passages = {passage_name(passage): passage for own in made.values() for passage in own}
    index = PassageIndex(list(passages.items()), encoder)
    recalled: dict[str, list[float]] = {name: [] for name in ("recall@1", "recall@5", "recall@10", "recall@1000w")}
    cited: list[CitedPassage] = []
    for question in questions:
        found = [passages[name] for name, _ in index.search(question.text, DEPTH, "hybrid")]
        for depth in (1, 5, 10):
            recalled[f"recall@{depth}"].append(_recall(question, found[:depth], ids))
        recalled["recall@1000w"].append(_recall(question, _within(found, READ), ids))
        best = next((one for one in found[:10] if _recall(question, [one], ids)), None)
        if best is not None:
            cited.append(citation(question, best, ids))
    low, high = interval(recalled["recall@5"], [question.twin or question.id for question in questions])
    return {
        **{name: round(fmean(values), 4) for name, values in recalled.items()},
        "recall@5 low": round(low, 4),
        "recall@5 high": round(high, 4),
        "exact": round(fmean(one.exact for one in cited), 4) if cited else 0.0,
        "whole": round(fmean(one.whole for one in cited), 4) if cited else 0.0,
        "passages": float(len(passages)),
        "syllables": round(fmean(len(one.text.split()) for one in passages.values()), 1),
        "questions": float(len(questions)),
    }


def citation(question: SpanQuestion, passage: Passage, ids: dict[str, str]) -> CitedPassage:
    """Return how exactly ``passage`` would be cited for ``question``; ``ids`` are documents by hash."""
    own = [one.span for one in question.evidence if ids.get(one.sha256) == passage.document_id]
    places = {at for span in own for at in range(max(span.start, passage.span.start), min(span.end, passage.span.end))}
    letters = [passage.span.start + at for at, sign in enumerate(passage.text) if sign.isalnum()]
    whole = any(passage.span.start <= span.start and span.end <= passage.span.end for span in own)
    return CitedPassage(sum(at in places for at in letters) / max(1, len(letters)), whole)


def _recall(question: SpanQuestion, found: Sequence[Passage], ids: dict[str, str]) -> float:
    return fmean(
        any(one.document_id == ids[evidence.sha256] and relevant(one.span, evidence.span) for one in found)
        for evidence in question.evidence
    )


def _within(found: Sequence[Passage], syllables: int) -> list[Passage]:
    """Return the first passages that together have at most so many syllables."""
    kept: list[Passage] = []
    read = 0
    for passage in found:
        read += len(passage.text.split())
        if read > syllables:
            break
        kept.append(passage)
    return kept

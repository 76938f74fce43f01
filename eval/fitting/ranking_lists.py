"""Candidate lists for fitting the re-ranker: ``python -m eval.fitting.ranking_lists --out DIR --dataset ... --questions ...``.

Sources are those of ``tracuu eval retrieval``; of test collections the part that may be trained on is taken, of questions
on archives the half ``dev``. ``--corpora DIR`` adds the project's own questions, whose passages are cut from there.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.gold.beir import read_collection
from eval.gold.evidence import holds_spans
from eval.gold.judged import Judged, of_collection, passage_name
from eval.retrieval.command import add_sources, judged_of, library_for
from index.chunking.cut import passages_of
from index.dense.encoder import Encoder, load_encoder
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import fields_of, meaning_of
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.query.read import ReadQuestion
from index.query.vocabulary import Vocabulary
from index.ranking.features import NAMES, Candidates, Table
from index.ranking.hybrid import HybridRetriever
from index.ranking.reranker import RERANKED, LearnedReranker, Reranking
from index.ranking.reranker_model import straight
from index.training.hand_questions import hand_passages, hand_questions
from index.training.split import FITTED, held_out, in_part
from ingest.document import Span

Named = Sequence[tuple[str, Passage]]
_BATCH = 512


class _Listener(LearnedReranker):
    """Notes what the re-ranker is given, and keeps the order of the fusion."""

    def __init__(self) -> None:
        super().__init__(straight(np.zeros(len(NAMES))))
        self.heard: tuple[Sequence[int], Table] | None = None

    def scores(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        table = self.compared(reading, counts, candidates)
        self.heard = (candidates.numbers, table)
        return -np.arange(len(table), dtype=np.float32)


def write_lists(file: Path, passages: Named, questions: Iterable[Judged], encoder: Encoder, archive: bool) -> int:
    """Write the lists of one set; returns how many have candidates."""
    names = {number: name for number, (name, _) in enumerate(passages, 1)}
    held = {number: passage for number, (_, passage) in enumerate(passages, 1)}
    lexical = LexicalIndex()
    lexical.apply((), ((number, "", fields_of(passage)) for number, passage in held.items()))
    rows = VectorIndex(encoder.dimensions)
    for start in range(0, len(passages), _BATCH):
        part = passages[start : start + _BATCH]
        texts = [meaning_of(passage) for _, passage in part]
        rows.put(np.arange(start + 1, start + 1 + len(part)), encoder.encode_passages(texts))
    listener = _Listener()
    look = Reranking(listener, lambda numbers: {one: held[one] for one in numbers}, lexical)
    retriever = HybridRetriever(lexical, VectorRetriever(encoder, rows, lexical.meant), look)
    kept: list[tuple[Table, list[bool], str]] = []
    for question in questions:
        listener.heard = None
        retriever.search(question.text, RERANKED)
        if listener.heard is not None:
            numbers, table = listener.heard
            answers = [names[number] in question.grades for number in numbers]
            kept.append((table, answers, question.cluster or question.id))
    size = len(kept), RERANKED
    figures, real = np.zeros((*size, len(NAMES)), dtype=np.float16), np.zeros(size, dtype=np.bool_)
    answering = np.zeros(size, dtype=np.bool_)
    for at, (table, answers, _) in enumerate(kept):
        figures[at, : len(table)], real[at, : len(table)], answering[at, : len(table)] = table, True, answers
    clusters = np.array([cluster for *_, cluster in kept])
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as out:
        np.savez_compressed(
            out, names=np.array(NAMES), figures=figures, real=real, answers=answering, clusters=clusters,
            archive=np.array(archive),
        )  # fmt: skip
    return len(kept)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the lists of every set that is named."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.ranking_lists", description=__doc__)
    add_training_sources(parser)
    parser.add_argument("--out", type=Path, required=True, help="folder for the lists")
    options = parser.parse_args(arguments)
    encoder = load_encoder(options.encoder)
    with ExitStack() as open_things:
        for name, passages, questions, archive in training_sets(options, open_things):
            file = f"{name}.npz" if archive or options.part is None else f"{name}-part-{options.part}.npz"
            count = write_lists(options.out / file, passages, questions, encoder, archive)
            print(f"{name}: {count}", file=sys.stderr)
    return 0


def add_training_sources(parser: argparse.ArgumentParser) -> None:
    """Describe where the questions to fit on come from."""
    add_sources(parser)
    parser.add_argument("--dataset", type=Path, action="append", default=[], help="test collection; repeatable")
    parser.add_argument("--corpora", type=Path, help="folder with laws/news .jsonl.xz")
    parser.add_argument(
        "--part",
        type=int,
        choices=(0, 1, FITTED),
        help="only questions on this part: half 0 or 1, 2 the quarter for fitting",
    )
    parser.add_argument("--most", type=int, default=900, help="questions of one collection, drawn with a seed")


def training_sets(
    options: argparse.Namespace, open_things: ExitStack
) -> Iterable[tuple[str, Named, list[Judged], bool]]:
    """Yield every set that is named: its name, passages, the questions one may fit on, and whether it is an archive.

    Of a collection those in the part ``--part`` alone, at most ``--most``.
    """
    for name, passages, questions, archive in _whole_sets(options, open_things):
        kept = questions
        if options.part is not None and not archive:
            kept = [one for one in questions if all(in_part(passage, options.part) for passage in one.grades)]
        if len(kept) > options.most:
            kept = random.Random(7).sample(kept, options.most)
        yield name, passages, kept, archive


def _whole_sets(options: argparse.Namespace, open_things: ExitStack) -> Iterable[tuple[str, Named, list[Judged], bool]]:
    plain: list[tuple[str, Passage]] = []
    for folder in options.dataset:
        splits = tuple(
            file.name.split(".")[1] for file in sorted(folder.glob("qrels.*.tsv")) if ".dev." not in file.name
        )
        collection = read_collection(folder, splits, "train")
        plain = [_plain(name, f"{title}\n{text}" if title else text) for name, title, text in collection.passages]
        yield collection.name, plain, list(of_collection(collection).questions), False
    if options.corpora is not None:
        texts = hand_passages(options.corpora)
        asked = [one for one in hand_questions() if one.passage in texts and not held_out(one.passage)]
        questions = [
            Judged(one.id, one.text, (frozenset({one.passage}),), {one.passage: 1}, (one.style,), one.passage)
            for one in asked
        ]
        yield "questions", [_plain(name, text) for name, text in texts.items()], questions, False
    for path in options.questions:
        library = library_for(options, holds_spans(path), open_things)
        open_things.enter_context(library)
        judged = judged_of(path, "dev", library, passages_of)
        documents = sorted(library.index.documents())
        passages = [(passage_name(one), one) for document in documents for one in library.passages(document)]
        # Questions on one document stand together: what is learnt about it must not be judged on it.
        questions = [
            replace(one, cluster=min(one.grades, default=one.id).partition(":")[0]) for one in judged.questions
        ]
        yield judged.name, passages, questions, True


def _plain(name: str, text: str) -> tuple[str, Passage]:
    return name, Passage(name, Span(0, len(text)), text, "section", 1)


if __name__ == "__main__":
    raise SystemExit(main())

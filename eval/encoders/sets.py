"""The held-out questions on which encoders are compared: sets of passages and of questions with known answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import ingest
from eval.gold.beir import read_collection
from eval.gold.questions import Gold, evidence_spans
from index.chunking.cut import passages_of
from index.passages import Passage
from index.training.hand_questions import hand_passages, hand_questions
from index.training.labelled_pairs import json_lines
from index.training.pretrained.reading_sets import passage_name, xz_lines
from index.training.split import held_out
from ingest.archive.archive import Archive
from ingest.document import Span
from ingest.text.folding import fold

SAMPLE_FILES = Path(ingest.__file__).parent / "sample" / "files"
SAMPLE_QUESTIONS = Path(__file__).parents[1] / "questions" / "sample.jsonl"


@dataclass(frozen=True, slots=True)
class PoolQuestion:
    """A question, the style it is asked in, and the numbers of the passages that answer it (places in its pool)."""

    text: str
    style: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pool:
    """Questions over one pool of passages."""

    name: str
    passages: tuple[Passage, ...]
    asked: tuple[PoolQuestion, ...]


def statute_pool(folder: Path) -> Pool:
    """Return a BEIR-style collection with its held-out questions."""
    collection = read_collection(folder)
    numbers = {name: at for at, (name, _, _) in enumerate(collection.passages)}
    passages = tuple(_bare(name, f"{title}\n{text}" if title else text) for name, title, text in collection.passages)
    asked = tuple(
        PoolQuestion(text, collection.name, frozenset(numbers[one] for one in collection.qrels[query]))
        for query, text in collection.queries.items()
    )
    return Pool(collection.name, passages, asked)


def law_pool(folder: Path) -> Pool:
    """Return Zalo's legal questions (2021) on held-out articles, over the whole corpus of law that stands beside them.

    The articles of the corpus, and those that questions name and it has in another wording.
    """
    texts = dict.fromkeys(str(item["text"]) for item in xz_lines(folder / "legal_corpus.jsonl.xz"))
    found: dict[str, set[str]] = {}
    for item in xz_lines(folder / "zalo2021_legal.jsonl.xz"):
        found.setdefault(str(item["question"]), set()).add(str(item["passage"]))
    texts |= dict.fromkeys(passage for some in found.values() for passage in sorted(some))
    numbers = {text: at for at, text in enumerate(texts)}
    asked = tuple(
        PoolQuestion(question, "zalo", frozenset(numbers[one] for one in some))
        for question, some in found.items()
        if all(held_out(passage_name(one)) for one in some)
    )
    return Pool("zalo", tuple(_bare(str(at), text) for text, at in numbers.items()), asked)


def slips_pool(pool: Pool, file: Path, style: str) -> Pool:
    """Return the questions of ``file`` that are asked of ``pool``'s passages in another way (mistyped, without marks).

    JSON lines with ``of``, the question as it was meant, and ``text``. Each is there twice: as ``style`` and, as it was meant,
    as its ``twin``.
    """
    known = {one.text: one for one in pool.asked}
    asked = []
    for item in json_lines(file):
        if meant := known.get(item["of"]):
            asked += [replace(meant, text=item["text"], style=style), replace(meant, style=f"{style} twin")]
    return replace(pool, asked=tuple(asked))


def staff_pool(folder: Path) -> Pool:
    """Return the training passages with the questions on those held out, by style."""
    items = [json.loads(line) for line in (folder / "passages.jsonl").read_text(encoding="utf-8").splitlines()]
    lines = (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    questions = [(one["text"], one["style"], one["passage"]) for one in found if held_out(one["passage"])]
    return _pool("staff", {one["id"]: one["text"] for one in items}, questions)


def hand_pool(corpora: Path) -> Pool:
    """Return the passages of the questions written for this project, with those on the held-out ones."""
    texts = hand_passages(corpora)
    found = [one for one in hand_questions() if one.passage in texts and held_out(one.passage)]
    return _pool("hand", texts, [(one.text, one.style, one.passage) for one in found])


def archive_pool(archive: Path, golds: Iterable[Gold]) -> Pool:
    """Return the passages of an archive with the answerable gold questions; a passage that overlaps a quote answers."""
    with Archive.open(archive) as opened:
        documents = [opened.get(one) for one in sorted(opened.ids())]
    passages = tuple(passage for document in documents for passage in passages_of(document))
    asked = []
    for gold in golds:
        spans = {
            document.id: evidence_spans(document, gold.quotes)
            for document in documents
            if document.file_name in gold.documents
        }
        right = frozenset(_covering(passages, spans))
        if right and gold.status != "not_found":
            asked.append(PoolQuestion(gold.question, "sample", right))
    return Pool("sample", passages, tuple(asked))


def stripped(pool: Pool) -> Pool:
    """Return the questions of ``pool`` that carry diacritics, each without them."""
    asked = tuple(replace(one, text=fold(one.text), style="stripped") for one in marked(pool).asked)
    return replace(pool, asked=asked)


def marked(pool: Pool) -> Pool:
    """Return the questions of ``pool`` that carry diacritics: the twins of ``stripped``."""
    kept = (one for one in pool.asked if fold(one.text) != one.text.lower())
    return replace(pool, asked=tuple(replace(one, style="marked") for one in kept))


def _covering(passages: Sequence[Passage], spans: dict[str, tuple[Span, ...]]) -> Iterator[int]:
    for number, passage in enumerate(passages):
        if any(passage.span.overlaps(span) for span in spans.get(passage.document_id, ())):
            yield number


def _pool(name: str, texts: dict[str, str], questions: Iterable[tuple[str, str, str]]) -> Pool:
    numbers = {one: at for at, one in enumerate(texts)}
    passages = tuple(_bare(one, text) for one, text in texts.items())
    asked = tuple(PoolQuestion(text, style, frozenset({numbers[passage]})) for text, style, passage in questions)
    return Pool(name, passages, asked)


def _bare(name: str, text: str) -> Passage:
    return Passage(name, Span(0, len(text)), text, "section", 1)

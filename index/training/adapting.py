"""Adapting the encoder to an office's own archive: trained on its structure, compared, installed only when it is better."""

from __future__ import annotations

import json
import logging
import random
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.chunking.cut import passages_of
from index.dense.choice import INDEX_FOLDER, SHIPPED, remember, remembered, take_back
from index.dense.encoder import DEFAULT_MODEL, MODELS, Encoder, load_encoder
from index.dense.onnx_encoder import OnnxEncoder, is_onnx
from index.store.search_index import SearchIndex
from index.training.adapter import AdaptedEncoder, RememberingEncoder, trained_adapter, write_adapter
from index.training.archive_pairs import archive_pairs, structure_pairs
from index.training.comparing import EncoderComparison, compare, compared, reciprocal_ranks
from index.training.contrast import train
from index.training.encoded import Pair, encode_pairs
from index.training.model_folder import read_model, write_model
from index.training.noise import Noise
from index.training.recipe import OWN, OWN_FEWEST_PAIRS, OWN_MOST_SHOWN
from index.training.towers import BagTower
from index.training.weak_pairs import sentence_pairs
from ingest.archive.archive import Archive
from ingest.document import Document

log = logging.getLogger(__name__)

MODELS_FOLDER = "encoders"
Trainer = Callable[[Sequence[Pair], Path], Encoder]
"""Trains on pairs, writes the model into a folder, and returns it."""
PARTS = 4
"""Parts of the documents: the structure of each asks what a model is worth that was trained on the others."""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What came of it. ``structure`` compares on documents not trained on, ``feedback`` on questions people judged, if any."""

    pairs: int
    structure: EncoderComparison
    feedback: EncoderComparison
    installed: bool
    model: str

    def as_json(self) -> str:
        """Return one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)


def adapt(
    archive: Path, feedback: Path | None = None, model: str | None = None, pairs: Sequence[Pair] | None = None
) -> Adaptation:
    """Go on training the encoder of ``archive`` with its own text; install the result only if it is better beyond noise.

    What decides are models trained in the same way on three quarters of the documents, asked about the fourth; the one that
    is installed was trained on all of them.

    ``pairs`` replaces the training pairs (the comparison stays with the archive's own). The archive's documents are not
    changed. Raises ``ValueError`` where there is too little text or the encoder is of another make.
    """
    with Archive.open(archive) as opened:
        documents = [opened.get(one) for one in sorted(opened.ids())]
    training = list(pairs) if pairs is not None else list(archive_pairs(documents, OWN.seed))
    if len(training) < OWN_FEWEST_PAIRS:
        raise ValueError(f"{archive}: only {len(training)} pairs; at least {OWN_FEWEST_PAIRS} are needed to adapt")
    start = model or remembered(archive) or str(DEFAULT_MODEL)
    if start in SHIPPED:
        start = str(MODELS / start)
    folder = _new_folder(archive)
    before = RememberingEncoder(load_encoder(remembered(archive)))
    trainer = _trainer(Path(start))
    texts = [passage.text for document in documents for passage in passages_of(document)]
    parts = [_of_part(part, documents, texts, before, trainer, folder, pairs) for part in range(PARTS)]
    structure = compared([old for old, _ in parts], [new for _, new in parts])
    trainer(training, folder)
    after = load_encoder(folder)
    judged = compare(before, after, feedback_pairs(feedback, documents), texts)
    better = structure.better and not judged.worse
    log.info("structure: %s", structure)
    log.info("feedback: %s", judged)
    if better:
        remember(archive, str(folder))
        encode_anew(archive, after)
    else:
        shutil.rmtree(folder)
        log.info("not better beyond noise: the encoder stays as it was")
    return Adaptation(len(training), structure, judged, better, str(folder) if better else start)


def _of_part(
    part: int,
    documents: Sequence[Document],
    texts: Sequence[str],
    before: Encoder,
    trainer: Trainer,
    folder: Path,
    pairs: Sequence[Pair] | None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what the old encoder, and one trained on the other parts, make of the questions of this part."""
    kept = [one for one in documents if part_of(one.id) == part]
    others = [one for one in documents if part_of(one.id) != part]
    asked, replaced = structure_questions(kept)
    after = trainer(list(pairs) if pairs is not None else list(archive_pairs(others, OWN.seed)), folder)
    pool = [text for text in texts if text not in replaced]
    log.info("part %d of %d: %d questions", part + 1, PARTS, len(asked))
    return reciprocal_ranks(before, asked, pool), reciprocal_ranks(after, asked, pool)


def roll_back(archive: Path) -> str:
    """Go back to the encoder before the last one installed or chosen, encode anew, and return its name."""
    name = take_back(archive)
    encoder = load_encoder(name)
    encode_anew(archive, encoder)
    return name or encoder.name


def encode_anew(archive: Path, encoder: Encoder) -> None:
    """Bring the vectors of the index to this encoder, telling how far it is; what is not encoded yet is done at the next opening."""
    with Archive.open(archive) as opened, SearchIndex.open(archive / INDEX_FOLDER, Told(encoder)) as index:
        index.synchronise(opened.ids(), opened.get)
        log.info("%d passages encoded with %s", index.status().vectors, encoder.name)


class Told:
    """An encoder that logs how many passages it has encoded."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._done = 0
        self.name = encoder.name
        self.fingerprint = encoder.fingerprint

    @property
    def dimensions(self) -> int:
        """See ``Encoder``."""
        return self._encoder.dimensions

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        rows = self._encoder.encode_passages(texts)
        self._done += len(texts)
        log.info("%d passages encoded", self._done)
        return rows

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See ``Encoder``."""
        return self._encoder.encode_questions(texts)


def part_of(document_id: str) -> int:
    """Return the part of a document, 0 to ``PARTS`` - 1; by CRC-32, so that it stays when others come or go."""
    return crc32(document_id.encode()) % PARTS


def structure_questions(documents: Iterable[Document]) -> tuple[list[Pair], frozenset[str]]:
    """Return the questions that the structure of these documents asks, and the texts that must not stand beside the answers.

    What stands above a passage → the passage; a sentence → the rest of its passage, which takes the passage's place. Notes
    are left out: the clause that marks one stands word for word in another passage.
    """
    chance = random.Random(OWN.seed)
    asked: list[Pair] = []
    replaced: set[str] = set()
    for document in documents:
        for passage in passages_of(document):
            if passage.kind != "section":
                continue
            rest = list(sentence_pairs([passage.text], chance))[:1]
            if rest:
                replaced.add(passage.text)
            else:
                asked += structure_pairs(passage)
            asked += rest
    return asked, frozenset(replaced)


def feedback_pairs(file: Path | None, documents: Iterable[Document]) -> list[Pair]:
    """Read judged questions: JSON lines with ``question``, ``document_id``, ``start``, ``end`` and ``useful``.

    A useful one gives its question and the passage that covers the place; others, and places that are gone, give nothing.
    """
    if file is None or not file.is_file():
        return []
    known = {one.id: one for one in documents}
    found: list[Pair] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        item = json.loads(line) if line.strip() else {}
        document = known.get(str(item.get("document_id")))
        if document is None or not item.get("useful") or not item.get("question"):
            continue
        start, end = int(item.get("start", 0)), int(item.get("end", 0))
        found += [
            (str(item["question"]), one.text)
            for one in passages_of(document)
            if one.span.start < end and start < one.span.end
        ][:1]
    return found


def _trainer(model: Path) -> Trainer:
    """Return how a model of this make is adapted: a static one as a whole, a transformer by an adapter behind it."""
    if not is_onnx(model):
        return partial(_train_static, model)
    rows = RememberingEncoder(OnnxEncoder(model.name, model, "", adapted=False))

    def train_behind(pairs: Sequence[Pair], folder: Path) -> Encoder:
        shutil.rmtree(folder, ignore_errors=True)
        log.info("%d pairs from the archive", len(pairs))
        adapter = trained_adapter(rows, pairs, folder / "checkpoint.pt")
        write_adapter(model, adapter, folder)
        return AdaptedEncoder(rows, adapter)

    return train_behind


def _train_static(model: Path, pairs: Sequence[Pair], folder: Path) -> Encoder:
    tokenizer, weights = read_model(model)
    shutil.rmtree(folder, ignore_errors=True)
    log.info("%d pairs from the archive", len(pairs))
    schedule = replace(OWN, passes=max(1.0, min(OWN.passes, OWN_MOST_SHOWN / max(1, len(pairs)))))
    chance, noise = random.Random(OWN.seed), Noise(swapped=0.0)
    encoded = encode_pairs(tokenizer, pairs, lambda pair, _: noise.spoilt(pair, chance))
    trained = train(BagTower(weights), encoded, schedule, folder / "checkpoint.pt").vectors()
    write_model(folder, tokenizer, trained)
    return load_encoder(folder)


def _new_folder(archive: Path) -> Path:
    made = archive / MODELS_FOLDER
    number = 1 + max(
        (int(one.name.removeprefix("own-")) for one in made.glob("own-*") if one.name[4:].isdigit()), default=0
    )
    return made / f"own-{number}"

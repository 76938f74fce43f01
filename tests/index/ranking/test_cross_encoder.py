"""A cross-encoder in place of the learned re-ranker, with a model that only counts shared words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.errors import EncoderError
from index.passages import Passage
from index.query.read import read
from index.query.vocabulary import Vocabulary
from index.ranking.cross_encoder import LOOKED_AT, CrossReranker
from index.ranking.features import Candidates
from index.ranking.reranker import load_reranker
from ingest.document import Span

NOBODY = Vocabulary(lambda field, token: 0, 1)


class _SharedWords:
    """Stands for ``sentence_transformers.CrossEncoder``."""

    def predict(self, pairs: Sequence[tuple[str, str]], **options: object) -> list[float]:
        counts = [float(len(set(question.split()) & set(text.split()))) for question, text in pairs]
        return [float("nan") if "hỏng" in text else count for count, (_, text) in zip(counts, pairs, strict=True)]


def scored(monkeypatch: pytest.MonkeyPatch, *texts: str) -> list[float]:
    monkeypatch.setattr("index.ranking.cross_encoder.read_cross_model", lambda location, hub: _SharedWords())
    found = [Passage("a", Span(0, len(text)), text, "section", 1) for text in texts]
    unknown = np.full(len(texts), np.nan)
    given = Candidates(range(1, len(texts) + 1), found, unknown, unknown, np.ones(len(texts)), len(texts))
    reranker = load_reranker("ai/do")
    assert isinstance(reranker, CrossReranker)
    return [float(one) for one in reranker.scores(read("nuôi tôm nước lợ", NOBODY, ()), NOBODY, given)]


def test_the_models_scores_are_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scored(monkeypatch, "nuôi cá", "nuôi tôm nước lợ", "nuôi tôm") == [1.0, 4.0, 2.0]


def test_what_is_not_judged_stays_behind_in_its_order(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = scored(monkeypatch, *["nuôi"] * LOOKED_AT, "nuôi tôm nước lợ", "tôm")
    assert min(scores[:LOOKED_AT]) > scores[LOOKED_AT] > scores[LOOKED_AT + 1]


def test_a_score_that_is_no_number_counts_as_the_lowest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert scored(monkeypatch, "hỏng nuôi tôm", "nuôi tôm", "nuôi") == [0.0, 2.0, 1.0]


@pytest.mark.slow
def test_a_folder_without_a_model_is_told_at_the_first_question(tmp_path: Path) -> None:
    with pytest.raises(EncoderError):
        CrossReranker(str(tmp_path)).judged("nuôi tôm", ["nuôi cá"])

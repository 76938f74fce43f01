"""The stages of the pretrained encoder, on a small base and invented questions."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
import torch

import small_base
from index.dense.encoder import load_encoder
from index.training.__main__ import main
from index.training.contrast import Schedule, batches_of
from index.training.encoded import encode_pairs
from index.training.held_text import HeldText
from index.training.pretrained import recipe, stages
from index.training.pretrained.base import read_base, write_base
from index.training.pretrained.reading_sets import passage_name, reading_pools, statement_pool
from index.training.pretrained.tower import BodyTower
from index.training.split import FITTED, fitted_on, held_out, trained_on

pytestmark = pytest.mark.slow

WORDS = [
    "cấp",
    "nước",
    "sạch",
    "cho",
    "xã",
    "này",
    "và",
    "thôn",
    "kia",
    "trước",
    "mùa",
    "mưa",
    "bão",
    "lũ",
    "sạt",
    "lở",
    "đất",
    "đá",
    "trôi",
]


def text(number: int) -> str:
    chance = np.random.default_rng(number)
    return " ".join(chance.choice(WORDS, size=14)) + f" {number}"


def written(path: Path, items: list[dict[str, object]]) -> None:
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in items)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sources")
    written(
        made / "laws.jsonl.xz", [{"title": "Luật", "text": f"Điều 1. Việc {n} phải làm\n{text(n)}"} for n in range(40)]
    )
    written(
        made / "zalo2021_legal.jsonl.xz",
        [{"question": f"việc {n} ai làm cho xong", "passage": text(n), "answerable": True} for n in range(60)],
    )
    written(made / "legal_corpus.jsonl.xz", [{"text": text(n)} for n in range(90)])
    written(
        made / "viquad1.jsonl.xz",
        [
            {
                "question": f"ở đâu có {text(n)[:9]}", "passage": f"{text(n)} " * 40, "answerable": n % 2 == 0,
                "answers": [{"text": "x", "start": 1500}],
            }
            for n in range(100, 120)
        ],
    )  # fmt: skip
    written(
        made / "nli_vilegalnli.jsonl.xz",
        [
            {
                "premise": text(n // 2),
                "hypothesis": f"{text(n)} thì phải",
                "label": ("entailment", "non_entailment")[n % 2],
            }
            for n in range(400, 440)
        ],
    )
    questions = [{"id": f"q{n}", "passage": f"p{n}", "style": "para", "text": f"ai lo vụ {n} này"} for n in range(40)]
    (made / "passages.jsonl").write_text(
        "\n".join(json.dumps({"id": f"p{n}", "text": text(900 + n)}) for n in range(40))
    )
    (made / "questions.jsonl").write_text("\n".join(json.dumps(one) for one in questions), encoding="utf-8")
    (made / "thesaurus.tsv").write_text(
        "everyday\tadministrative\trelation\tdomain\tnote\nlo việc\tphụ trách công tác\tsyn\tchung\t\n",
        encoding="utf-8",
    )
    base = read_base(small_base.content())
    write_base(base, range(len(base.pieces)), made / "base")
    return made


def test_the_stages_follow_each_other_and_a_second_run_does_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = Schedule(1, 16, 1e-3, question=24, passage=32, bucket=2, scale=50.0, sizes=(16,))
    for stage in (stages.general, stages.genre):
        monkeypatch.setattr(stage, "__defaults__", (short,))
    monkeypatch.setattr(stages, "load_encoder", lambda _=None: None)
    sources = ["--corpora", str(folder), "--questions", str(folder), "--reading", str(folder), "--run", str(tmp_path)]
    assert main(["genre", "--base", str(folder / "base"), *sources]) == 0
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [one["stage"] for one in lines] == ["general", "genre"]
    assert set(lines[0]["pairs"]) == {"zalo2021_legal", "viquad1", "statements", "weak"}
    assert set(lines[1]["pairs"]) == {"zalo2021_legal", "staff", "hand", "thesaurus"}
    before = [(tmp_path / one / "model.safetensors").read_bytes() for one in ("general", "genre")]
    assert before[0] != before[1] != (folder / "base" / "model.safetensors").read_bytes()
    assert main(["genre", "--base", str(folder / "base"), *sources]) == 0
    assert [(tmp_path / one / "model.safetensors").read_bytes() for one in ("general", "genre")] == before
    assert len((tmp_path / "log.jsonl").read_text().splitlines()) == 2
    assert main(["export", "--trained", str(tmp_path / "genre"), "--out", str(tmp_path / "out")]) == 0
    assert load_encoder(tmp_path / "out").encode_questions(["ai lo cấp nước"]).shape == (1, small_base.HIDDEN)


def test_no_reading_sets_are_told(folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main(["general", "--base", str(folder / "base"), "--corpora", str(folder), "--run", str(tmp_path)]) == 1
    assert "--reading DIR is missing" in caplog.text


def test_held_out_passages_and_copies_of_them_give_no_pair(folder: Path) -> None:
    held = [text(n) for n in range(60) if n % 7 == 0]
    zalo, viquad = reading_pools(folder, HeldText(held), 1)
    asked = {passage for _, passage in zalo.pairs}
    assert asked == {text(n) for n in range(60) if not held_out(passage_name(text(n)))} - set(held)
    assert set(zalo.pool) >= {text(n) for n in range(90)}
    assert 0 < len(viquad.pairs) <= 10, "what cannot be answered gives none"
    assert all(0 < len(passage) <= 1200 for _, passage in viquad.pairs)
    told = statement_pool(folder)
    assert len(told.pairs) == len(told.hard) > 0
    assert all(wrong != pair[1] for pair, some in zip(told.pairs, told.hard, strict=True) for wrong in some)


def test_a_quarter_of_what_may_be_trained_on_is_kept_for_fitting() -> None:
    names = [f"p{n}" for n in range(4000)]
    kept = [one for one in names if not held_out(one) and fitted_on(one)]
    assert 0.18 < len(kept) / len(names) < 0.22
    assert not any(trained_on(one, FITTED) for one in kept)
    assert all(trained_on(one, FITTED) for one in names if not held_out(one) and not fitted_on(one))


def test_batches_are_of_one_source_and_rows_stand_in_their_order(folder: Path) -> None:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "base" / "tokenizer.json"))
    pairs = [(text(n)[: 5 + n], text(n)) for n in range(50)]
    encoded = encode_pairs(tokenizer, pairs, sources=[n % 2 for n in range(50)])
    batches = batches_of(encoded, Schedule(2, 8, 0.1, bucket=2))
    assert all(len({n % 2 for n in batch}) == 1 for batch in batches)
    seen = [n for batch in batches for n in batch]
    assert {seen.count(n) for n in range(50)} <= {1, 2, 3}, "a batch of one is left out"
    tower = BodyTower(folder / "base").eval()
    rows = encoded.questions.rows(range(50), 48)
    together = tower(rows)
    assert torch.allclose(together[7], tower([rows[7]])[0], atol=0.05)
    assert not torch.allclose(together[7], together[30], atol=0.05)


def test_the_recipe_leaves_the_pieces_as_they_are(folder: Path) -> None:
    tower = BodyTower(folder / "base")
    trained = {name for name, one in tower.named_parameters() if one.requires_grad}
    assert trained
    assert not any("embeddings" in name for name in trained)
    assert recipe.GENERAL.sizes == recipe.GENRE.sizes == (256, 128)

"""The stages from corpora to a model folder, hand-written questions, mined passages, on small invented text."""

from __future__ import annotations

import json
import lzma
import random
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest

from index.dense.encoder import load_encoder
from index.training import pools
from index.training.__main__ import main
from index.training.contrast import Schedule
from index.training.hand_questions import hand_pairs, hand_passages
from index.training.hand_questions import hand_questions as all_questions
from index.training.negatives import mined
from index.training.pools import Sources
from index.training.recipe import Recipe
from index.training.split import held_out

pytestmark = pytest.mark.slow

THINGS = ["cấp nước sạch", "trồng rừng", "tiêm vắc xin", "sửa cầu đường", "thi tốt nghiệp", "nuôi tôm"]


def sentence(number: int) -> str:
    chance = random.Random(number)
    thing, other = chance.sample(THINGS, 2)
    return f"Tỉnh Bình Lạc giao đơn vị {number} lo việc {thing} trước, rồi mới bàn đến {other} vào đợt {number % 7}."


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    folder = tmp_path_factory.mktemp("sources")
    laws = [
        {
            "title": f"Quy định {n}",
            "text": "\n".join(
                [
                    f"Điều {a}. Việc {THINGS[(n + a) % 6]}\n"
                    + " ".join(sentence(100 * n + 10 * a + k) for k in range(6))
                    for a in range(1, 4)
                ]
            ),
        }
        for n in range(30)
    ]
    with lzma.open(folder / "laws.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in laws)
    passages = [{"id": f"p{n}", "text": sentence(9000 + n)} for n in range(40)]
    questions = [
        {"id": f"q{n}", "passage": f"p{n}", "style": "para", "text": f"ai lo vụ {THINGS[n % 6]} số {n}"}
        for n in range(40)
    ]
    (folder / "passages.jsonl").write_text("\n".join(json.dumps(one) for one in passages), encoding="utf-8")
    (folder / "questions.jsonl").write_text("\n".join(json.dumps(one) for one in questions), encoding="utf-8")
    (folder / "thesaurus.tsv").write_text(
        "everyday\tadministrative\trelation\tdomain\tnote\nlo việc\tphụ trách công tác\tsyn\tchung\t\n",
        encoding="utf-8",
    )
    return Sources(folder, folder, ())


def test_one_command_makes_a_model_and_a_second_one_goes_on_where_it_was(
    sources: Sources, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Recipe(300, 60, 60, 16, Schedule(1, 32, 0.02), Schedule(2, 32, 0.01), turns=2)
    monkeypatch.setattr("index.training.__main__._recipe", lambda _: small)
    run, out = tmp_path / "run", tmp_path / "model"
    arguments = ["--corpora", str(sources.corpora), "--questions", str(sources.questions), "--run", str(run)]
    assert main(["weak", *arguments]) == 0
    assert (run / "weak.pt").exists()
    assert not (run / "questions.pt").exists()
    assert main(["all", *arguments, "--out", str(out)]) == 0
    first = load_encoder(out).fingerprint
    assert np.linalg.norm(load_encoder(out).encode_questions(["ai lo cấp nước"])[0]) == pytest.approx(1, abs=1e-5)
    stages_done = [json.loads(line)["stage"] for line in (run / "log.jsonl").read_text().splitlines()]
    assert stages_done == ["weak", "questions-0", "questions-1"]
    mined = [json.loads((run / f"negatives-{turn}.json").read_text(encoding="utf-8")) for turn in range(2)]
    assert len(mined[0]) == len(mined[1]) > 0
    assert mined[0] != mined[1], "the second turn mines with the vectors of the first"
    assert main(["package", *arguments, "--out", str(out)]) == 0
    assert load_encoder(out).fingerprint == first, "a finished stage is not done again"
    assert main(["package", *arguments, "--out", str(out), "--after", "weak"]) == 0
    assert load_encoder(out).fingerprint != first


def test_a_share_of_the_questions_takes_whole_passages(sources: Sources) -> None:
    whole = {pair for group in pools.labelled(sources, 1.0) for pair in group.pairs}
    half = {pair for group in pools.labelled(sources, 0.5) for pair in group.pairs}
    assert half < whole
    passages = {passage for _, passage in half}
    assert {pair for pair in whole if pair[1] in passages} == half


def test_hand_questions_are_found_by_place_and_what_is_gone_is_left_out(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    body = "Đoạn thứ nhất nói về chợ. Đoạn thứ hai nói về bến xe."
    with lzma.open(tmp_path / "news.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"title": "", "abstract": "", "body": body}) + "\n" for _ in range(30))
    places = [
        {"id": f"n{n}", "corpus": "news", "line": n, "start": 0, "end": 25, "crc": crc32(body[:25].encode())}
        for n in range(30)
    ]
    places[3]["crc"] = 1  # another edition of the corpus
    places[4]["corpus"] = "laws"  # a corpus that is not here
    (tmp_path / "passages.jsonl").write_text("\n".join(json.dumps(one) for one in places), encoding="utf-8")
    questions = [{"id": f"q{n}", "passage": f"n{n}", "style": "para", "text": f"hỏi {n}"} for n in range(30)]
    (tmp_path / "questions.jsonl").write_text("\n".join(json.dumps(one) for one in questions), encoding="utf-8")
    found = hand_passages(tmp_path, tmp_path)
    assert set(found) == {f"n{n}" for n in range(30)} - {"n3", "n4"}
    assert "2 of 30" in caplog.text
    asked = {question for question, _ in hand_pairs(tmp_path, tmp_path)}
    assert asked == {f"hỏi {n}" for n in range(30) if f"n{n}" in found and not held_out(f"n{n}")}
    assert not list(hand_pairs(tmp_path / "nowhere", tmp_path))


def test_the_questions_that_ship_fit_their_passages() -> None:
    questions = all_questions()
    assert len(questions) > 4000
    assert len({one.id for one in questions}) == len(questions)
    assert {one.style for one in questions} <= {"para", "who", "when", "num", "what", "short", "nodia", "typo"}


def test_a_mined_passage_neither_answers_nor_repeats_the_answer() -> None:
    passages = [sentence(n) for n in range(40)]
    twin = passages[0].replace("trước", "trước tiên")
    pairs = [(f"đơn vị {n} lo việc gì", passages[n]) for n in range(20)]
    for (_, passage), wrong in zip(pairs, mined(pairs, [*passages, twin], None, seed=1), strict=True):
        assert passage not in wrong
        assert not (passage == passages[0] and twin in wrong)
        assert len(wrong) <= 2
    assert any(mined(pairs, passages, None, seed=1))

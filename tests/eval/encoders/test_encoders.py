"""Comparing encoders: the sets, the measures and the table."""

from __future__ import annotations

import json
import lzma
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.__main__ import main
from eval.encoders import texts as encoder_texts
from eval.encoders.adaptation import of_source
from eval.encoders.compare import TYPED, shown, summary
from eval.encoders.ranking import Lexical, ndcg, rankings, recall
from eval.encoders.sets import PoolQuestion, law_pool, marked, slips_pool, staff_pool, statute_pool, stripped
from eval.encoders.speed import cost
from eval.retrieval.metrics import measure_each
from index.dense.encoder import FAST_MODEL
from index.training.pretrained.reading_sets import passage_name
from index.training.split import held_out
from ingest.text.folding import fold

TEXTS = {
    "trồng": "Giao Sở Nông nghiệp trồng lại rừng trên đồi trọc trong quý III.",
    "nước": "Công ty Cấp nước sửa ống dẫn nước sạch cho các xã vùng sâu.",
    "tiêm": "Trạm y tế tiêm vắc xin nhắc lại cho trẻ dưới một tuổi.",
    "lửa": "Lực lượng phòng cháy diễn tập chữa cháy tại chợ huyện.",
    "đất": "Văn phòng đăng ký đất đai đo lại ranh các thửa đất.",
    "cầu": "Ban quản lý dự án sửa mố cầu và vá ổ gà trên tỉnh lộ.",
    "thi": "Giám thị coi thi phải có mặt trước giờ phát đề một tiếng.",
    "tôm": "Hộ nuôi tôm đo độ mặn của ao trước khi thả giống.",
    "rác": "Xe ép rác gom rác thải sinh hoạt ba lần mỗi tuần.",
    "chợ": "Ban quản lý chợ sắp lại quầy hàng theo ngành.",
}


class FirstIsBest:
    """A scorer that puts the first passage first, whatever is asked."""

    def scores(self, questions: Sequence[str], passages: Sequence[str]) -> NDArray[np.float32]:
        """See ``eval.encoders.ranking.Scorer``."""
        return np.tile(-np.arange(len(passages), dtype=np.float32) / 100, (len(questions), 1))


@pytest.fixture
def staff(tmp_path: Path) -> Path:
    """Write passages and one question a passage, held out or not as the split says."""
    passages = [{"id": f"{name}-{n}", "text": text} for n in range(3) for name, text in TEXTS.items()]
    lines = [
        {
            "id": str(n),
            "passage": one["id"],
            "style": "who" if n % 2 else "nodia",
            "text": "ai lo viec" if n % 2 == 0 else "ai lo việc",
        }
        for n, one in enumerate(passages)
    ]
    (tmp_path / "passages.jsonl").write_text("\n".join(json.dumps(one) for one in passages), encoding="utf-8")
    (tmp_path / "questions.jsonl").write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    return tmp_path


@pytest.fixture
def statutes(tmp_path: Path) -> Path:
    """Write a small BEIR-style collection."""
    folder = tmp_path / "statutes"
    folder.mkdir()
    corpus = [
        {"_id": f"{name}{n}", "title": "", "text": f"{text} Đợt {n}."} for n in range(4) for name, text in TEXTS.items()
    ]
    queries = [{"_id": one["_id"], "text": one["text"][:30]} for one in corpus]
    (folder / "corpus.jsonl").write_text("\n".join(json.dumps(one) for one in corpus), encoding="utf-8")
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(one) for one in queries), encoding="utf-8")
    (folder / "qrels.test.tsv").write_text(
        "\n".join(f"{one['_id']}\t{one['_id']}\t1" for one in corpus), encoding="utf-8"
    )
    return folder


def test_only_questions_on_held_out_passages_are_asked(staff: Path) -> None:
    pool = staff_pool(staff)
    assert len(pool.passages) == 30
    assert 0 < len(pool.asked) < 30
    assert all(held_out(pool.passages[number].document_id) for one in pool.asked for number in one.right)


def test_the_twins_differ_in_nothing_but_diacritics(staff: Path) -> None:
    pool = staff_pool(staff)
    with_marks, without = marked(pool).asked, stripped(pool).asked
    assert [one.right for one in with_marks] == [one.right for one in without]
    assert {one.text for one in with_marks} == {"ai lo việc"}
    assert {one.text for one in without} == {"ai lo viec"}


@pytest.mark.parametrize("right", [{0}, {2, 7}, {9}, {11}, {0, 1, 2, 3, 4, 5, 6}])
def test_measures_are_those_of_the_field(right: set[int]) -> None:
    scores = {number: 1.0 - number / 20 for number in range(12)}
    asked = PoolQuestion("?", "x", frozenset(right))
    run = {"q": [(str(number), score) for number, score in scores.items()]}
    wanted = measure_each({"q": {str(number): 1 for number in right}}, run)["q"]
    assert ndcg(scores, asked) == pytest.approx(wanted["nDCG@10"])
    assert recall(scores, asked) == pytest.approx(wanted["recall@5"])


def test_both_legs_are_put_together_as_in_the_product(statutes: Path) -> None:
    pool = statute_pool(statutes)
    ranked = next(iter(rankings(pool, Lexical(pool), FirstIsBest())))
    alone, both = ranked.alone, ranked.widened
    assert max(alone, key=lambda number: alone[number]) == 0
    right = next(iter(pool.asked[0].right))
    assert right in sorted(both, key=lambda number: -both[number])[:4], (
        "the words found it although the encoder did not"
    )


def test_law_is_asked_for_among_all_articles(tmp_path: Path) -> None:
    articles = [f"Điều {n}. {text} Khoản {n}" for n in range(4) for text in TEXTS.values()]
    with lzma.open(tmp_path / "legal_corpus.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"text": text}) + "\n" for text in articles)
    reworded = f"{articles[0]} (sửa đổi)"
    asked = [("việc này ai lo", text) for text in articles[:2]]
    asked += [(f"hỏi {n}", text) for n, text in enumerate((reworded, *articles[2:]))]
    with lzma.open(tmp_path / "zalo2021_legal.jsonl.xz", "wt", encoding="utf-8") as out:
        out.writelines(json.dumps({"question": q, "passage": p, "answerable": True}) + "\n" for q, p in asked)
    pool = law_pool(tmp_path)
    assert len(pool.passages) == len(articles) + 1
    named = {one.text: {pool.passages[at].text for at in one.right} for one in pool.asked}
    answers = {question: {p for q, p in asked if q == question} for question, _ in asked}
    assert named == {q: some for q, some in answers.items() if all(held_out(passage_name(one)) for one in some)}
    assert 0 < len(named) < len(answers)


def test_a_question_typed_badly_is_asked_beside_its_twin(staff: Path, tmp_path: Path) -> None:
    pool = staff_pool(staff)
    marked_one = next(one for one in pool.asked if one.text == "ai lo việc")
    lines = [{"of": "ai lo việc", "text": "ai lo vieecj"}, {"of": "chưa ai hỏi", "text": "chuaw ai hoir"}]
    (tmp_path / "typed.jsonl").write_text("\n".join(json.dumps(one) for one in lines), encoding="utf-8")
    typed, twin = slips_pool(pool, tmp_path / "typed.jsonl", "slips").asked
    assert (typed.text, typed.style, twin.text, twin.style) == ("ai lo vieecj", "slips", "ai lo việc", "slips twin")
    assert typed.right == twin.right
    assert marked_one.text == twin.text


def test_the_typed_questions_are_whole() -> None:
    for name, file in TYPED.items():
        items = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        assert len(items) == len({one["of"] for one in items}) == 150
        assert all(one["text"] != one["of"] for one in items)
        assert name != "bare" or all(one["text"] == fold(one["of"]) for one in items)


def test_a_summary_gives_the_mean_inside_its_interval() -> None:
    table = summary({"nDCG@10": {"para": {"x": [0.0, 1.0] * 20}}})
    row = table["nDCG@10"]["para"]["x"]
    assert row["low"] < row["mean"] == 0.5 < row["high"]
    assert row["questions"] == 40
    assert "| x | .500 [." in shown("nDCG@10", table["nDCG@10"])


@pytest.mark.slow
def test_one_run_gives_one_table(statutes: Path, staff: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["encoders", "--collection", str(statutes), "--questions", str(staff), "--model", f"static={FAST_MODEL}"])
        == 0
    )
    out = capsys.readouterr().out
    for system in ("BM25 syllables", "BM25 + bigrams", "| static |", "| expansions + static |"):
        assert system in out
    for name in ("statutes (", "who (", "marked (", "stripped (", "sample ("):
        assert name in out


def test_without_questions_nothing_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["encoders"]) == 2
    assert encoder_texts.NOTHING in capsys.readouterr().err


@pytest.mark.slow
def test_what_an_encoder_costs_is_measured_apart() -> None:
    found = cost(FAST_MODEL)
    assert set(found) == {"start_s", "question_ms", "passages_per_s", "memory_mb", "disk_mb"}
    assert all(value > 0 for value in found.values())


@pytest.mark.slow
def test_adaptation_is_measured_on_the_questions_of_one_source(
    staff: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (staff / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) | {"source": f"{'real' if n % 2 else 'news'}/1.txt"} for n, line in enumerate(lines)]
    (staff / "passages.jsonl").write_text("\n".join(json.dumps(one) for one in items), encoding="utf-8")
    whole, real = staff_pool(staff), of_source(staff_pool(staff), staff, "real/")
    assert 0 < len(real.asked) < len(whole.asked)
    assert real.passages == whole.passages
    assert main(["adaptation", "--archive", str(tmp_path / "none"), "--questions", str(staff)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["questions"] == len(real.asked)
    assert found["alone nDCG@10"]["before"] == found["alone nDCG@10"]["after"], "nothing was adapted"

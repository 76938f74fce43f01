"""Reading test collections and runs, and the measures computed from them."""

from __future__ import annotations

import json
from math import log2
from pathlib import Path

import pytest

from eval.gold.beir import CollectionError, read_collection
from eval.retrieval.metrics import measure_each
from eval.retrieval.trec import write_run
from index.training.split import held_out


def write_folder(folder: Path, qrels: str, qrels_path: str = "qrels/test.tsv") -> Path:
    passages = [{"_id": f"d{n}", "title": "", "text": f"đoạn {n}"} for n in range(10)]
    queries = [{"_id": f"q{n}", "text": f"câu hỏi {n}"} for n in range(10)]
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    (folder / "corpus.jsonl").write_text("\n".join(json.dumps(p, ensure_ascii=False) for p in passages))
    (folder / "queries.jsonl").write_text("\n".join(json.dumps(q, ensure_ascii=False) for q in queries) + "\n\n")
    (folder / qrels_path).write_text(qrels)
    return folder


@pytest.mark.parametrize(
    ("qrels", "why"),
    [
        ("q1\td1\t1\nq2\td2\t0\n", "three columns; grade 0 is no judgement of relevance"),
        ("query-id\tcorpus-id\tscore\nq1\td1\t1\n", "the header line of BEIR is skipped"),
        ("q1 0 d1 1\n", "four columns as in TREC"),
    ],
)
def test_judgements_are_read_in_each_usual_form(tmp_path: Path, qrels: str, why: str) -> None:
    found = read_collection(write_folder(tmp_path, qrels), part="all")
    assert found.qrels == {"q1": {"d1": 1}}, why
    assert found.queries == {"q1": "câu hỏi 1"}


def test_files_named_qrels_dot_split_are_found_and_selected(tmp_path: Path) -> None:
    write_folder(tmp_path, "q1\td1\t1\n", "qrels.dev.tsv")
    (tmp_path / "qrels.train.tsv").write_text("q2\td2\t1\n")
    assert set(read_collection(tmp_path, ("dev",), part="all").qrels) == {"q1"}
    assert set(read_collection(tmp_path, part="all").qrels) == {"q1", "q2"}


@pytest.mark.parametrize(
    ("qrels", "named"),
    [
        ("q1\td99\t1\n", "d99"),
        ("q99\td1\t1\n", "q99"),
        ("q1\td1\t1\nbroken\n", "test.tsv:2"),
        ("q1\td1\t0\n", "judged"),
    ],
)
def test_a_wrong_collection_is_refused_with_the_place_named(tmp_path: Path, qrels: str, named: str) -> None:
    with pytest.raises(CollectionError, match=named):
        read_collection(write_folder(tmp_path, qrels), part="all")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"corpus\.jsonl"):
        read_collection(tmp_path)


def test_held_out_and_training_questions_share_no_passage(tmp_path: Path) -> None:
    write_folder(tmp_path, "".join(f"q{n}\td{n}\t1\n" for n in range(10)))
    kept, trained = (read_collection(tmp_path, part=part).qrels for part in ("held-out", "train"))
    assert set(kept) | set(trained) == {f"q{n}" for n in range(10)}
    assert all(held_out(passage) for found in kept.values() for passage in found)
    assert not any(held_out(passage) for found in trained.values() for passage in found)


def test_about_one_passage_in_five_is_held_out() -> None:
    share = sum(held_out(f"passage-{n}") for n in range(5000)) / 5000
    assert 0.17 < share < 0.23


def test_a_run_file_has_a_line_a_passage(tmp_path: Path) -> None:
    run = {"q1": [("d 2", 3.5), ("d1", 1.25)], "q2": [("d3", -0.5)]}
    write_run(tmp_path / "a.run", run, "lexical")
    assert (tmp_path / "a.run").read_text().splitlines() == [
        "q1 Q0 d_2 1 3.500000 lexical",
        "q1 Q0 d1 2 1.250000 lexical",
        "q2 Q0 d3 1 -0.500000 lexical",
    ]


def test_measures_follow_their_formulas() -> None:
    qrels = {"q1": {"a": 1, "b": 1}, "q2": {"c": 1}}
    run = {"q1": [("x", 9.0), ("a", 8.0), ("y", 7.0), ("b", 6.0)]}  # q2 finds nothing
    found, none = (measure_each(qrels, run)[query] for query in ("q1", "q2"))
    gain = (1 / log2(3) + 1 / log2(5)) / (1 / log2(2) + 1 / log2(3))
    assert found["nDCG@10"] == pytest.approx(gain)
    assert found["recall@5"] == pytest.approx(1.0)
    assert found["MRR@10"] == pytest.approx(1 / 2)
    assert set(none.values()) == {0.0}


def test_equal_scores_are_ranked_as_the_engine_ranked_them() -> None:
    assert measure_each({"q": {"b": 1}}, {"q": [("a", 1.0), ("b", 1.0)]})["q"]["MRR@10"] == pytest.approx(0.5)

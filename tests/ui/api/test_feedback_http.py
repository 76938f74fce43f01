"""Feedback over HTTP: taken in with what it is about, handed out, and written to files by the command."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from eval.gold.questions import read_gold
from index.training.adapting import feedback_pairs
from ingest.archive.archive import Archive
from served import filled, serving
from ui.cli import main

pytestmark = pytest.mark.slow

QUESTION = "Ai chủ trì vận hành các cống ngăn mặn?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("feedback"))


@pytest.fixture(scope="module")
def client(archive: Path) -> Iterator[httpx.Client]:
    with serving(archive) as address, httpx.Client(base_url=f"{address}/api/v1", timeout=60) as client:
        yield client


def test_an_answer_is_judged_and_the_judgement_serves_for_measuring_and_training(
    client: httpx.Client, archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = client.post("/ask", json={"question": QUESTION}).json()
    given = {name: answer[name] for name in ("question", "status", "kind", "answer", "citations")}
    first = client.post("/feedback", json={**given, "verdict": "right"})
    assert first.status_code == 201
    wrong = client.post("/feedback", json={"question": "Ai trồng cây?", "verdict": "wrong", "note": "=1+1"})
    listed = client.get("/feedback").json()
    assert [one["id"] for one in listed["feedback"]] == [wrong.json()["id"], first.json()["id"]]
    assert listed["feedback"][1]["answer"] == answer["answer"]
    assert set(listed["feedback"][1]["versions"]) == {"tracuu", "encoder"}

    pairs, gold = tmp_path / "pairs.jsonl", tmp_path / "gold.jsonl"
    assert main(["feedback", "--archive", str(archive), "--jsonl", str(pairs), "--gold", str(gold)]) == 0
    printed = capsys.readouterr().out
    assert "[sai] Ai trồng cây?" in printed
    assert "2 nhận xét" in printed
    (question,) = read_gold(gold)
    with Archive.open(archive) as held:
        documents = [held.get(one) for one in held.ids()]
    spans = [span.of(one.text) for one in documents for span in question.evidence(one)]
    assert spans == [one["quote"] for one in answer["citations"]]
    assert feedback_pairs(pairs, documents)[0][0] == QUESTION
    assert main(["feedback", "--archive", str(archive), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["count"] == 2


# what is sent, and what the refusal names
WRONG = [
    ({"question": QUESTION}, "verdict"),
    ({"question": QUESTION, "verdict": "tốt"}, "verdict"),
    ({"question": " ", "verdict": "right"}, "question"),
    ({"question": QUESTION, "verdict": "right", "note": "x" * 2001}, "note"),
    ({"question": QUESTION, "verdict": "right", "citations": [{"document_id": "a", "start": -1, "end": 2}]}, "start"),
    ({"question": QUESTION, "verdict": "right", "citations": [{"document_id": "a", "start": 1, "end": 2}] * 201}, "citations"),
]  # fmt: skip


@pytest.mark.parametrize(("sent", "named"), WRONG)
def test_what_cannot_be_meant_is_refused_by_name(client: httpx.Client, sent: dict[str, object], named: str) -> None:
    before = client.get("/feedback").json()["count"]
    refused = client.post("/feedback", json=sent)
    assert refused.status_code == 422
    assert named in refused.json()["detail"]
    assert client.get("/feedback").json()["count"] == before


def test_a_citation_of_a_document_that_is_not_there_is_refused(client: httpx.Client) -> None:
    place = {"document_id": "f" * 16, "start": 0, "end": 3}
    refused = client.post("/feedback", json={"question": QUESTION, "verdict": "right", "citations": [place]})
    assert refused.status_code == 404

"""Judging answers against gold questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.answers.judge import judge
from eval.answers.measures import summary
from eval.answers.runs import changed, gains, read_run, run_of, write_run
from eval.answers.texts import compared_runs
from eval.gold.gold_span import GoldError
from eval.gold.questions import Gold, evidence_spans, read_gold, says
from ingest.document import Document, Page, Span
from ingest.text.alignment import checksum
from rag.answer import Answer, Citation

TEXT = "Sở Y tế chủ trì phòng bệnh tại huyện Tân Lạc¹⁷ – hoàn thành\ntrước ngày 30/9/2024."
DOCUMENT = Document("a" * 16, "a" * 64, "cv.txt", TEXT, pages=(Page(1, Span(0, len(TEXT))),))


def gold(status: str = "answered", answer: tuple[str, ...] = ("Sở Y tế",), quote: str = "Sở Y tế chủ trì") -> Gold:
    return Gold("q", "Ai lo phòng bệnh?", "lead_agency", "plain", ("cv.txt",), (quote,), answer, status, "test")


def answer(text: str, status: str = "answered", start: int = 0, end: int = 15) -> Answer:
    citation = Citation(
        DOCUMENT.id, "cv.txt", None, None, None, None, (), None, 1, start, end, DOCUMENT.text[start:end]
    )
    return Answer("Ai lo phòng bệnh?", status, "lead_agency", text, citations=(citation,))


@pytest.mark.parametrize(
    ("text", "required", "right"),
    [
        ("Sở Y tế chủ trì.", ("Sở Y tế",), True),
        ("so y te chu tri", ("Sở Y tế",), True),
        ("Sở Xây dựng chủ trì.", ("Sở Y tế",), False),
        ("Có 1.277 doanh nghiệp", ("1.277|1277",), True),
        ("Có 1277 doanh nghiệp", ("1.277|1277",), True),
        ("Có 11.277 doanh nghiệp", ("1.277|1277",), False),  # a figure inside a longer one is another figure
        ("đạt 89,2%, giảm", ("89,2",), True),
        ("đạt 89,2 %, giảm", ("89,2%",), True),
        ("đạt 89,25%, giảm", ("89,2%",), False),
        ("ngày 30/9/2024", ("30/9/2024", "Sở Y tế"), False),  # every entry is required
    ],
)
def test_an_answer_is_right_when_it_says_every_required_string(
    text: str, required: tuple[str, ...], right: bool
) -> None:
    assert says(text, gold(answer=required)) is right


def test_evidence_is_found_across_marks_blanks_and_dashes() -> None:
    (span,) = evidence_spans(DOCUMENT, ("huyện Tân Lạc - hoàn thành trước ngày",))
    assert span.of(TEXT) == "huyện Tân Lạc¹⁷ – hoàn thành\ntrước ngày"


def test_a_quote_that_is_not_in_the_document_gives_no_evidence() -> None:
    assert evidence_spans(DOCUMENT, ("Sở Nội vụ",)) == ()


# status of gold, status of answer, cited span -> right, cited
@pytest.mark.parametrize(
    ("wanted", "given", "start", "right", "cited"),
    [
        ("answered", "answered", 0, True, True),
        ("answered", "answered", 50, True, False),  # right words, evidence from elsewhere
        ("answered", "not_found", 0, False, False),
        ("not_found", "not_found", 0, True, None),
        ("not_found", "answered", 0, False, None),
    ],
)
def test_words_evidence_and_refusals_are_judged_apart(
    wanted: str, given: str, start: int, right: bool, cited: bool | None
) -> None:
    found = judge(gold(wanted), answer("Sở Y tế chủ trì", given, start, start + 10), {DOCUMENT.id: DOCUMENT})
    assert (found.right, found.cited, found.valid) == (right, cited, True)


def test_a_citation_that_does_not_slice_back_is_invalid() -> None:
    forged = answer("Sở Y tế")
    forged = Answer("", "answered", "topic", "", citations=(forged.citations[0].__class__(**{
        name: getattr(forged.citations[0], name) for name in Citation.__slots__ if name != "quote"
    }, quote="Sở Y tế chủ quan"),))  # fmt: skip
    assert not judge(gold(), forged, {DOCUMENT.id: DOCUMENT}).valid


def test_the_summary_counts_shares() -> None:
    documents = {DOCUMENT.id: DOCUMENT}
    judged = [
        judge(gold(), answer("Sở Y tế"), documents),
        judge(gold(), answer("Sở Xây dựng"), documents),
        judge(gold("not_found"), answer("", "not_found"), documents),
        judge(gold(), answer("", "not_found"), documents),
    ]
    figures = summary(judged)
    assert figures["answer"] == pytest.approx(1 / 3, abs=1e-4)
    assert figures["citation"] == pytest.approx(2 / 3, abs=1e-4)
    assert figures["refusal"] == 1
    assert figures["wrong_refusal"] == pytest.approx(1 / 3, abs=1e-4)


def test_a_broken_question_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"id": "1", "question": "?", "kind": "topic", "style": "plain", "status": "maybe"}))
    with pytest.raises(GoldError, match=r"gold\.jsonl:1: status: maybe"):
        read_gold(path)


def test_evidence_may_be_noted_by_place(tmp_path: Path) -> None:
    words = "hoàn thành\ntrước ngày 30/9/2024"
    start = TEXT.index(words)
    noted = {
        "document": "x/cv.txt",
        "sha256": DOCUMENT.sha256,
        "start": start + 3,  # the reading has moved since
        "end": start + 3 + len(words),
        "crc": checksum(words),
        "letters": sum(sign.isalnum() for sign in words),
        "footnote": False,
    }
    item = {"id": "1", "question": "?", "kind": "deadline", "style": "plain", "status": "answered", "evidence": [noted]}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(item), encoding="utf-8")
    (one,) = read_gold(path)
    assert [span.of(TEXT) for span in one.evidence(DOCUMENT)] == [words]
    other = Document("b" * 16, "b" * 64, "cv.txt", TEXT, pages=DOCUMENT.pages)
    assert one.evidence(other) == ()


def test_two_runs_are_set_beside_each_other(tmp_path: Path) -> None:
    documents = {DOCUMENT.id: DOCUMENT}
    early = run_of([judge(gold(), answer("", "not_found"), documents)])
    late = run_of([judge(gold(), answer("Theo công văn:\nSở Y tế"), documents)])
    write_run(early, tmp_path / "early.jsonl")
    assert read_run(tmp_path / "early.jsonl") == early
    found = gains(early, late)
    assert (found["right"][0], found["refused"][0], found["first"][0]) == (1.0, -1.0, 0.0)
    told = compared_runs(found, changed(early, late))
    assert "[+đúng, +dẫn đúng chỗ, −từ chối] q Ai lo phòng bệnh?" in told
    assert changed(late, late) == ()
    (tmp_path / "broken.jsonl").write_text('{"id": "q"}\n', encoding="utf-8")
    with pytest.raises(GoldError, match=r"broken\.jsonl:1"):
        read_run(tmp_path / "broken.jsonl")

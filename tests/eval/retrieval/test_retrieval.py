"""Measuring systems: ranks of evidence, the rows that exist, hidden halves, output files and the page."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
import zipfile
from datetime import date
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.gold.beir import Collection, CollectionError, read_collection
from eval.gold.judged import Judged, JudgedSet, of_collection
from eval.retrieval.engines import CollectionEngine
from eval.retrieval.measure import MEASURES, Measured, compared, lines_of, measure, table_of
from eval.retrieval.plots import Point, dots
from eval.retrieval.report import page
from eval.retrieval.systems import SYSTEMS, Found, System, ablations, rows

TEXTS = (
    ("t1", "", "Sở Thủy lợi nạo vét kênh Cầu Đá trước mùa mưa"),
    ("t2", "", "Sở Du lịch niêm yết giá vé thuyền Bến Gỗ"),
    ("t3", "", "Công an tỉnh kiểm tra phương tiện thủy nội địa"),
)
COLLECTION = Collection(
    "ba-doan",
    TEXTS,
    {"q1": "nạo vét kênh", "q2": "gia ve thuyen", "q3": "kiểm tra <b>tàu</b>"},
    {"q1": {"t1": 1}, "q2": {"t2": 1}, "q3": {"t3": 1}},
    {"q1": "plain", "q2": "nodia", "q3": "<script>"},
)


class Fixed:
    """An engine that knows the answers: its lexical mode finds everything, its reference nothing but the first."""

    modes = frozenset({"lexical", "bm25"})
    parts: tuple[str, ...] = ("pairs",)

    def search(self, question: str, limit: int, system: System) -> Found:
        """Rank the three texts."""
        order = (
            ["t1", "t2", "t3"]
            if system.mode == "bm25"
            else sorted(["t1", "t2", "t3"], key=lambda name: name not in question)
        )
        return [(name, 1.0) for name in order][:limit]

    def alarms(self) -> tuple[str, ...]:
        """Tell of nothing."""
        return ()


def asked(name: str, *evidence: set[str], groups: tuple[str, ...] = ()) -> Judged:
    carriers = tuple(frozenset(one) for one in evidence)
    return Judged(
        name, " ".join(sorted(set().union(*evidence))), carriers, dict.fromkeys(set().union(*evidence), 1), groups
    )


def measured(*questions: Judged, hidden: bool = False) -> Measured:
    return measure(JudgedSet("bộ", questions, hidden=hidden), Fixed(), rows(Fixed()))


def test_only_the_rows_an_engine_offers_are_measured_and_in_their_order() -> None:
    assert [one.name for one in rows(Fixed())] == ["rank-bm25", "bigrams"]
    assert [one.name for one in rows(Fixed(), {"bigrams", "fusion"})] == ["bigrams"]
    assert [(one.name, one.without) for one in ablations(Fixed())] == [("bigrams", ()), ("bigrams - pairs", ("pairs",))]


@pytest.mark.parametrize(
    ("evidence", "ranks", "recall", "why"),
    [
        (({"t1"},), (1,), {"recall@1": 1.0, "success@5": 1.0}, "found first"),
        (({"t3"},), (3,), {"recall@1": 0.0, "recall@5": 1.0}, "found third"),
        (({"t2", "t3"},), (2,), {"recall@5": 1.0}, "any passage of an entry will do"),
        (({"t1"}, {"t3"}), (1, 3), {"recall@1": 0.5, "recall@5": 1.0}, "the share of the entries found"),
        (({"t1"}, {"nowhere"}), (1, None), {"recall@100": 0.5, "success@5": 1.0}, "an entry that is never found"),
        ((set[str](), {"t2"}), (None, 2), {"recall@100": 0.5}, "an entry no passage carries counts as not found"),
    ],
)
def test_recall_is_over_evidence_and_not_over_passages(
    evidence: tuple[set[str], ...], ranks: tuple[int | None, ...], recall: dict[str, float], why: str
) -> None:
    outcome = measured(asked("a", *evidence)).outcomes["rank-bm25"][0]
    assert outcome.ranks == ranks, why
    assert {name: outcome.figures[name] for name in recall} == recall


def test_a_table_has_every_measure_for_every_system_and_group() -> None:
    found = measured(asked("a", {"t1"}, groups=("plain",)), asked("b", {"t3"}, groups=("nodia", "footnote")))
    table = table_of(found)
    assert set(table) == {
        f"{system}{group}"
        for system in ("rank-bm25", "bigrams")
        for group in ("", " / plain", " / nodia", " / footnote")
    }
    assert table["rank-bm25"]["recall@1"] == 0.5
    assert table["rank-bm25 / nodia"]["recall@1"] == 0.0
    assert table["bigrams"]["questions"] == 2.0
    assert all(set(MEASURES) <= set(row) for row in table.values())
    assert all(row["nDCG@10 low"] <= row["nDCG@10"] <= row["nDCG@10 high"] for row in table.values())


def test_each_row_is_compared_with_the_one_before_and_the_last_with_every_row_of_words() -> None:
    found = measured(*(asked(str(number), {"t3"}) for number in range(12)))
    (only,) = compared(found)
    assert (only.before, only.after) == ("rank-bm25", "bigrams")
    assert only.gain == pytest.approx(0.5)  # from the third place, 1 / log2(4), to the first
    assert only.chance < 0.01


def test_lines_for_each_question_have_ranks_and_never_its_words() -> None:
    found = measured(asked("a", {"t3"}, groups=("plain",)))
    (line,) = map(json.loads, lines_of(found))
    assert (line["set"], line["id"], line["groups"]) == ("bộ", "a", ["plain"])
    assert line["systems"]["rank-bm25"]["ranks"] == [3]
    assert "text" not in line


def test_syllables_alone_know_no_pairs() -> None:
    # Both passages have the same syllables, only one the pair.
    pairs = Collection("x", (("near", "", "an toàn giao thông"), ("far", "", "giao toàn thông an")), {}, {})
    engine = CollectionEngine(pairs, None)
    found = {
        system.name: dict(engine.search("an toàn", 5, system))
        for system in SYSTEMS
        if system.name in ("syllables", "bigrams")
    }
    assert found["syllables"]["near"] == pytest.approx(found["syllables"]["far"])
    assert found["bigrams"]["near"] > found["bigrams"]["far"]


def test_a_part_is_switched_off_in_its_own_row_only() -> None:
    pairs = Collection("x", (("near", "", "an toàn giao thông"), ("far", "", "giao toàn thông an")), {}, {})
    engine = CollectionEngine(pairs, None)
    whole, *less = ablations(engine)
    assert {one.without[0] for one in less} == set(engine.parts)
    without_pairs = next(one for one in less if one.without == ("pairs",))
    # The re-ranker sees the order of words by itself, so the retrievers are looked at alone.
    retrievers = [System(one.name, "hybrid", without=one.without) for one in (whole, without_pairs)]
    scores = [dict(engine.search("an toàn", 5, one)) for one in retrievers]
    assert scores[0]["near"] > scores[0]["far"]
    assert scores[1]["near"] == pytest.approx(scores[1]["far"])


def labelled(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    passages = [{"id": name, "text": text} for name, _, text in TEXTS]
    questions = [
        {"id": query, "text": text, "passage": next(iter(COLLECTION.qrels[query])), "style": COLLECTION.styles[query]}
        for query, text in COLLECTION.queries.items()
    ]
    for name, items in (("passages", passages), ("questions", questions)):
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in items))
    return folder


def test_labelled_questions_are_a_collection_with_styles(tmp_path: Path) -> None:
    found = read_collection(labelled(tmp_path / "ba-doan"), part="all")
    assert found == COLLECTION
    assert of_collection(found).questions[1].groups == ("nodia",)


def test_a_question_on_an_unknown_passage_is_refused(tmp_path: Path) -> None:
    labelled(tmp_path)
    (tmp_path / "questions.jsonl").write_text('{"id": "q", "text": "?", "passage": "t9"}')
    with pytest.raises(CollectionError, match="t9"):
        read_collection(tmp_path, part="all")


def test_a_packed_collection_is_read_as_the_folder_is(tmp_path: Path) -> None:
    folder = labelled(tmp_path / "in")
    with zipfile.ZipFile(tmp_path / "ba-doan.zip", "w") as packed:
        for file in folder.iterdir():
            packed.write(file, f"deep/er/{file.name}")
    assert read_collection(tmp_path / "ba-doan.zip", part="all") == COLLECTION
    (tmp_path / "torn.zip").write_bytes(b"PK nothing")
    with pytest.raises(CollectionError, match=r"torn\.zip"):
        read_collection(tmp_path / "torn.zip")


def run(folder: Path, *more: str) -> int:
    return main(["retrieval", "--dataset", str(labelled(folder / "ba-doan")), "--part", "all", "--encoder", "", *more])


@pytest.mark.slow
def test_one_run_writes_runs_lines_and_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    each, html, runs = tmp_path / "each.jsonl", tmp_path / "out" / "page.html", tmp_path / "runs"
    assert run(tmp_path, "--each", str(each), "--html", str(html), "--runs", str(runs), "--ablations", "--verbose") == 0
    assert len(each.read_text().splitlines()) == 3
    assert {path.name for path in runs.iterdir()} >= {
        "retrieval-ba-doan.bigrams.run",
        "retrieval-ba-doan.rank-bm25.run",
    }
    assert "nạo vét kênh" in capsys.readouterr().out
    assert "nạo vét kênh" not in html.read_text(encoding="utf-8")


def test_several_sets_are_measured_in_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second = labelled(tmp_path / "second")
    assert run(tmp_path, "--dataset", str(second), "--json") == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)["sets"]] == [
        "retrieval-ba-doan",
        "retrieval-second",
    ]


def test_a_page_is_whole_escaped_and_asks_the_network_for_nothing() -> None:
    found = measure(of_collection(COLLECTION), CollectionEngine(COLLECTION, None), SYSTEMS[:3])
    html = page([found, found], {}, date(2026, 1, 2))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert not any(sign in html for sign in ("http://", "https://", "src=", "url(", "@import"))
    assert "02/01/2026" in html
    assert html.count("<svg") == 8  # two measures over all and two by group, for each of two sets


@pytest.mark.parametrize("low", [0.0, 0.31, 0.95, 1.0])
def test_a_plot_is_sound_and_keeps_every_point_inside(low: float) -> None:
    svg = ElementTree.fromstring(dots("a < b", [("nhóm & kiểu", [Point("<x>", 1.0, low, 1.0, 0)])]))
    width = float(svg.attrib["viewBox"].split()[2])
    for circle in svg.iter("circle"):
        assert 0 < float(circle.attrib["cx"]) < width
    for line in svg.iter("line"):
        assert 0 < float(line.attrib["x1"]) <= float(line.attrib["x2"]) < width


def spans_of_sample(folder: Path, split: str) -> Path:
    """Questions with spans over the sample archive's own text: one, in this half."""
    from eval.sample import SAMPLE_FILES
    from ingest.reading import read_document
    from ingest.text.alignment import checksum

    file = sorted(SAMPLE_FILES.glob("*.txt"))[0]
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / file.name).write_bytes(file.read_bytes())
    document = read_document(folder / "docs" / file.name)
    start = document.body.start if document.body else 0
    words = document.text[start : start + 80]
    evidence = {
        "document": file.name,
        "sha256": document.sha256,
        "start": start,
        "end": start + 80,
        "crc": checksum(words),
        "footnote": False,
    }
    item = {"id": "d1", "question": "câu hỏi kín", "style": "plain", "split": split, "evidence": [evidence]}
    (folder / "q.jsonl").write_text(json.dumps(item, ensure_ascii=False), encoding="utf-8")
    return folder / "q.jsonl"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("split", "more", "shown"),
    [("test", (), False), ("test", ("--reveal",), True), ("dev", (), True)],
)
def test_questions_of_the_half_for_reporting_are_shown_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], split: str, more: tuple[str, ...], shown: bool
) -> None:
    questions = spans_of_sample(tmp_path, split)
    given = ["--questions", str(questions), "--documents", str(tmp_path / "docs"), "--work", str(tmp_path / "work")]
    status = main(["retrieval", *given, "--split", split, "--encoder", "", "--systems", "bigrams", "--verbose", *more])
    said = capsys.readouterr()
    assert status == 0
    assert ("câu hỏi kín" in said.out) is shown
    assert "d1" in said.out


@pytest.mark.slow
def test_an_archive_of_originals_is_read_once_and_again_when_a_file_or_the_reading_changed(tmp_path: Path) -> None:
    from eval.gold.originals import library_of

    spans_of_sample(tmp_path, "dev")
    documents, work, code = tmp_path / "docs", tmp_path / "work", tmp_path / "code"
    code.mkdir()
    (code / "reader.py").write_text("one = 1")

    def reads(as_read: bool = False) -> int:
        read: list[str] = []
        library_of(documents, work, "", lambda name, *_: read.append(name), as_read, code).close()
        return len(read)

    assert [reads(), reads()] == [1, 0]
    (documents / "more.txt").write_text("Sở Thủy lợi nạo vét kênh Cầu Đá.\n", encoding="utf-8")
    assert [reads(), reads()] == [2, 0]
    (code / "reader.py").write_text("one = 2")
    assert [reads(as_read=True), reads(), reads()] == [0, 2, 0]

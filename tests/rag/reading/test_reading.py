"""Answers by reading: what is offered to a reader, where its words stand, and what is told of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.passages import Hit, Passage
from index.reader.reader import Reading
from index.reader.rows import Text
from ingest.document import Span
from ingest.reading import read_document
from rag.ask import ask
from rag.evidence.desk import Desk
from rag.library import Library
from rag.question.understand import understand
from rag.reading.compose import by_reading, features, names_all, readings
from rag.reading.offers import offer
from rag.reading.read import Found
from rag.reading.sureness import FEATURES, Fit, Sureness, read_sureness, write_sureness
from rag.reading.told import LONGEST_QUOTE, quoted, told
from rag.wording import phrases
from reservoir import notice

NOTICE = notice("""\
1. Hồ chứa nước Suối Mây đã tích nước trở lại sau sửa chữa. Mực nước nay là 42,5 m.

2. Sở Xây dựng chủ trì, phối hợp các địa phương:

- Cắm biển báo ở cửa xả.

- Dọn bèo trong lòng hồ trước ngày 20 tháng 9 năm 2023.
""")
TODAY = date(2023, 10, 1)
BY_SCORE = Fit((1.0, *(0.0 for _ in FEATURES[1:])), 0.0)
SURE = Sureness(BY_SCORE, replace(BY_SCORE, bias=2.0), 1.0)


class Finder:
    """Finds the words it is given; every other text does not answer."""

    def __init__(self, words: str, score: float = 5.0) -> None:
        self._words, self._score = words, score
        self.read_of: list[Text] = []

    def read(self, question: str, texts: Sequence[Text]) -> list[Reading]:
        """See ``Reader``."""
        self.read_of += texts
        return [self._reading(one.words) for one in texts]

    def _reading(self, words: str) -> Reading:
        at = words.find(self._words)
        return Reading(self._score, at, at + len(self._words), -0.1) if at >= 0 else Reading(-9.0, 0, 3, -3.0)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("kho")
    paths = [folder / "notice.txt", folder / "other.txt"]
    paths[0].write_text(NOTICE, encoding="utf-8")
    paths[1].write_text(NOTICE.replace("8/TB", "9/TB").replace("Suối Mây", "Suối Gió"), encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        for path in paths:
            opened.archive.add(read_document(path), path, str(path))
        opened.refresh()
        yield opened


def desk(library: Library, question: str) -> Desk:
    return Desk(understand(question, library.agencies, TODAY), library)


def test_the_passage_that_answers_is_the_quote(library: Library) -> None:
    asked = desk(library, "hồ Suối Mây giờ nước lên bao nhiêu")
    draft = by_reading(asked, Finder("42,5 m"), SURE)
    assert draft.status == "answered"
    assert "Mực nước nay là 42,5 m." in draft.sentences[0].text
    assert draft.sentences[0].evidence[0].quote.startswith("1. Hồ chứa nước")


def test_the_header_above_is_read_and_cited_as_words_of_the_document(library: Library) -> None:
    finder = Finder("Sở Xây dựng")
    draft = by_reading(desk(library, "ai dọn bèo ở hồ Suối Mây"), finder, SURE)
    assert any(one.words.startswith("2. Sở Xây dựng") and "Dọn bèo" in one.words for one in finder.read_of)
    (evidence, *_) = draft.sentences[0].evidence
    assert "Sở Xây dựng chủ trì" in evidence.quote


@pytest.mark.parametrize(("score", "status"), [(5.0, "answered"), (0.0, "partial"), (-3.0, "not_found")])
def test_the_status_is_how_sure_it_is(library: Library, score: float, status: str) -> None:
    draft = by_reading(desk(library, "mực nước hồ Suối Mây"), Finder("42,5 m", score), SURE)
    assert draft.status == status
    assert bool(draft.sentences) == (status != "not_found")
    assert bool(draft.nearest) == (status == "not_found")
    assert (phrases.UNCERTAIN in draft.notes) == (status == "partial")
    groups = {one.group for one in draft.items}
    assert groups <= {phrases.MAY_BE_MEANT if status == "partial" else phrases.ALSO_SAID}
    assert (status == "partial") <= bool(groups)


def test_fitted_weights_are_read_as_written(tmp_path: Path) -> None:
    write_sureness(SURE, tmp_path / "sureness.json")
    assert read_sureness(tmp_path / "sureness.json") == SURE
    assert all(len(one.weights) == len(FEATURES) for one in (read_sureness().right, read_sureness().answerable))


def test_there_is_a_feature_for_each_weight(library: Library) -> None:
    asked = desk(library, "mực nước hồ Suối Mây")
    found = readings(asked, Finder("42,5 m"), 1.0)
    assert len(features(asked, found)) == len(FEATURES)
    assert features(asked, found)[0] == 5.0


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("mực nước hồ Suối Mây giờ cao cỡ nào", True),  # everyday words that no document has
        ("mực nước hồ Suối Lửa", False),
        ("Năm 2031 mực nước hồ Suối Mây là bao nhiêu?", True),  # times are no names
        ("mực nước hồ Suối Mây 17", False),
    ],
)
def test_a_document_that_lacks_a_name_of_the_question_is_told(library: Library, question: str, named: bool) -> None:
    document = next(one for one in map(library.document, library.archive.ids()) if "Suối Mây" in one.text)
    assert names_all(desk(library, question), document) == named


def test_a_known_fact_stands_and_a_denial_of_the_register_where_nothing_is_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = Finder("42,5 m", -9.0)
    monkeypatch.setattr(library, "reader", finder)
    signed = ask("Ai ký thông báo 8/TB-UBND?", library, TODAY)
    assert (signed.status, finder.read_of) == ("answered", [])
    assert "Lý Văn Mười" in signed.answer
    denied = ask("Sở Tài chính được giao nhiệm vụ gì?", library, TODAY)
    assert denied.status == "not_found"
    assert "Sở Tài chính" in denied.answer
    assert finder.read_of
    monkeypatch.setattr(library, "reader", Finder("42,5 m", 0.0))
    monkeypatch.setattr("rag.composers.choose.read_sureness", lambda: SURE)
    absent = ask("Thông báo số 77/TB-UBND nói gì?", library, TODAY)
    assert absent.status == "partial"
    assert "77/TB-UBND" in absent.answer
    assert {one.group for one in absent.items} == {phrases.MAY_BE_MEANT}


def test_a_named_document_is_read_first_and_others_as_well(library: Library) -> None:
    hits = desk(library, "thông báo 9/TB-UBND nói mực nước là bao nhiêu").hits
    numbers = [one.passage.number for one in hits]
    assert numbers[0] == "9/TB-UBND"
    assert "8/TB-UBND" in numbers


def test_every_place_that_is_told_slices_back(library: Library) -> None:
    for hit in desk(library, "hồ chứa nước Suối Mây sở xây dựng dọn bèo").hits:
        one = offer(hit, library.document(hit.passage.document_id))
        for start in range(0, len(one.text.words) - 5, 7):
            place = one.place(start, start + 5)
            if place is not None:
                assert place.of(one.document.text) == one.text.words[start : start + 5]
        assert one.place(0, len(one.text.words) + 1) is None


def test_without_a_reader_the_best_passages_of_the_search_are_shown_as_what_may_be_meant(library: Library) -> None:
    asked = desk(library, "Hồ chứa nước Suối Mây tích được bao nhiêu mét khối nước?")
    draft = by_reading(asked, None, SURE)
    assert draft.status == "partial"
    assert "Suối Mây" in draft.sentences[0].text
    assert draft.sentences[0].evidence[0].span.overlaps(asked.hits[0].passage.span)


def test_no_more_is_told_than_was_asked_for(library: Library) -> None:
    asked = Desk(understand("mực nước hồ Suối Mây", library.agencies, TODAY), library, limit=1)
    draft = by_reading(asked, None, SURE)
    assert (len(draft.sentences), draft.items) == (1, ())


def test_of_a_long_passage_the_sentences_about_the_answer_are_quoted(library: Library) -> None:
    words = [f"Tổ {number} đo mực nước ở đập số {number} vào mỗi buổi sáng." for number in range(30)]
    text = f"1. {' '.join(words)}"
    document = replace(library.document(next(iter(library.archive.ids()))), text=text)
    hit = Hit(Passage(document.id, Span(0, len(text)), text, "section", 1), 1.0)
    for number in (0, 14, 29):
        at = text.index(f"đập số {number} ")
        found = Found(offer(hit, document), Reading(1.0, at, at + 8, -0.1), Span(at, at + 8), 1.0)
        (quote,) = quoted(found)
        assert words[number] in quote.of(text)
        assert LONGEST_QUOTE // 2 < quote.end - quote.start <= LONGEST_QUOTE
        assert quote.of(text).endswith(".")
        line = told(found)
        assert all(claim in line.text for claim in line.claims)


def test_what_stands_beside_a_short_passage_in_its_section_is_quoted_and_nothing_of_the_next(library: Library) -> None:
    draft = by_reading(desk(library, "dọn bèo trong lòng hồ Suối Mây"), Finder("Dọn bèo"), SURE)
    (evidence,) = draft.sentences[0].evidence
    assert evidence.quote.startswith("2. Sở Xây dựng chủ trì")
    assert "Cắm biển báo" in evidence.quote
    assert evidence.quote.endswith("20 tháng 9 năm 2023.")

"""The register of long texts: what goes on without full stops or numbers is read in pieces and in time."""

import pytest

from assembled import whole
from ingest.agencies.find import Agencies
from ingest.assignments.find import find_assignments
from ingest.assignments.sentences import sentences_of
from ingest.document import Span


def test_a_text_without_full_stops_is_cut_at_commas_and_loses_nothing() -> None:
    text = "Sở Y tế báo cáo kết quả tiêm phòng, " * 400
    pieces = sentences_of(text, Span(0, len(text)))
    assert "".join(piece.of(text) for piece in pieces) == text
    assert len(pieces) > 1
    assert all(piece.of(text).rstrip().endswith(",") for piece in pieces)


def test_a_word_without_blanks_is_cut_too() -> None:
    text = "x" * 10_000
    assert [piece.end - piece.start for piece in sentences_of(text, Span(0, len(text)))] == [3000, 3000, 3000, 1000]


@pytest.mark.slow
def test_each_of_many_orders_in_one_paragraph_is_found_once() -> None:
    text = " ".join(f"Giao Sở Y tế chủ trì kiểm tra đợt {at}." for at in range(300))
    found = find_assignments(whole(text), Agencies.load())
    assert [one.lead for one in found] == ["Sở Y tế"] * 300
    assert [one.task.of(text) for one in found[:2]] == ["kiểm tra đợt 0", "kiểm tra đợt 1"]


def test_words_that_narrow_a_collective_are_read_once_each() -> None:
    # A pattern that may cut a word anywhere would try every cut of every word and not end.
    text = "Các đơn vị của " + " ".join(["nghienghieng"] * 40) + "."
    assert find_assignments(whole(text), Agencies.load()) == ()

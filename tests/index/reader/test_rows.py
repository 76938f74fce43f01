"""Rows that a reader sees, and the likeliest span in one."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from tokenizers import Tokenizer

from index.dense.encoder import DEFAULT_MODEL
from index.passages import Passage
from index.reader.onnx_reader import LONGEST_SPAN, best_span
from index.reader.rows import END, LONGEST, PLACE, QUESTION, START, Text, row_of, text_of
from ingest.document import Span


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(DEFAULT_MODEL / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def test_a_row_holds_question_place_and_words_and_knows_their_characters(tokenizer: Tokenizer) -> None:
    text = Text("Sở Y tế chủ trì;  hạn 30/6/2024.", "công văn 12/UBND-TH", "II. Y tế")
    row = row_of(tokenizer, "Ai chủ trì?", text)
    assert row.pieces[0] == START
    assert row.pieces[-1] == END
    assert row.pieces.count(END) == 5
    assert len(row.pieces) == row.first + len(row.offsets) + 1
    words = [text.words[start:end] for start, end in row.offsets]
    assert words[:3] == ["Sở", "Y", "tế"]
    assert "".join(words) == text.words.replace(" ", "")
    start = words.index("Y")
    assert text.words[slice(*row.characters(0, start + 1))] == "Sở Y tế"


def test_what_is_too_long_is_cut(tokenizer: Tokenizer) -> None:
    row = row_of(tokenizer, "nước " * 200, Text("đất " * 500, "kế hoạch " * 99, "mục " * 99))
    assert len(row.pieces) == LONGEST
    assert row.first <= QUESTION + 2 * PLACE + 5
    assert row_of(tokenizer, "?", Text("")).offsets == ()


def test_a_passage_is_read_below_what_governs_it() -> None:
    passage = Passage(
        "a" * 16, Span(10, 20), "họp dân;", "section", 1, section_path=("I. Chung", "2. Riêng"), header="Sở Y tế:",
        document_kind="công văn", number="12/UBND", issuer="UBND tỉnh", issued_on=date(2024, 6, 8), subject="dịch bệnh",
    )  # fmt: skip
    text = text_of(passage)
    assert text.words[text.before :] == passage.text
    assert text == Text(
        "Sở Y tế:\nhọp dân;", "công văn 12/UBND 8/6/2024 UBND tỉnh: dịch bệnh", "2. Riêng", len("Sở Y tế:\n")
    )


def test_the_likeliest_span_ends_where_it_begins_or_later() -> None:
    edges = np.full((6, 2), -5.0)
    edges[4, 0] = edges[1, 1] = 5.0  # first after last: not taken together
    edges[3, 0] = edges[5, 1] = 4.0
    start, end, sureness = best_span(edges)
    assert (start, end) == (4, 5)
    assert sureness < 0


def test_a_span_is_not_longer_than_an_answer() -> None:
    edges = np.zeros((LONGEST_SPAN * 2, 2))
    edges[0, 0] = edges[-1, 1] = 9.0
    start, end, _ = best_span(edges)
    assert end - start < LONGEST_SPAN

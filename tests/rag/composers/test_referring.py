"""Questions about what refers to what, and the caution with answers from a document that was replaced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from linked_directives import FILES
from rag.ask import ask
from rag.library import Library
from rag.wording import phrases

pytestmark = pytest.mark.slow

TODAY = date(2024, 9, 1)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    here = tmp_path_factory.mktemp("linked")
    with Library.open(here / "kho", encoder="", create=True) as opened:
        for name, text in FILES.items():
            (here / name).write_text(text, encoding="utf-8")
        opened.ingest([here / name for name in FILES])
        yield opened


# question → the files cited, words that the answer holds
ANSWERS = [
    ("Văn bản nào thay thế quyết định 15/QĐ-UBND?", {"moi.txt"}, "thay thế Quyết định số 15/QĐ-UBND"),
    ("Quyết định 15 còn áp dụng không, văn bản nào thay?", {"moi.txt"}, "được thay thế, theo quyết định số 40/QĐ-UBND"),
    ("Quyết định 40/QĐ-UBND thay thế văn bản nào?", {"moi.txt"}, "15/QĐ-UBND"),
    ("Quyết định 40 căn cứ vào đâu?", {"moi.txt"}, "85/2024/NĐ-CP"),
    ("quyet dinh 40 can cu vao dau?", {"moi.txt"}, "Luật Giá"),
    ("Những văn bản nào nhắc đến 40/QĐ-UBND?", {"thu.txt"}, "Có 1 văn bản"),
    ("Văn bản nào thực hiện quyết định 40/QĐ-UBND?", {"thu.txt"}, "Thực hiện Quyết định số 40/QĐ-UBND"),
    # acts that the archive does not hold are found by their citations
    ("Văn bản nào căn cứ Nghị định 85/2024/NĐ-CP?", {"moi.txt"}, "(căn cứ)"),
    ("Những văn bản nào nhắc đến Luật Giá?", {"cu.txt", "moi.txt"}, "Có 2 văn bản"),
    ("Những văn bản nào nhắc đến Luật Giá năm 2012?", {"cu.txt"}, "Có 1 văn bản"),
]


@pytest.mark.parametrize(("question", "files", "words"), ANSWERS)
def test_a_question_about_references_is_answered_with_the_places(
    library: Library, question: str, files: set[str], words: str
) -> None:
    answer = ask(question, library, TODAY)
    told = f"{answer.answer} {' '.join(item.text for item in answer.items)}"
    assert answer.status == "answered", told
    assert {citation.file for citation in answer.citations} == files
    assert words in told


def test_nothing_is_made_up_where_nobody_refers(library: Library) -> None:
    answer = ask("Những văn bản nào nhắc đến 88/UBND-KT?", library, TODAY)
    assert answer.status != "answered"
    assert {one.group for one in answer.items} <= {phrases.MAY_BE_MEANT}
    assert "Không tìm thấy văn bản nào trong kho dẫn" in answer.answer


def test_an_answer_from_a_replaced_document_bears_a_caution(library: Library) -> None:
    answer = ask("Quyết định 15/QĐ-UBND ban hành ngày nào?", library, TODAY)
    assert any("15/QĐ-UBND" in note and "được thay thế, theo quyết định số 40/QĐ-UBND" in note for note in answer.notes)


def test_one_from_a_document_that_stands_bears_none(library: Library) -> None:
    answer = ask("Quyết định 40/QĐ-UBND ban hành ngày nào?", library, TODAY)
    assert answer.status == "answered"
    assert not any("thay thế" in note for note in answer.notes)


def test_before_the_replacement_there_is_no_caution(library: Library) -> None:
    answer = ask("Quyết định 15/QĐ-UBND ban hành ngày nào?", library, TODAY, as_of=date(2023, 1, 1))
    assert answer.status == "answered"
    assert not any("thay thế" in note for note in answer.notes)

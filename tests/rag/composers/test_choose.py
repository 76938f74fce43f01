"""When nothing answers: a sentence that speaks of just that is quoted with caution, or nothing is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from ingest.reading import read_document
from rag.ask import ask
from rag.library import Library
from rag.wording import phrases
from reservoir import notice

NOTICE = notice("""\
1. Hồ chứa nước Suối Mây đã tích nước trở lại sau sửa chữa.

2. Người dân không thả lưới ở cửa xả hồ chứa nước.
""")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("kho")
    path = folder / "notice.txt"
    path.write_text(NOTICE, encoding="utf-8")
    with Library.open(folder / "archive", encoder="", create=True) as opened:
        opened.archive.add(read_document(path), path, str(path))
        opened.refresh()
        yield opened


def test_a_related_sentence_is_quoted_as_such(library: Library) -> None:
    answer = ask("ai thả lưới ở cửa xả hồ chứa nước", library, date(2023, 10, 1))
    assert answer.status == "partial"
    assert "không thả lưới" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "Hồ chứa nước Suối Mây tích được bao nhiêu mét khối nước?",  # the sentence holds no figure
        "Bao giờ hồ chứa nước Suối Mây tích nước trở lại?",  # nor a time
        "Hồ chứa nước Suối Mây đã tích nước trở lại theo quyết định số mấy?",  # nor a document
        "Cơ quan nào thả lưới ở cửa xả hồ chứa nước?",  # nor a task for a body
    ],
)
def test_a_sentence_without_anything_of_the_sort_is_no_answer(library: Library, question: str) -> None:
    answer = ask(question, library, date(2023, 10, 1))
    assert answer.status == "not_found"
    assert answer.answer == phrases.NOT_FOUND

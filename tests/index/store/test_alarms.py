"""The alarm: each retriever is broken on purpose, in every way it has been known to fail silently, and is told about."""

from __future__ import annotations

import json
import sqlite3
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from command_line import tracuu
from directives import HashingEncoder, directive
from index.dense.vector_index import VectorIndex
from index.dense.vector_retriever import VectorRetriever
from index.lexical.fields import Fields
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.store.alarms import LEAST_FOUND, PROBES, lexical_alarms, sample, vector_alarms
from index.store.corpus import CorpusIndex
from index.store.search_index import SearchIndex
from index.store.stores import Stores
from index.text.tokens import Tokens, tokenise
from ingest.document import Document

pytestmark = pytest.mark.slow

_THINGS = (
    "kênh Cầu Đá",
    "đê Hòn Ngang",
    "trạm cấp nước",
    "phà Bến Gỗ",
    "chợ đầu mối",
    "rừng phòng hộ",
    "tàu cá",
    "lớp mẫu giáo",
)
_DEEDS = (
    "nạo vét",
    "gia cố",
    "kiểm định",
    "niêm yết giá vé",
    "rà soát giấy phép",
    "trồng bổ sung",
    "đăng kiểm",
    "tuyển giáo viên",
)
DOCUMENTS = [
    directive(f"việc-{a}", [f"Đề nghị sở {deed} {thing} trước mùa mưa lũ năm tới." for deed in _DEEDS])
    for a, thing in enumerate(_THINGS)
]


class Zero(HashingEncoder):
    """Knows no word at all, as a model without its vocabulary does."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return zeros."""
        return np.zeros((len(texts), self.dimensions), dtype=np.float32)


class Constant(HashingEncoder):
    """Gives every text the same row, as a model that pools over nothing does."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one and the same unit row."""
        return np.full((len(texts), self.dimensions), self.dimensions**-0.5, dtype=np.float32)


class Estranged(HashingEncoder):
    """Encodes questions in a space of their own, as two models mixed up do."""

    def encode_questions(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the rows turned round."""
        rows: NDArray[np.float32] = np.ascontiguousarray(self.encode_passages(texts)[:, ::-1])
        return rows


class Blank(HashingEncoder):
    """Gives rows that are no numbers."""

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return NaN."""
        return np.full((len(texts), self.dimensions), np.nan, dtype=np.float32)


def filled(folder: Path, encoder: HashingEncoder | None, documents: Sequence[Document] = DOCUMENTS) -> SearchIndex:
    index = SearchIndex.open(folder, encoder)
    index.add(documents)
    return index


def test_sound_legs_raise_no_alarm(tmp_path: Path) -> None:
    with filled(tmp_path, HashingEncoder()) as index:
        assert index.alarms() == ()
    assert CorpusIndex([(one.id, "", one.text) for one in DOCUMENTS], HashingEncoder()).alarms() == ()


def test_an_empty_archive_and_one_without_vectors_are_sound(tmp_path: Path) -> None:
    with filled(tmp_path / "none", HashingEncoder(), []) as index:
        assert index.alarms() == ()
    with filled(tmp_path / "words", None) as index:
        assert index.alarms() == ()


def test_forms_that_repeat_one_line_are_no_alarm(tmp_path: Path) -> None:
    forms = [
        directive(f"mẫu-{number}", ["Nơi nhận: như trên, lưu văn thư, ủy ban tỉnh Bình Lạc."]) for number in range(60)
    ]
    with filled(tmp_path, HashingEncoder(), forms) as index:
        assert index.alarms() == ()


_LONG = "Đề nghị sở y tế chủ trì, phối hợp các sở rà soát giấy phép hành nghề trước mùa mưa lũ năm tới và báo cáo. " * 2
# What archives repeat: copies, forms that differ by a number at either end, forms that differ by a name.
REPEATING: dict[str, list[str]] = {
    "copies": [_LONG] * 100,
    "a number in front": [f"Giấy mời số {number}: {_LONG}" for number in range(100)],
    "a number behind": [f"{_LONG} Mã hồ sơ {number}." for number in range(100)],
    "a name": [
        f"Cấp giấy phép cho ông Nguyễn Văn {'ABCDEFGHIJ'[number % 10]} ở xã Bình Lạc được khai thác cát trên sông Đáy."
        for number in range(100)
    ],
}


@pytest.mark.parametrize("texts", REPEATING.values(), ids=REPEATING)
def test_an_archive_that_repeats_itself_is_not_deaf(tmp_path: Path, texts: list[str]) -> None:
    forms = [directive(f"mẫu-{number}", [text]) for number, text in enumerate(texts)]
    with filled(tmp_path, HashingEncoder(), forms) as index:
        assert index.alarms() == ()
    assert CorpusIndex([(one.id, "", one.text) for one in forms], HashingEncoder()).alarms() == ()


def ascii_words(text: str) -> list[str]:
    return "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in text.lower()).split()


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(ascii_words, id="cut at every letter that is not ASCII"),
        pytest.param(lambda text: [text.replace(" ", "_").lower()], id="the whole text one token"),
        pytest.param(lambda text: unicodedata.normalize("NFD", text.lower()).split(), id="decomposed letters"),
        pytest.param(lambda text: text.lower().encode().decode("latin-1").split(), id="read in another encoding"),
        pytest.param(lambda _: [], id="no token at all"),
    ],
)
@pytest.mark.parametrize(
    "documents",
    [DOCUMENTS, *([directive(f"f{at}", [text]) for at, text in enumerate(texts)] for texts in REPEATING.values())],
    ids=["different texts", *REPEATING],
)
def test_tokens_of_another_tokenizer_are_told(
    tmp_path: Path, wrong: Callable[[str], list[str]], documents: list[Document]
) -> None:
    filled(tmp_path, None, documents).close()
    stores = Stores(tmp_path, None)
    empty = tokenise("")

    def broken(passage: Passage) -> Fields:
        words = tuple(wrong(passage.text))
        return Fields(Tokens(words, (), (), words, ()), empty, empty)

    stored_passage = [one for document in documents for one in stores.passage_store.passages_of(document.id)]
    stores.lexical.apply(
        (), ((one.number, one.passage.document_id, broken(one.passage)) for one in stored_passage), anew=True
    )
    stores.close()
    with SearchIndex.open(tmp_path, None) as index:
        assert index.status().consistent  # the count of passages is right: nothing else would notice
        assert index.alarms() == ("lexical_deaf",)


def test_an_empty_lexical_index_is_told() -> None:
    passages = {1: Passage("a", DOCUMENTS[0].sections[0].span, DOCUMENTS[0].text, "section", 1)}
    retriever = LexicalIndex()
    assert lexical_alarms(retriever, len(retriever), passages, 1) == ("lexical_empty",)


@pytest.mark.parametrize(
    ("encoder", "code"),
    [
        (Zero(), "vectors_zero"),
        (Constant(), "vectors_nonsense"),
        (Estranged(), "vectors_nonsense"),
        (Blank(), "vectors_zero"),
    ],
)
def test_rows_that_say_nothing_are_told(tmp_path: Path, encoder: HashingEncoder, code: str) -> None:
    with filled(tmp_path, encoder) as index:
        assert index.alarms() == (code,)
    assert CorpusIndex([(one.id, "", one.text) for one in DOCUMENTS], encoder).alarms() == (code,)


def test_rows_that_are_missing_are_told() -> None:
    encoder = HashingEncoder()
    passages = {
        number: Passage(one.id, one.sections[0].span, one.sections[0].span.of(one.text), "section", 1)
        for number, one in enumerate(DOCUMENTS, 1)
    }
    rows = VectorIndex(encoder.dimensions)
    rows.put(list(passages), encoder.encode_passages([one.text for one in passages.values()]))
    assert vector_alarms(VectorRetriever(encoder, rows), passages, len(passages)) == ()
    rows.remove([1, 2])
    assert vector_alarms(VectorRetriever(encoder, rows), passages, len(passages)) == ("vectors_missing",)
    assert vector_alarms(VectorRetriever(encoder, VectorIndex(encoder.dimensions)), passages, 8) == ("vectors_missing",)
    assert vector_alarms(None, passages, 8) == ("vectors_missing",)


def test_a_sample_is_spread_over_all_and_never_large() -> None:
    assert sample(range(1, 4)) == [1, 2, 3]
    chosen = sample(range(1000))
    assert len(chosen) <= PROBES
    assert chosen[-1] > 900
    assert 0 < LEAST_FOUND < 1


@pytest.mark.parametrize("broken", ["vectors_zero", "lexical_deaf"])
def test_status_tells_people_which_leg_is_broken(tmp_path: Path, broken: str) -> None:
    folder, source = tmp_path / "kho", tmp_path / "van-ban"
    source.mkdir()
    for one in DOCUMENTS:
        (source / f"{one.file_name}").write_text(one.text, encoding="utf-8")
    tracuu("ingest", source, folder=folder)
    sound = tracuu("status", "--json", folder=folder)
    assert (sound.returncode, json.loads(sound.stdout)["problems"]) == (0, [])
    if broken == "vectors_zero":
        with sqlite3.connect(folder / "index" / "passages.db") as passage_store:
            passage_store.execute("UPDATE vectors SET row = zeroblob(length(row))")
        for copy in (folder / "index").glob("vectors*.faiss"):
            copy.unlink()
    else:
        stores = Stores(folder / "index", None)
        nothing = Fields(tokenise("x"), tokenise(""), tokenise(""))
        numbers = stores.roster.numbers.tolist()
        stores.lexical.apply((), ((number, "", nothing) for number in numbers), anew=True)
        stores.close()
    told = tracuu("status", "--json", folder=folder)
    assert told.returncode == 1
    problems = json.loads(told.stdout)["problems"]
    assert [problem["code"] for problem in problems] == [broken]
    assert "index" in problems[0]["message"]

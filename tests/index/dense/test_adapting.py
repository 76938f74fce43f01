"""Adapting an encoder to an archive: what is chosen is remembered, only the better is installed, and all can be taken back."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

import index.training.adapting as adapting
from index.dense.checksums import verify, write_checksums
from index.dense.choice import remember, remembered, take_back
from index.dense.encoder import EncoderError, load_encoder
from index.training.__main__ import main
from index.training.adapting import adapt, feedback_pairs, part_of, roll_back, structure_questions
from index.training.archive_pairs import archive_pairs
from index.training.comparing import compare, interval, reciprocal_ranks
from index.training.encoded import Pair
from index.training.model_folder import write_model
from index.training.pieces import learn_pieces
from index.training.recipe import OWN
from index.training.stages import first_weights
from ingest.archive.archive import Archive
from ingest.intake.intake import ingest
from rag.library import Library

pytestmark = pytest.mark.slow

FIELDS = [
    "trồng rừng",
    "cấp nước sạch",
    "tiêm chủng",
    "phòng cháy",
    "đo đạc đất",
    "sửa cầu đường",
    "thi tốt nghiệp",
    "nuôi tôm",
]
WORDS = {
    "trồng rừng": "cây giống keo tràm đồi trọc lâm phần",
    "cấp nước sạch": "ống dẫn bể lọc đồng hồ giếng khoan",
    "tiêm chủng": "vắc xin trẻ sơ sinh trạm y tế liều nhắc",
    "phòng cháy": "bình xịt lối thoát hiểm diễn tập lính cứu hỏa",
    "đo đạc đất": "thửa ranh mốc bản đồ sổ hồng tọa độ",
    "sửa cầu đường": "ổ gà mố trụ nhựa nóng biển báo",
    "thi tốt nghiệp": "giám thị phách đề phòng thi điểm liệt",
    "nuôi tôm": "ao đầm con giống độ mặn quạt nước",
}


class Table:
    """An encoder that knows a row for every text."""

    name = fingerprint = "table"
    dimensions = 2

    def __init__(self, rows: dict[str, tuple[float, float]]) -> None:
        self._rows = rows

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the rows of these texts."""
        return np.asarray([self._rows[text] for text in texts], dtype=np.float32)

    encode_questions = encode_passages


def directive(number: int) -> str:
    chance = random.Random(number)
    parts = [
        f"ỦY BAN NHÂN DÂN TỈNH BÌNH LẠC\n\nSố: {100 + number}/UBND-TH\n\nV/v tổ chức thực hiện nhiệm vụ quý {number % 4 + 1}\n"
    ]
    for place, field in enumerate(chance.sample(FIELDS, 5), 1):
        words = WORDS[field].split()
        parts.append(f"{place}. Về {field} năm {2010 + number}\n")
        for letter in "abcd":
            chance.shuffle(words)
            parts.append(
                f"{letter}) Đơn vị rà soát {' '.join(words)}. Báo cáo {' '.join(words[:4])} trước ngày {chance.randint(10, 28)}. Kiểm tra {' '.join(words[2:7])}.\n"
            )
    return "\n".join(parts)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make an archive of forty directives and a model that knows their letters but nothing of what they mean."""
    folder = tmp_path_factory.mktemp("office")
    for number in range(40):
        (folder / f"{number}.txt").write_text(directive(number), encoding="utf-8")
    with Archive.open(folder / "archive", create=True) as archive:
        ingest([folder], archive)
    texts = [directive(number) for number in range(40)]
    tokenizer = learn_pieces(texts, folder / "pieces" / "tokenizer.json", 600, 0)
    write_model(folder / "model", tokenizer, first_weights(tokenizer.get_vocab_size(), 32, 1))
    return folder / "archive", folder / "model"


@pytest.fixture
def archive(office: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the archive whose encoder is the untaught model."""
    shutil.copytree(office[0], tmp_path / "archive")
    monkeypatch.setattr(adapting, "OWN", replace(OWN, passes=6, rate=0.02))
    remember(tmp_path / "archive", str(office[1]))
    return tmp_path / "archive"


def test_a_better_encoder_is_installed_and_the_index_speaks_it(archive: Path) -> None:
    before = load_encoder(remembered(archive)).fingerprint
    found = adapt(archive)
    assert found.installed
    assert found.structure.low > 0
    assert remembered(archive) == found.model
    with Library.open(archive) as library:
        status = library.index.status()
        assert status.fingerprint == load_encoder(found.model).fingerprint != before
        assert status.vectors == status.passages > 0
        assert status.consistent


def test_an_encoder_spoilt_by_damaged_pairs_is_refused(archive: Path) -> None:
    with Archive.open(archive) as opened:
        pairs = list(archive_pairs((opened.get(one) for one in sorted(opened.ids())), 7))
    passages = [passage for _, passage in pairs]
    random.Random(3).shuffle(passages)
    before = remembered(archive)
    shuffled = [(question, passage) for (question, _), passage in zip(pairs, passages, strict=True)]
    found = adapt(archive, pairs=shuffled)
    assert not found.installed
    assert remembered(archive) == before
    assert not list((archive / adapting.MODELS_FOLDER).glob("own-*")), "what was refused is not kept"


def test_what_was_installed_is_taken_back(archive: Path) -> None:
    before = remembered(archive)
    assert adapt(archive).installed
    assert roll_back(archive) == before
    with Library.open(archive) as library:
        assert library.index.status().fingerprint == load_encoder(before).fingerprint


def test_too_little_text_is_no_training(archive: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match="at least"):
        adapt(archive, pairs=[("hỏi", "đáp")])
    assert main(["--archive", str(archive / "nowhere")]) == 1


def test_no_document_both_trains_and_asks(archive: Path) -> None:
    with Archive.open(archive) as opened:
        documents = [opened.get(one) for one in sorted(opened.ids())]
    for part in range(adapting.PARTS):
        kept = [one for one in documents if part_of(one.id) == part]
        trained = {text for pair in archive_pairs((o for o in documents if part_of(o.id) != part), 7) for text in pair}
        assert kept
        assert not trained & {passage for _, passage in structure_questions(kept)[0]}


def test_feedback_names_the_passage_it_judged(archive: Path, tmp_path: Path) -> None:
    with Archive.open(archive) as opened:
        documents = [opened.get(one) for one in sorted(opened.ids())]
    at = documents[0].text.index("Báo cáo")
    place = {"document_id": documents[0].id, "start": at, "end": at + 7}
    lines = [
        {"question": "ai báo cáo", "useful": True, **place},
        {"question": "không đúng", "useful": False, **place},
        {"question": "văn bản đã gỡ", "useful": True, **place, "document_id": "gone"},
    ]
    file = tmp_path / "feedback.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    [(question, passage)] = feedback_pairs(file, documents)
    assert question == "ai báo cáo"
    assert "Báo cáo" in passage


def test_the_rank_is_that_of_the_best_answer_and_ties_count_against_it() -> None:
    rows = {"q": (1.0, 0.0), "a": (0.6, 0.8), "b": (0.9, 0.1), "c": (0.9, 0.1), "d": (1.0, 0.0)}
    pairs: list[Pair] = [("q", "a"), ("q", "b")]
    assert reciprocal_ranks(Table(rows), pairs, ["c", "d"]).tolist() == [pytest.approx(1 / 3)]  # d before, c as high


def test_a_gain_within_noise_is_no_gain() -> None:
    rows = {f"q{n}": (1.0, 0.0) for n in range(40)} | {f"a{n}": (1.0, 0.0) for n in range(40)}
    pairs = [(f"q{n}", f"a{n}") for n in range(40)]
    same = compare(Table(rows), Table(rows), pairs, [])
    assert (same.better, same.worse) == (False, False)
    assert interval(np.zeros(0)) == (0.0, 0.0)
    low, high = interval(np.asarray([0.0, 1.0] * 50))
    assert low < 0.5 < high


def test_the_archive_remembers_its_encoder(tmp_path: Path) -> None:
    assert remembered(tmp_path) is None
    own = tmp_path / "encoders" / "own-1"
    own.mkdir(parents=True)
    remember(tmp_path, "intfloat/multilingual-e5-small")
    remember(tmp_path, str(own))
    assert (
        json.loads((tmp_path / "encoder.json").read_text())["chosen"][-1] == "encoders/own-1"
    )  # moves with the archive
    assert remembered(tmp_path) == str(own)
    assert take_back(tmp_path) == "intfloat/multilingual-e5-small"
    remember(tmp_path, "default")
    assert remembered(tmp_path) == "default"
    take_back(tmp_path)
    assert take_back(tmp_path) is None
    with pytest.raises(ValueError, match="nothing to go back to"):
        take_back(tmp_path)


def test_a_remembered_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    gone = tmp_path / "elsewhere"
    gone.mkdir()
    archive = tmp_path / "archive"
    archive.mkdir()
    remember(archive, str(gone))
    gone.rmdir()
    with pytest.raises(EncoderError) as refused:
        remembered(archive)
    assert (refused.value.code, refused.value.detail) == ("encoder_missing", str(gone))


def test_an_encoder_named_once_is_used_ever_after(office: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(directive(1), encoding="utf-8")
    with Library.open(tmp_path / "archive", encoder=str(office[1]), create=True) as library:
        library.ingest([tmp_path / "a.txt"])
        first = library.index.status().fingerprint
    with Library.open(tmp_path / "archive") as library:
        assert library.index.status().fingerprint == first == load_encoder(office[1]).fingerprint
    with Library.open(tmp_path / "archive", encoder="default") as library:
        assert library.index.status().fingerprint == load_encoder().fingerprint


def test_a_damaged_file_of_a_model_is_named(office: tuple[Path, Path], tmp_path: Path) -> None:

    shutil.copytree(office[1], tmp_path / "model")
    verify(tmp_path / "model")
    weights = tmp_path / "model" / "model.safetensors"
    content = bytearray(weights.read_bytes())
    content[-1] ^= 1
    weights.write_bytes(content)
    with pytest.raises(EncoderError) as refused:
        load_encoder(tmp_path / "model").encode_questions(["rừng"])
    assert (refused.value.code, refused.value.detail) == ("encoder_damaged", str(weights))
    write_checksums(tmp_path / "model")
    verify(tmp_path / "model")
    (tmp_path / "model" / "checksums.json").write_text("[", encoding="utf-8")
    with pytest.raises(EncoderError):
        verify(tmp_path / "model")

"""Training a reader, on a small base and invented questions."""

from __future__ import annotations

import json
import lzma
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

import small_base
from index.dense.encoder import load_encoder
from index.reader.onnx_reader import OnnxReader
from index.reader.rows import Text, row_of
from index.training.held_text import HeldText
from index.training.pretrained.body_folder import WEIGHTS_FILE
from index.training.pretrained.quantised import dequantised
from index.training.reader.altered import Alterations
from index.training.reader.export import write_reader
from index.training.reader.field_questions import field_asked
from index.training.reader.groups import WRONG, Asked, Group, Source, grouped, read_sources, write_sources
from index.training.reader.reading_questions import LONGEST, asked_in, reading_sources
from index.training.reader.stage import Schedule, pieces_of, train_reader
from index.training.reader.tower import NOWHERE, ReaderTower
from ingest.agencies.find import Agencies
from ingest.reading import read_document
from ingest.spans import Span
from reservoir import notice

pytestmark = pytest.mark.slow

NOTICE = notice("""\
Kính gửi: Sở Xây dựng; Ủy ban nhân dân xã Suối Mây.

1. Hồ chứa nước Suối Mây đã tích nước trở lại sau sửa chữa.
""")

RIGHT, WRONG_TEXT = Text("cấp nước 12"), Text("ai 7 cấp")
GROUPS = (
    Group("ai cấp nước?", RIGHT, (9, 11), (WRONG_TEXT,)),
    Group("ai cấp?", WRONG_TEXT, (3, 4), (RIGHT,)),
    Group("nước 9?", None, None, (RIGHT, WRONG_TEXT)),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return small_base.written(tmp_path_factory.mktemp("base"))


def test_a_body_comes_back_from_the_file_that_ships(folders: tuple[Path, Path]) -> None:
    trained, small = folders
    tokenizer = Tokenizer.from_file(str(small / "tokenizer.json"))
    rows = load_encoder(small).encode_questions(["cấp nước 12"])
    ids = torch.tensor([tokenizer.encode("query: cấp nước 12").ids])
    with torch.no_grad():
        states = dequantised(small)(input_ids=ids, attention_mask=torch.ones_like(ids)).last_hidden_state
    mean = states.mean(dim=1)[0].numpy()
    assert float(rows[0] @ mean / np.linalg.norm(mean)) > 0.98
    assert (trained / WEIGHTS_FILE).exists()
    assert not (small / WEIGHTS_FILE).exists()


def test_it_learns_goes_on_where_it_was_and_reads_as_it_was_trained(folders: tuple[Path, Path], tmp_path: Path) -> None:
    schedule = Schedule(passes=60, batch=3, rate=3e-3, heads=1.0)
    sources = [Source("made", GROUPS)]
    trained = train_reader(folders[1], sources, None, tmp_path / "reader", schedule)
    weights = (trained / "reader.safetensors").read_bytes()
    assert train_reader(folders[1], sources, None, tmp_path / "reader", schedule) == trained
    assert (trained / "reader.safetensors").read_bytes() == weights
    assert json.loads((trained / "log.json").read_text(encoding="utf-8"))["groups"] == {"made": 3}
    gone_on = train_reader(
        folders[1], sources, None, tmp_path / "genre", replace(schedule, passes=1, rate=0.0), trained
    )
    before, after = (load_file(one / "reader.safetensors") for one in (trained, gone_on))
    assert all(torch.allclose(before[name], after[name]) for name in before)
    write_reader(folders[1], trained, tmp_path / "onnx")
    reader = OnnxReader(tmp_path / "onnx")
    right, wrong = reader.read("ai cấp nước?", [RIGHT, WRONG_TEXT])
    assert right.score > wrong.score
    assert RIGHT.words[right.start : right.end] == "12"
    assert right.sureness <= 0
    assert all(one.score < right.score for one in reader.read("nước 9?", [RIGHT, WRONG_TEXT]))
    assert reader.read("?", []) == []
    assert reader.read("ai?", [Text("")])[0].end == 0


def test_only_words_of_the_text_can_answer(folders: tuple[Path, Path]) -> None:
    tower = ReaderTower(folders[0])
    tokenizer = Tokenizer.from_file(str(folders[0] / "tokenizer.json"))
    rows = [row_of(tokenizer, "ai?", one) for one in (RIGHT, Text("ai cấp nước cho ai 7 cấp nước"))]
    scores, edges = tower(rows)
    assert scores.shape == (2,)
    for at, row in enumerate(rows):
        inside = torch.zeros(edges.shape[1], dtype=torch.bool)
        inside[row.first : row.first + len(row.offsets)] = True
        assert (edges[at, inside] > NOWHERE).all()
        assert (edges[at, ~inside] == NOWHERE).all()
    assert pieces_of(rows[0], (0, 3)) == (0, 0)
    assert pieces_of(rows[0], (0, 99)) is None


def test_groups_are_kept_as_they_were_mined(tmp_path: Path) -> None:
    sources = [Source("made", GROUPS), Source("none", ())]
    write_sources(sources, tmp_path / "run" / "groups.jsonl.xz")
    assert read_sources(tmp_path / "run" / "groups.jsonl.xz") == sources


def test_wrong_texts_are_those_a_set_names_then_mined_ones() -> None:
    texts = [Text(f"xã {n} cấp nước sạch cho thôn {n} và làm đường số {n}") for n in range(40)]
    asked = [Asked(f"xã {n} làm đường nào?", text, True) for n, text in enumerate(texts)]
    asked += [Asked("xã 1 làm đường nào?", texts[2], False), Asked("xã nào làm cầu?", texts[5], False)]
    groups = grouped(asked, texts, None, 1)
    assert len(groups) == 41
    assert groups[1].wrong[0] == texts[2]
    assert groups[-1].right is None
    assert groups[-1].wrong[0] == texts[5]
    for one in groups:
        assert one.right not in one.wrong
        assert len(set(one.wrong)) == len(one.wrong) <= WRONG


def test_a_near_miss_differs_in_a_condition_that_the_text_fulfils() -> None:
    alterations = Alterations(Agencies.load(), ["Sở Xây dựng"])
    text = Text("Sở Y tế tiêm 50 liều", "kế hoạch 45/KH-UBND 3/2/2021 UBND tỉnh Lào Cai")
    chance = random.Random(1)
    found = {alterations.altered("Năm 2021 Sở Y tế ở Lào Cai tiêm bao nhiêu liều?", text, chance) for _ in range(60)}
    assert any(one and "Sở Xây dựng" in one for one in found)
    assert any(one and "2021" not in one for one in found)
    assert any(one and "Lào Cai" not in one for one in found)
    assert alterations.altered("Tiêm bao nhiêu liều?", text, chance) is None
    assert alterations.altered("Năm 2019 tiêm bao nhiêu liều?", text, chance) is None  # the text is not of that year


def test_of_a_long_text_the_stretch_around_the_answer_is_read(tmp_path: Path) -> None:
    passage = "nước " * 400 + "ở thôn Bảy " + "đất " * 400
    answer = {"text": "thôn Bảy", "start": passage.index("thôn Bảy")}
    items = [
        {"question": "Ở đâu?", "passage": passage, "title": "Làng", "answers": [answer], "answerable": True},
        {"question": "Khi nào?", "passage": passage, "answers": [], "answerable": True},
        {"question": "Làng", "passage": "ngắn", "title": "Làng", "answers": [], "answerable": False},
    ]
    path = tmp_path / "uit_reg_wiki.jsonl.xz"
    with lzma.open(path, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in items)
    first, second = asked_in(path)
    assert first.span is not None
    assert first.text.words[slice(*first.span)] == "thôn Bảy"
    assert len(first.text.words) <= LONGEST
    assert (second.answers, second.text.document) == (False, "")
    assert reading_sources(tmp_path, HeldText([passage]), None, 1)[0].name == "uit_reg_wiki"


def test_head_and_ending_give_questions_that_do_not_name_what_they_ask_for(tmp_path: Path) -> None:
    file = tmp_path / "notice.txt"
    file.write_text(NOTICE, encoding="utf-8")
    document = read_document(file)
    made = [one for seed in range(40) for one in field_asked([document], seed)]
    found = {one.text.words[slice(*one.span)] for one in made if one.span}
    assert {"Lý Văn Mười", "8/TB-UBND", "Sở Xây dựng; Ủy ban nhân dân xã Suối Mây."} <= found
    assert all(one.answers and one.span for one in made)
    for one in made:
        assert one.span is not None
        words = one.text.words[slice(*one.span)]
        assert words.lower() not in one.question.lower()
        assert one.question[0].isupper()
        assert one.question.endswith("?")
    assert [one.question for one in field_asked([document], 3)] == [one.question for one in field_asked([document], 3)]
    assert not list(field_asked([replace(document, fields=(), text="Không có đầu cuối.", body=Span(0, 0))], 3))

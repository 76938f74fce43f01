"""Encoders through sentence-transformers: a small static model made here, read from its folder, off the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.dense.encoder import FAST_MODEL, Encoder, EncoderError, SentenceEncoder, load_encoder
from index.dense.static_encoder import StaticEncoder, is_static

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a static model of five words, with prompts as the E5 family has them."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, pre_tokenizers

    words = {"[UNK]": 0, "query": 1, "passage": 2, "thủy": 3, "lợi": 4}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    weights = torch.eye(5)
    weights[0] = 0.0
    made = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)],
        prompts={"query": "query: ", "passage": "passage: "},
        device="cpu",
    )
    folder = tmp_path_factory.mktemp("model")
    made.save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(params=[SentenceEncoder, StaticEncoder])
def encoder(request: pytest.FixtureRequest, model: Path) -> Encoder:
    """Read the same folder through the library and directly."""
    if request.param is SentenceEncoder:
        return SentenceEncoder("small", str(model), "print")
    return StaticEncoder("small", model, "print")


@pytest.mark.slow
def test_rows_are_unit_and_a_text_without_words_is_zero(encoder: Encoder) -> None:
    rows = encoder.encode_passages(["thủy lợi", "thủy"])
    assert rows.dtype == np.float32
    assert rows.shape == (2, 5)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1.0, 1.0])


@pytest.mark.slow
def test_prompts_of_the_model_are_put_before_questions_and_passages(encoder: Encoder) -> None:
    assert encoder.encode_questions(["thủy"])[0][1] > 0  # the word "query"
    assert encoder.encode_passages(["thủy"])[0][2] > 0  # the word "passage"
    assert encoder.dimensions == 5


@pytest.mark.slow
def test_no_texts_give_no_rows(encoder: Encoder) -> None:
    assert encoder.encode_passages([]).shape == (0, 5)


@pytest.mark.slow
def test_a_static_model_computed_directly_gives_the_rows_of_sentence_transformers() -> None:
    texts = ["Phòng, chống cháy rừng mùa khô năm 2024¹⁰", "so y te chu tri", "", "???", "Kế hoạch số 45/KH-UBND " * 80]
    direct, library = load_encoder("fast"), SentenceEncoder("fast", str(FAST_MODEL), "print")
    assert isinstance(direct, StaticEncoder)
    assert direct.encode_passages(texts) == pytest.approx(library.encode_passages(texts), abs=1e-5)
    assert direct.encode_questions(texts) == pytest.approx(library.encode_questions(texts), abs=1e-5)


@pytest.mark.parametrize(
    ("modules", "static"),
    [
        ('[{"type": "x.StaticEmbedding", "path": ""}]', True),
        ('[{"type": "x.StaticEmbedding", "path": ""}, {"type": "x.Normalize", "path": "1"}]', True),
        ('[{"type": "x.StaticEmbedding", "path": ""}, {"type": "x.Dense", "path": "1"}]', False),
        ('[{"type": "x.Transformer", "path": ""}]', False),
        ("[]", False),
        ("no json", False),
    ],
)
def test_only_a_table_and_a_mean_is_computed_directly(tmp_path: Path, modules: str, static: bool) -> None:
    for name, content in (("modules.json", modules), ("model.safetensors", ""), ("tokenizer.json", "")):
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert is_static(tmp_path) is static


def test_a_static_model_with_damaged_files_is_broken_at_the_first_need(tmp_path: Path) -> None:
    for name, content in (
        ("modules.json", '[{"type": "x.StaticEmbedding", "path": ""}]'),
        ("model.safetensors", "damaged"),
        ("tokenizer.json", "{}"),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(EncoderError) as refused:
        load_encoder(tmp_path).encode_questions(["thủy lợi"])
    assert refused.value.code == "encoder_broken"


@pytest.mark.slow
def test_the_fingerprint_tells_models_apart_by_content(model: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in model.rglob("*"):
        if file.is_file():
            target = copy / file.relative_to(model)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    assert load_encoder(copy).fingerprint == load_encoder(model).fingerprint
    (copy / "README.md").write_text("a card changes no vector", encoding="utf-8")
    assert load_encoder(copy).fingerprint == load_encoder(model).fingerprint
    (copy / "tokenizer.json").write_text((copy / "tokenizer.json").read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert load_encoder(copy).fingerprint != load_encoder(model).fingerprint


@pytest.mark.parametrize("name", ["./no/such/model", "no/such/folder/at/all", "../gone"])
def test_a_folder_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(EncoderError) as refused:
        load_encoder(name)
    assert (refused.value.code, refused.value.detail) == ("encoder_missing", name)


def test_a_folder_without_a_model_is_broken(tmp_path: Path) -> None:
    with pytest.raises(EncoderError) as refused:
        load_encoder(tmp_path)
    assert refused.value.code == "encoder_broken"


def test_a_model_that_cannot_be_read_is_broken_at_the_first_need(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[{]", encoding="utf-8")
    encoder = load_encoder(tmp_path)
    with pytest.raises(EncoderError) as refused:
        encoder.encode_questions(["thủy lợi"])
    assert refused.value.code == "encoder_broken"


@pytest.mark.slow
def test_naming_an_encoder_does_not_load_it(model: Path) -> None:
    code = (
        "import sys; from index.dense.encoder import load_encoder; import index.store.search_index; "
        f"load_encoder({str(model)!r}).fingerprint; sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[3]).returncode == 0


@pytest.mark.slow
@pytest.mark.parametrize("name", ["default", "fast"])
def test_a_model_that_ships_knows_a_paraphrase(name: str) -> None:
    encoder = load_encoder(name)
    assert encoder.name == name
    rows = encoder.encode_passages(["Phòng, chống cháy rừng trong mùa khô", "Kỳ thi tốt nghiệp trung học phổ thông"])
    for question in ("ngăn rừng bị cháy", "cháy rừng mùa khô"):
        scores = rows @ encoder.encode_questions([question])[0]
        assert scores[0] > scores[1]

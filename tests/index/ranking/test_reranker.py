"""The re-ranker: what it may change, what it never may, and the features it goes by."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import Passage
from index.query.read import ReadQuestion, read
from index.query.vocabulary import Vocabulary
from index.ranking.features import NAMES, Candidates, Table, features
from index.ranking.features_question import QuestionColumns, asked
from index.ranking.features_words import Lexicon
from index.ranking.hybrid import HybridRetriever
from index.ranking.reranker import LARGE, RERANKED, RERANKED_OF_LARGE, Reranking, load_reranker
from index.ranking.reranker_model import STRUCTURED, Model, load_model, straight, write_model
from index.retriever import Allowed, Ranking
from ingest.document import Span

NOBODY = Vocabulary(lambda field, token: 0, 1)


def passage(text: str, document: str = "a", **facts: str | tuple[str, ...]) -> Passage:
    return Passage(document, Span(0, len(text)), text, **{"kind": "section", "page": 1, **facts})  # type: ignore[arg-type]


def candidates(*found: Passage) -> Candidates:
    """Passages about which the retrievers say nothing."""
    unknown = np.full(len(found), np.nan, dtype=np.float32)
    return Candidates(range(1, len(found) + 1), found, unknown, unknown, np.ones(len(found), dtype=np.float32), 100)


def view(question: str, lexicon: Lexicon) -> QuestionColumns:
    return asked(read(question, NOBODY, ()), lexicon, NOBODY)


def figures(question: str, *found: Passage) -> dict[str, list[float]]:
    lexicon = Lexicon()
    table = features(view(question, lexicon), candidates(*found), lexicon)
    return {name: [round(float(value), 3) for value in table[:, at]] for at, name in enumerate(NAMES)}


class _Favours:
    """Likes the candidates that hold a word, in a scale of its own."""

    def __init__(self, word: str) -> None:
        self._word = word

    def scores(self, reading: ReadQuestion, counts: Vocabulary, candidates: Candidates) -> Table:
        return np.array([-40.0 + 30.0 * (self._word in one.text) for one in candidates.found])


class _Fixed:
    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def search(self, question: str, limit: int, allowed: Allowed | None = None) -> Ranking:
        return self._ranking[:limit]


def held(*texts: str) -> dict[int, Passage]:
    return {number: passage(text) for number, text in enumerate(texts, 1)}


def fetching(known: Mapping[int, Passage]):  # type: ignore[no-untyped-def]
    def fetch(numbers: Sequence[int]) -> dict[int, Passage]:
        return {number: known[number] for number in numbers if number in known}

    return fetch


# question, passage that answers, passage that resembles it, the figure that tells them apart
TOLD_APART = [
    (
        "hạn nộp báo cáo là khi nào",
        "Báo cáo gửi trước ngày 15 tháng 6 năm 2024.",
        "Báo cáo phải trung thực.",
        "when_fits",
    ),
    ("hỗ trợ bao nhiêu tiền", "Hỗ trợ 500.000 đồng mỗi hộ.", "Hỗ trợ tiền cho các hộ nghèo.", "amount_fits"),
    ("cơ quan nào lo việc này", "Giao Sở Y tế chủ trì việc này.", "Việc này được tiến hành hằng năm.", "who_fits"),
    ("căn cứ nghị định nào", "Theo Nghị định 58/2023/NĐ-CP.", "Theo quy trình của đơn vị.", "document_fits"),
    ("giải quyết trong bao lâu", "Giải quyết trong 15 ngày làm việc.", "Giải quyết nhanh chóng.", "long_fits"),
    (
        "kế hoạch số 12/KH-UBND nói gì",
        "Thực hiện Kế hoạch số 12 /KH-UBND.",
        "Thực hiện Kế hoạch số 112/KH-UBND.",
        "numbers",
    ),
    ("họp tháng 6/2024", "Cuộc họp ngày 18 tháng 6 năm 2024.", "Cuộc họp ngày 18 tháng 5 năm 2024.", "numbers"),
    ("bảo vệ rừng phòng hộ", "Bảo vệ rừng phòng hộ.", "Phòng bảo trợ hộ nghèo vệ sinh rừng.", "pairs"),
    ("bảo vệ rừng phòng hộ", "Bảo vệ rừng phòng hộ.", "Bảo vệ rừng và phòng hộ tịch.", "run"),
    ("kỹ thuật nuôi tôm", "Kĩ thuật nuôi tôm.", "Thuật nuôi tôm kỳ lạ.", "text"),
    ("ky thuat nuoi tom", "Kỹ thuật nuôi tôm.", "Kỹ năng nuôi cá.", "text_folded"),
]


@pytest.mark.parametrize(("question", "answers", "resembles", "figure"), TOLD_APART)
def test_a_figure_tells_the_passage_that_answers(question: str, answers: str, resembles: str, figure: str) -> None:
    first, second = figures(question, passage(answers), passage(resembles))[figure]
    assert first > second


def test_words_near_the_passage_and_of_its_place_count_for_less_than_its_own() -> None:
    own = passage("Sở Y tế tổ chức tiêm chủng")
    near = passage("Tổ chức tiêm chủng", header="Sở Y tế chủ trì:")
    far = passage("Tổ chức tiêm chủng", section_path=("I. Nhiệm vụ của Sở Y tế",))
    anywhere = figures("sở y tế tiêm chủng", own, near, far, passage("Tiêm chủng"))["anywhere"]
    assert anywhere == sorted(anywhere, reverse=True)
    assert len(set(anywhere)) == 4


def test_words_far_apart_are_told_from_words_side_by_side() -> None:
    far = "tôm " + "và cá " * 30 + "nước"
    window = figures("nuôi tôm nước", passage("nuôi tôm nước"), passage(f"nuôi {far}"))["window"]
    assert window[0] == 1.0
    assert window[1] < 0.8


@pytest.mark.slow
@given(
    question=st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxy 0123456789/.-,?\"'\u0301\u0323", max_size=60),
    texts=st.lists(st.text(max_size=80), min_size=1, max_size=5),
)
def test_any_question_and_any_passages_have_finite_figures(question: str, texts: list[str]) -> None:
    lexicon = Lexicon()
    table = features(view(question, lexicon), candidates(*map(passage, texts)), lexicon)
    assert table.shape == (len(texts), len(NAMES))
    assert np.isfinite(table).all()


def test_the_figures_of_meaning_do_not_depend_on_the_scale_of_an_encoder() -> None:
    lexicon = Lexicon()
    found = [passage(text) for text in ("nuôi tôm", "trồng lúa", "chăn bò")]
    question = view("nuôi tôm", lexicon)
    tables = []
    for cosines in ([0.9, 0.5, 0.4], [0.5 + 0.9 / 10, 0.5 + 0.5 / 10, 0.5 + 0.4 / 10]):
        given = candidates(*found)
        scored = Candidates(given.numbers, found, given.lexical, np.array(cosines), given.fused, 100)
        tables.append(features(question, scored, lexicon))
    assert tables[0] == pytest.approx(tables[1], abs=1e-3)


def test_passages_keep_their_words_until_another_has_their_number() -> None:
    lexicon = Lexicon()
    first = lexicon.words_of(1, passage("nuôi tôm"))
    assert lexicon.words_of(1, passage("nuôi tôm")) is first
    assert len(lexicon.words_of(1, passage("trồng lúa nước")).text) == 3


def test_the_second_look_orders_anew_and_keeps_scores_within_the_fusion() -> None:
    known = held("một", "hai", "ba hợp")
    look = Reranking(_Favours("hợp"), fetching(known))
    found = look.reordered("hợp", [(1, 0.9), (2, 0.5), (3, 0.4)], {"lexical": {}, "vectors": {}}, 3)
    assert [number for number, _ in found] == [3, 1, 2]
    assert found[0][1] == 0.9
    assert all(0 <= later <= earlier <= 1 for (_, earlier), (_, later) in pairwise(found))


@pytest.mark.parametrize(("passages", "seen"), [(150, RERANKED), (LARGE, RERANKED_OF_LARGE)])
def test_what_stands_behind_those_looked_at_stays_behind_and_nothing_is_lost(passages: int, seen: int) -> None:
    first = [(number, 1 - number / 300) for number in range(1, 151)]
    known = held(*(f"đoạn {number}" for number in range(1, 151)))
    look = Reranking(_Favours("đoạn 59"), fetching(known))
    found = look.reordered("đoạn", first, {"lexical": {}, "vectors": {}}, passages)
    assert sorted(found) != found
    assert found[0][0] == 59
    assert {number for number, _ in found[:seen]} == set(range(1, seen + 1))
    assert [number for number, _ in found[seen:]] == list(range(seen + 1, 151))
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)


def test_a_passage_that_has_just_gone_does_no_harm() -> None:
    look = Reranking(_Favours("hợp"), fetching({2: passage("hợp"), 3: passage("x")}))
    found = look.reordered("hợp", [(1, 0.9), (3, 0.5), (2, 0.4)], {"lexical": {}, "vectors": {}}, 3)
    assert [number for number, _ in found] == [2, 3, 1]


def test_a_document_asked_for_by_its_number_is_not_looked_at_again() -> None:
    look = Reranking(_Favours("lúa"), fetching(held("tôm", "lúa")))
    ranking = [(1, 3.0), (2, 1.0)]
    assert [n for n, _ in HybridRetriever(_Fixed(ranking), None, look).search("công văn 1088", 5)] == [1, 2]
    assert [n for n, _ in HybridRetriever(_Fixed(ranking), None, look).search("nuôi gì ở đó", 5)] == [2, 1]
    assert [n for n, _ in HybridRetriever(_Fixed(ranking), None, look).search("nuôi gì ở đó", 1)] == [2]


def test_the_committed_model_fits_the_figures_and_ranks_an_answer_first() -> None:
    reranker = load_reranker()
    assert reranker is not None
    texts = ["Thành phần dự họp nuôi tôm.", "Kinh phí hỗ trợ nuôi tôm: 500 triệu đồng mỗi xã.", "Trồng lúa nước."]
    given = candidates(*map(passage, texts))
    scores = reranker.scores(read("hỗ trợ nuôi tôm bao nhiêu", NOBODY, ()), NOBODY, given)
    assert int(np.argmax(scores)) == 1


def test_a_model_made_for_other_figures_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "rerank.json"
    for content in ("", "{}", "[]", json.dumps({"x": 1})):
        file.write_text(content, encoding="utf-8")
        with pytest.raises(ValueError, match=r"rerank\.json"):
            load_model(file)
    with pytest.raises(ValueError, match=r"rerank\.json"):
        load_model(tmp_path / "rerank.json" / "absent" / "rerank.json")


def test_a_score_is_the_weighted_sum_of_the_figures() -> None:
    weights = np.zeros(len(NAMES))
    weights[:2] = 2, -1
    assert straight(weights).scores(np.eye(3, len(NAMES))).tolist() == [2, -1, 0]


def made_model(hidden: int) -> Model:
    chance = np.random.default_rng(3)
    count = len(NAMES)
    return Model(
        mean=chance.normal(0, 1, count).round(4),
        scale=chance.uniform(0.1, 2, count).round(4),
        weights=chance.normal(0, 1, 2 * count).round(4),
        hidden=chance.normal(0, 1, (2 * count, hidden)).round(4),
        bias=chance.normal(0, 1, hidden).round(4),
        out=chance.normal(0, 1, hidden).round(4),
    )


@pytest.mark.parametrize("hidden", [0, 5])
def test_a_model_is_read_as_it_was_written(tmp_path: Path, hidden: int) -> None:
    model, table = made_model(hidden), np.random.default_rng(4).normal(0, 2, (7, len(NAMES)))
    write_model(model, tmp_path / "rerank.json")
    read_back = load_model(tmp_path / "rerank.json")
    assert read_back.scores(table).tolist() == model.scores(table).tolist()
    assert read_back.hidden.shape == (2 * len(NAMES), hidden)


def test_figures_may_be_worth_something_else_where_passages_have_headings() -> None:
    text, weighting = NAMES.index("text"), NAMES.index("structured")
    weights = straight(np.eye(len(NAMES))[text])
    apart = np.zeros_like(weights.weights)
    apart[text], apart[len(NAMES) + text] = 1, 2
    model = Model(weights.mean, weights.scale, apart, weights.hidden, weights.bias, weights.out)
    plain, headed = np.zeros((1, len(NAMES))), np.zeros((1, len(NAMES)))
    plain[0, [text, weighting]] = 1, STRUCTURED
    headed[0, [text, weighting]] = 1, 1
    assert (float(model.scores(plain)[0]), float(model.scores(headed)[0])) == (1.0, 3.0)


def test_a_figure_beyond_all_that_was_seen_does_not_decide_alone() -> None:
    table = np.zeros((2, len(NAMES)))
    table[:, NAMES.index("lexical")] = 6, 1e9
    scores = straight(np.ones(len(NAMES))).scores(table)
    assert scores[0] == scores[1]


def test_a_word_that_few_candidates_have_weighs_more_among_them() -> None:
    several = [passage(f"Quỹ xã thứ {at}", str(at)) for at in range(8)]
    found = figures("trụ sở quỹ", passage("Trụ sở của hội"), passage("Quỹ xã hội"), *several)
    assert found["local"][0] > found["text_other"][0]
    assert found["local"][1] < found["text_other"][1]


def test_a_figure_beside_the_words_is_told_from_one_far_away() -> None:
    near = "Hỗ trợ mỗi hộ 5 triệu đồng."
    far = "Hỗ trợ mỗi hộ nghèo. " + "Việc này do xã lo liệu. " * 12 + "Văn bản có 5 trang."
    beside, away = figures("hỗ trợ mỗi hộ bao nhiêu", passage(near), passage(far))["figure_window"]
    assert beside > away

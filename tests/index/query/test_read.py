"""How questions are read: marks put back, typos mended, abbreviations and everyday words beside what was typed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical.fields import fields_of
from index.lexical.plan import Best, Term
from index.lexical.reasons import reasons
from index.lexical.tantivy_index import LexicalIndex
from index.passages import Passage
from index.query.read import EXPANSIONS
from index.text.phrases import holds, phrases_of
from index.text.tokens import number_stretches, tokenise, typed_words
from ingest.document import Span
from ingest.text.folding import fold

# An invented province's archive: enough of each word that the counts say something.
SAID = (
    "Sở Y tế chủ trì công tác phòng, chống dịch bệnh trên địa bàn tỉnh Bình Lạc.",
    "Sở Y tế chủ trì tổ chức khám bệnh bằng thẻ bảo hiểm y tế tại trạm y tế xã.",
    "Sở Giao thông vận tải chủ trì sửa chữa đường tỉnh trước mùa mưa.",
    "Sở Giao thông vận tải sửa chữa cầu, đường do mưa lũ làm hư hỏng.",
    "Ủy ban nhân dân huyện khẩn trương giải phóng mặt bằng dự án đường ven hồ.",
    "Ủy ban nhân dân huyện bàn giao mặt bằng, giải phóng mặt bằng đúng tiến độ.",
    "Sở Tài chính chủ trì lập kế hoạch vốn đầu tư công năm 2031.",
    "Sở Tài chính báo cáo kế hoạch vốn và tỷ lệ giải ngân hằng tháng.",
    "Sở Khoa học và Công nghệ chủ trì đề tài khoa học công nghệ cấp tỉnh.",
    "Đàn lợn toàn tỉnh được tiêm phòng dịch tả lợn châu Phi.",
    "Thực hiện Nghị quyết số 66.4/2031/NQ-CP của Chính phủ về vườn ươm số.",
    "Văn phòng trình chương trình chuyển đổi số của tỉnh Bình Lạc.",
)


@pytest.fixture(scope="module")
def archive() -> LexicalIndex:
    return _indexed(SAID)


@pytest.fixture(scope="module")
def larger() -> LexicalIndex:
    """Make an archive that says everything often: there the counts of pairs may contradict known words."""
    return _indexed(SAID * 20)


def _indexed(said: Sequence[str]) -> LexicalIndex:
    index = LexicalIndex()
    index.apply((), ((number, f"d{number}", fields_of(_passage(text))) for number, text in enumerate(said, 1)))
    return index


def _passage(text: str, **more: str) -> Passage:
    return Passage("d", Span(0, len(text)), text, "section", 1, issued_on=date(2031, 5, 4), **more)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("so y te chu tri viec gi", "sở y tế chủ trì việc gì"),
        ("giai phong mat bang duong ven ho", "giải phóng mặt bằng đường ven hồ"),
        ("SO TAI CHINH", "SỞ TÀI CHÍNH"),  # the case stays
        ("ty le giai ngan", "tỷ lệ giải ngân"),  # y stays y, though tokens know only i
        ("sở tài chinh", "sở tài chính"),  # half of the marks
        ("đề tài kgoa học", "đề tài khoa học"),  # a wrong key
        ("sữa chửa cầu đường", "sửa chữa cầu đường"),  # hỏi for ngã, both are words
        ("sửa chửa cầu đường", "sửa chữa cầu đường"),
        ("gỉai phóng mặt bằng", "giải phóng mặt bằng"),  # the tone on the wrong letter
        ("gia phóng mawtj bằng", "gia phóng mặt bằng"),  # raw keys
    ],
)
def test_marks_are_put_back_and_slips_mended_by_what_the_archive_says(
    larger: LexicalIndex, typed: str, understood: str
) -> None:
    assert larger.read(typed).understood_as == understood


@pytest.mark.parametrize(
    "typed",
    [
        "sở y tế chủ trì việc gì",
        "ai sửa chữa đường tỉnh năm 2031?",
        "ubnd huyen",  # half understood is told apart below
        "GPMB, BHYT, 66.4/2031/NQ-CP",
        "Đắk Lắk, Pleiku, wifi",  # names the archive does not know are left alone
        "???",
        "",
    ],
)
def test_what_is_spelled_well_is_read_as_it_stands(archive: LexicalIndex, typed: str) -> None:
    assert archive.read(typed).understood_as in (None, "ubnd huyện")


def test_a_question_is_read_as_typed_when_that_is_wanted(archive: LexicalIndex) -> None:
    reading = archive.read("so y te GPMB", ())

    assert reading.understood_as is None
    assert reading.alternatives == ()


def test_counts_follow_documents_that_come_and_go() -> None:
    index = LexicalIndex()
    index.apply((), [(1, "one", fields_of(_passage("Nuôi hàu sữa ở đầm Tân Ló.")))])
    assert index.read("dam tan lo").understood_as == "đầm tân ló"

    index.apply(["one"], [(2, "two", fields_of(_passage("Trồng sen ở đầm Tân Lồ.")))])

    assert index.read("dam tan lo").understood_as == "đầm tân lồ"


@pytest.mark.parametrize(
    ("typed", "wording", "other"),
    [
        ("thẻ BHYT", "bảo hiểm y tế", None),
        ("the bhyt", "bảo hiểm y tế", None),
        ("GPMB đường ven hồ", "giải phóng mặt bằng", None),
        ("KH vốn 2031", "kế hoạch", "khoa học"),  # the archive says "kế hoạch vốn"
        ("đề tài KH", "khoa học", "kế hoạch"),
        ("tiêm phòng đàn heo", "lợn", None),
    ],
)
def test_an_abbreviation_has_the_sense_that_fits_its_place(
    archive: LexicalIndex, typed: str, wording: str, other: str | None
) -> None:
    found = [one.wording for one in archive.read(typed).alternatives]

    assert wording in found
    assert other not in found


def test_letters_of_a_document_number_stand_for_no_words(archive: LexicalIndex) -> None:
    assert archive.read("66.4/2031/NQ-CP").alternatives == ()
    assert number_stretches("theo 66.4/2031/NQ-CP và 12/TB-VP") == ((5, 20), (24, 32))


@pytest.mark.parametrize("typed", ["66.4/2031/NQ-CP", "66.4/2031/nq-cp", "nghị quyết số 66.4/2031/NQ-CP", "nq 66.4"])
def test_a_number_with_a_dot_is_found_whole(archive: LexicalIndex, typed: str) -> None:
    assert archive.search(typed, 1)[0][0] == 11


def test_other_wordings_never_outweigh_the_words_themselves() -> None:
    said = [
        "Tiền heo đất của học sinh.",
        "Lợn lợn lợn, đàn lợn, lợn nái, lợn thịt của xã.",
        "Trồng sen.",
        "Nuôi cá.",
        "Làm vườn.",
    ]

    assert [number for number, _ in _indexed(said).search("heo", 5)] == [1, 2]


def test_a_passage_is_paid_for_the_best_of_a_group(archive: LexicalIndex) -> None:
    groups = [one for one in archive.plan(archive.read("GPMB")) if isinstance(one, Best)]
    plain = archive.plan(archive.read("GPMB", ()))

    assert groups or any(isinstance(one, Term) and one.token == "giải" for one in archive.plan(archive.read("GPMB")))
    assert all(isinstance(one, Term) for one in plain)


@pytest.mark.parametrize("left_out", EXPANSIONS)
def test_each_expansion_can_be_left_out(archive: LexicalIndex, left_out: str) -> None:
    # One question that needs all four: marks, a slip, an abbreviation, an everyday word.
    typed = {
        "abbreviations": "thẻ BHYT",
        "everyday words": "đàn heo",
        "spelling": "kgoa học",
        "diacritics": "dich ta lon",
    }[left_out]
    with_all = archive.read(typed)
    without = archive.read(typed, [one for one in EXPANSIONS if one != left_out])

    assert with_all.understood_as or with_all.alternatives
    assert without.understood_as is None
    assert not [one for one in without.alternatives if one.part == left_out]


def test_words_in_quotes_must_stand_in_a_row(archive: LexicalIndex) -> None:
    loose = {number for number, _ in archive.search("chuyển đổi số của tỉnh", 12)}
    strict = {number for number, _ in archive.search('"chuyển đổi số" của tỉnh', 12)}

    assert strict == {12}
    assert strict < loose
    assert archive.search('"vườn hoa giấy" y tế', 12)  # a phrase that nobody has is read as words


@pytest.mark.parametrize(
    ("question", "phrases"),
    [
        ('kế hoạch "Chuyển đổi số"', (("chuyển", "đổi", "số"),)),
        ("“phòng, chống dịch” và «mưa lũ»", (("phòng", "chống", "dịch"), ("mưa", "lũ"))),
        ('màn hình 5" và 7', ()),  # a lone quote
        ('"" "…"', ()),
    ],
)
def test_phrases_are_what_stands_in_quotes(question: str, phrases: tuple[tuple[str, ...], ...]) -> None:
    assert phrases_of(question) == phrases


def test_a_phrase_is_held_word_for_word() -> None:
    assert holds(("phòng", "chống", "dịch"), "công tác phòng, chống dịch bệnh")
    assert not holds(("phòng", "chống", "dịch"), "phòng bệnh, chống thiên tai, dịch tả")


def test_reasons_name_the_words_where_they_stand_and_what_is_missing(archive: LexicalIndex) -> None:
    passage = _passage("Khám bệnh bằng thẻ bảo hiểm y tế.", header="Sở Y tế chủ trì:", subject="công tác năm 2031")
    found = reasons(archive.read("so y te kham benh BHYT nam 2031 rác"), passage)

    assert ("kham", "khám", "text") in [(one.typed, one.read, one.place) for one in found.words]
    assert ("so", "sở", "near") in [(one.typed, one.read, one.place) for one in found.words]
    assert ("nam", "năm", "far") in [(one.typed, one.read, one.place) for one in found.words]
    assert [(one.typed, one.wording) for one in found.wordings if one.part == "abbreviations"] == [
        ("BHYT", "bảo hiểm y tế")
    ]
    assert "rác" in found.missing
    assert "BHYT" not in found.missing


@pytest.mark.slow
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_no_text_is_refused_and_what_is_shown_folds_to_what_was_typed(text: str) -> None:
    index = LexicalIndex()
    index.apply((), [(1, "d", fields_of(_passage(SAID[0])))])
    reading = index.read(text)

    assert len(reading.words) == len(reading.meant)
    index.search(text, 3)
    only_marks = index.read(text, ["diacritics"]).understood_as
    if only_marks is not None:
        assert fold(only_marks) == fold(unicodedata.normalize("NFC", text))


@pytest.mark.slow
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyàáãảạ /.,-0123456789", max_size=60))
def test_typed_words_are_the_tokens_of_the_index(text: str) -> None:
    words = typed_words(unicodedata.normalize("NFC", text))
    tokens = tokenise(text)

    assert tuple(word.token for word in words) == tokens.syllables
    assert tuple(f"{one.token}_{other.token}" for one, other in pairwise(words) if other.joined) == tokens.bigrams

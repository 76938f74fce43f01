"""Other spellings of one word: the marks it may have lost, the typos it may hold, the words it may stand for."""

from __future__ import annotations

import unicodedata

import pytest

from index.query.diacritics import marked_forms
from index.query.thesaurus import FILE, RELATIONS, load_thesaurus, read_rows
from index.query.typos import typos
from index.text.tokens import tokenise
from ingest.text.folding import fold


@pytest.mark.parametrize("bare", ["tuong", "nguyen", "do", "gi", "quy", "ia", "yeu"])
def test_every_marked_form_folds_back(bare: str) -> None:
    forms = marked_forms(bare)

    assert len(forms) > 3
    assert all(fold(form).replace("y", "i") == bare.replace("y", "i") for form in forms)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("sữa", "sửa"),  # hỏi and ngã
        ("trứng", "chứng"),  # tr and ch
        ("xản", "sản"),  # s and x
        ("nàng", "làng"),  # n and l
        ("gia", "da"),  # d and gi
        ("hoạtj", "hoạt"),  # a key too many
        ("thôg", "thông"),  # a letter lost
        ("ngừoi", "người"),  # two in the wrong order
        ("quyeets", "quyết"),  # raw Telex
        ("dduwowngf", "đường"),
        ("tuye6n", "tuyên"),  # raw VNI
        ("d9u7o7ng2", "đường"),
    ],
)
def test_slips_of_every_kind_are_offered(typed: str, meant: str) -> None:
    assert meant in [token for token, _ in typos(typed, lambda other: True)]


@pytest.mark.parametrize("typed", ["qh15", "38c", "covid", "2031", "ubnd"])
def test_codes_and_foreign_words_are_no_raw_keys(typed: str) -> None:
    assert not [token for token, cost in typos(typed, lambda other: False) if cost < 1]


@pytest.mark.slow
def test_the_thesaurus_is_clean() -> None:
    rows = list(read_rows(FILE))
    seen = set()
    for row in rows:
        assert row.relation in RELATIONS
        assert row.said == unicodedata.normalize("NFC", row.said).strip(), row.said
        assert row.written, row.said
        assert len(set(row.written)) == len(row.written), row.said
        said = tokenise(row.said).syllables
        assert said, row.said
        assert all(tokenise(one).syllables not in ((), said) for one in row.written), row.said
        assert all(one.count("(") == one.count(")") for one in row.written), row.said
        key = (row.said, row.relation, row.written[0].lower())
        assert key not in seen, row.said
        seen.add(key)
    assert len(rows) > 4000


def test_ways_back_are_taken_where_they_are_true() -> None:
    known = load_thesaurus().by_tokens

    assert any("TNGT" in one.written for one in known[("tai", "nạn", "giao", "thông")])
    assert any("heo" in one.written for one in known[("lợn",)])
    assert all("bn" not in one.written for one in known.get(("bao", "nhiêu"), ()))  # nobody writes bn in a document

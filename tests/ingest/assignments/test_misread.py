"""Recognised letters lose their marks; the words that assign are still read, and shown as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assigned_rows import LETTER, rows
from ingest.assignments.misread import mended


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Đê nghị Sở Y tế phôi hợp", "Đề nghị Sở Y tế phối hợp"),
        ("GIÁM ĐÔC", "GIÁM ĐỐC"),
        ("chủ tri, tô chức kiêm tra", "chủ trì, tổ chức kiểm tra"),
        # a stop before a small letter was a comma
        ("UBND các huyện. thành phố", "UBND các huyện, thành phố"),
        ("tại huyện. Ủy ban nhân dân xã", "tại huyện. Ủy ban nhân dân xã"),
        ("TP. bình an, v.v. nhưng", "TP. bình an, v.v. nhưng"),
        # other words stay
        ("chữ ký, đồng chí, tổ công tác", "chữ ký, đồng chí, tổ công tác"),
    ],
)
def test_a_lost_mark_is_put_back_for_reading(printed: str, read: str) -> None:
    assert mended(printed) == read


@given(st.text(alphabet="đêềnghị Đềphốôihợp chủtrìi", max_size=40))
def test_nothing_moves_and_nothing_is_mended_twice(text: str) -> None:
    once = mended(text)
    assert len(once) == len(text)
    assert mended(once) == once


def test_a_misread_order_is_an_order_and_its_words_stay_as_printed() -> None:
    assert rows(LETTER + "1. Đê nghị Sở Y tế chủ tri, phôi hợp với Công an tỉnh kiêm tra bếp ăn.\n") == [
        ("Sở Y tế", "lead", ("Công an tỉnh",), "kiêm tra bếp ăn")
    ]

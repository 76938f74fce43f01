"""Where a sentence ends and where a full stop is something else."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentences
from ingest.document import Span


def split(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # plain
        ("Rà soát quy hoạch. Báo cáo kết quả.", ["Rà soát quy hoạch.", "Báo cáo kết quả."]),
        # figures
        ("Thu 1.520.367 đồng. Chi 0,5 tỷ.", ["Thu 1.520.367 đồng.", "Chi 0,5 tỷ."]),
        # abbreviations
        ("Làm việc tại TP.HCM và TP. Bình Lạc cùng Đ/c Chủ tịch.", None),
        ("ThS. Lê Văn Mẫu và PGS.TS. Trần Thị Ví Dụ dự họp.", None),
        ("Lúa, ngô, khoai, v.v. để bảo đảm lương thực.", None),
        ("Lúa, ngô, v.v. Các huyện báo cáo.", ["Lúa, ngô, v.v.", "Các huyện báo cáo."]),
        # an ellipsis inside a sentence and at its end
        ("Sách, báo, đài,... để người dân biết.", None),
        ("Sách, báo, đài... Các xã thực hiện.", ["Sách, báo, đài...", "Các xã thực hiện."]),
        # enumerations
        ("1. Sở Y tế chủ trì. 2. Sở Tài chính phối hợp.", ["1. Sở Y tế chủ trì.", "2. Sở Tài chính phối hợp."]),
        ("Gồm: (i) Rà soát; (ii) Báo cáo.", None),
        ("1.1. Rà soát các dự án.", None),
        ("(I). 03 đề án trình: 1. Đề án một; (II). 02 đề án phối hợp.", None),
        # marks of notes behind and before the full stop
        ("Thưởng 200 triệu đồng.¹⁶ Phạt 5 hộ.", ["Thưởng 200 triệu đồng.¹⁶", "Phạt 5 hộ."]),
        ("Sai sót về số liệu...⁵. Chủ tịch yêu cầu sửa.", ["Sai sót về số liệu...⁵.", "Chủ tịch yêu cầu sửa."]),
        ("Đến năm 2045⁵. Triển khai ngay.", ["Đến năm 2045⁵.", "Triển khai ngay."]),
        # closing formula with the drafter's initials
        ("Để chỉ đạo xử lý kịp thời./.me", None),
        ("Để chỉ đạo xử lý kịp thời./.", None),
        # a quotation that ends with the sentence
        ("Phát động “Bình Lạc xanh.” Các xã tham gia.", ["Phát động “Bình Lạc xanh.”", "Các xã tham gia."]),
        # lines
        ("Nơi nhận:\n- Như trên;\n- Lưu: VT.", ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]),
        # a sentence that begins with a figure
        ("Đã kiểm tra 5 xã. 12 hộ vi phạm.", ["Đã kiểm tra 5 xã.", "12 hộ vi phạm."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str] | None) -> None:
    assert split(text) == ([text] if expected is None else expected)


@given(st.text(alphabet="aĐ1.,:;!?…/ \n()”“¹² v", max_size=80), st.integers(0, 40), st.integers(0, 40))
def test_every_character_is_in_exactly_one_sentence(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    span = Span(start, min(start + length, len(text)))
    found = sentences(text, span)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(span.contains(one) and one.of(text) == one.of(text).strip() != "" for one in found)
    assert "".join("".join(one.of(text).split()) for one in found) == "".join(span.of(text).split())

"""Note marks that plain text prints as ordinary digits."""

import pytest

from assembled import read, rows

NOTES = """
Thực hiện Nghị định số 26/2024/NĐ-CP1, tỉnh đã cấp 40 giấy phép trong tháng 5/20242 và
quý sau theo Luật số 42/2024/QH153; 7 hộ ở khu K4 chưa có giấy.
1 Nghị định của Chính phủ về quản lý hội
2 Số liệu của Sở Nội vụ, chưa gồm xã An Lạc
và xã Tân Lạc.
3 Luật về vật liệu nổ

Các xã báo cáo trước ngày 20 hằng tháng.
"""


def test_glued_digits_are_marks_where_the_notes_below_say_so() -> None:
    document = read(NOTES)
    assert [(note.mark, note.inferred) for note in document.footnotes] == [("1", False), ("2", False), ("3", False)]
    assert [note.anchor.of(document.text)[-9:] for note in document.footnotes] == [
        "24/NĐ-CP¹",
        "g 5/2024²",
        "024/QH15³",
    ]
    assert document.footnotes[1].span.of(document.text) == "Số liệu của Sở Nội vụ, chưa gồm xã An Lạc và xã Tân Lạc."
    assert "khu K4 chưa" in document.text


KEPT = [
    # why nothing is raised, the text
    ("no note below", "Theo Nghị định số 26/2024/NĐ-CP1, tỉnh cấp giấy.\n\nCác xã báo cáo."),
    ("no mark above", "Tỉnh cấp 40 giấy phép.\n1 Nghị định của Chính phủ về quản lý hội"),
    ("a name with a figure", "Khu K1 và QH15 và 90 m3.\n1 Nghị định của Chính phủ\n3 Mét khối"),
    ("an item, no note", "Theo Nghị định số 26/2024/NĐ-CP1.\n1. Nghị định của Chính phủ về quản lý hội"),
    ("a number that does not begin at 1", "Theo Nghị định số 26/NĐ-CP5 của Chính phủ.\n5 Xã An Lạc chưa nộp báo cáo"),
]


@pytest.mark.parametrize("text", [text for _, text in KEPT], ids=[why for why, _ in KEPT])
def test_other_figures_stay_as_they_are(text: str) -> None:
    document = read(text)
    assert document.footnotes == ()
    assert document.text.split() == text.split()


def test_rows_of_a_table_are_no_notes() -> None:
    assert rows(("TT", "Theo NĐ-CP1"), ("1", "Nghị định của Chính phủ")).footnotes == ()

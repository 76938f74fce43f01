"""State secrets stay out; words about secrecy do not."""

from __future__ import annotations

import pytest
from assembled import SHA

from ingest.assembly import assemble
from ingest.errors import SecretDocumentError
from ingest.lines import Line, Reading

HEAD = ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH LẠC", "Số: 7/KH-UBND")


def read(*texts: str) -> None:
    assemble(Reading(tuple(Line(text) for text in (*HEAD, *texts))), SHA, "a.txt")


@pytest.mark.parametrize(
    "mark",
    [
        "MẬT",
        "TỐI MẬT",
        "TUYỆT MẬT",
        "(MẬT)",
        "ĐỘ MẬT: TỐI MẬT",
        "Độ mật: Mật",
        "☒ MẬT",
        "MẬT ☒",
        "T Ố I  M Ậ T",
        "M Ậ T",
    ],
)
def test_a_mark_standing_alone_refuses_the_document(mark: str) -> None:
    with pytest.raises(SecretDocumentError) as refused:
        read(mark, "KẾ HOẠCH")
    assert (refused.value.code, refused.value.detail) == ("secret_mark", mark)


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành Quy chế bảo vệ bí mật nhà nước tỉnh Bình Lạc",
        "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Mật",  # not in capitals
        "BẢO MẬT",
        "□ MẬT",  # a form to fill in
        "MẬT □",
        "Độ mật: Mật □",
        "□ MẬT □ TỐI MẬT □ TUYỆT MẬT",
        "Độ mật: □ Mật □ Tối mật",
        "Độ mật: Thường",
        "M A T A N",
        "NUÔI ONG LẤY MẬT",
        "1. Bảo mật thông tin của người dân.",
    ],
)
def test_words_about_secrecy_are_no_mark(text: str) -> None:
    read(text)


def test_a_mark_in_a_cell_or_a_running_head_counts() -> None:
    for line in (Line("Số: 7 | TỐI MẬT", role="row", cells=("Số: 7", "TỐI MẬT")), Line("MẬT", role="header")):
        with pytest.raises(SecretDocumentError):
            assemble(Reading((Line("UBND TỈNH BÌNH LẠC"), line)), SHA, "a.docx")

"""State secrets stay out; words about secrecy do not. What a mark is, and where in a text it counts."""

from __future__ import annotations

import pytest

from assembled import SHA
from ingest.assembly import assemble
from ingest.errors import SecretDocumentError
from ingest.lines import Aside, Line, Reading
from ingest.readers.plain.reader import read_text

HEAD = ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH LẠC", "Số: 7/KH-UBND")
BODY = tuple(f"{at}. Các cơ quan, đơn vị báo cáo kết quả phần việc thứ {at} trước ngày 15." for at in range(1, 60))
RULES = ("Quy chế này quy định việc bảo vệ bí mật nhà nước và đóng dấu chỉ độ mật.",)


def read(*texts: str) -> None:
    assemble(Reading(tuple(Line(text) for text in (*HEAD, *texts))), SHA, "a.txt")


def code_of(reading: Reading) -> str:
    """Return why a reading is kept out: ``secret_mark``, ``secret_doubt`` or nothing."""
    try:
        assemble(reading, SHA, "a.txt")
    except SecretDocumentError as refused:
        return refused.code
    return ""


SURE = [
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "(MẬT)",
    "ĐỘ MẬT: TỐI MẬT",
    "Độ mật: Mật",
    "☒ MẬT",
    "MẬT ☒",
    "[x] MẬT  [ ] TỐI MẬT",
    "☐ Thường ☒ Mật",
    "T Ố I  M Ậ T",
    "M Ậ T",
    "MẬ T",
    "MẬT - HỎA TỐC",
    "HỎA TỐC MẬT",
    "MẬT, KHẨN",
    "MẬT/THƯỢNG KHẨN",
    "MẬT (bản số 01)",
    "MẬT Bản số: 03/05",
    "TÀI LIỆU MẬT",
    "Độ mật: Tuyệt mật - Độ khẩn: Hỏa tốc",
    "* MẬT *",
    "M.Ậ.T",
    "Dấu chỉ mức độ mật: MẬT",
    "ĐÓNG DẤU MẬT",
    "MẬT - Số bản: 05",
    "MẬT (01 bản)",
    "TỐI MẬT - LƯU HÀNH NỘI BỘ",
    "MẬT (Thu hồi sau khi họp)",
    "DỰ THẢO - MẬT",
    "- MẬT -",
    "TUYỆT MÂT",
]
DOUBTFUL = [
    "Mật",
    "Tối mật",
    "tuyệt mật",
    "Mật (bản số 02)",
    "MÂT",
    "MẬI",
    "MẬ",
    "MAT",
    "NẬT",
    "IMẬTI",
    "MẬI - HỎA TỐC",
    "TỐI MẬI",
    "TUYỆT MẬ",
]
NONE = [
    "Ban hành Quy chế bảo vệ bí mật nhà nước tỉnh Bình Lạc",
    "QUY CHẾ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
    "DANH MỤC BÍ MẬT NHÀ NƯỚC ĐỘ TỐI MẬT",
    "BẢO MẬT",
    "Bảo mật",
    "CƠ MẬT",
    "GIẢI MẬT",
    "KHÔNG MẬT",
    "MẬT ONG",
    "Mật ong",
    "Mật độ",
    "MẬT KHẨU",
    "Mật khẩu:",
    "XÃ BÌNH MẬT",
    "ỦY BAN NHÂN DÂN XÃ BÌNH MẬT",
    "Nguyễn Thị Mật",
    "bí mật công tác",
    "□ MẬT",  # a form to fill in
    "□    MẬT",
    "MẬT □",
    "Độ mật: Mật □",
    "□ MẬT □ TỐI MẬT □ TUYỆT MẬT",
    "[ ] Mật [ ] Tối mật",
    "Độ mật: □ Mật □ Tối mật",
    "Độ mật: Mật\t□  Tối mật\t□\tĐăng lên website: □",
    "Độ mật: Thường",
    "Độ mật: Không",
    "Độ mật:",
    "M A T A N",
    "NUÔI ONG LẤY MẬT",
    "1. Bảo mật thông tin của người dân.",
    "a) Mật",  # one of a list
    "- Tối mật",
    "MẬT, TỐI MẬT, TUYỆT MẬT",
    "NHẬT",
    "VẬT",
    "MAI",
    "ĐẠT",
    "MỘT",
    "MẮT",
    "GAN - MẬT",
    "CÔNG TY TNHH ONG MẬT",
    "V/v giải mật tài liệu",
    "MẶT TRẬN TỔ QUỐC VIỆT NAM",
    "Ban Cơ yếu - Mật mã",
    "MẶT BẰNG",
    "Dấu “MẬT” được đóng dưới số và ký hiệu của văn bản.",
]


@pytest.mark.parametrize("mark", SURE)
def test_a_mark_standing_alone_refuses_the_document(mark: str) -> None:
    with pytest.raises(SecretDocumentError) as refused:
        read(mark, "KẾ HOẠCH")
    assert (refused.value.code, refused.value.detail) == ("secret_mark", mark)


@pytest.mark.parametrize("mark", DOUBTFUL)
def test_what_may_be_a_mark_refuses_the_document_in_doubt(mark: str) -> None:
    with pytest.raises(SecretDocumentError) as refused:
        read(mark, "KẾ HOẠCH")
    assert (refused.value.code, refused.value.detail) == ("secret_doubt", f"{mark}; text; 1")


@pytest.mark.parametrize("text", NONE)
def test_words_about_secrecy_are_no_mark(text: str) -> None:
    read(text)


@pytest.mark.parametrize(
    "line",
    [
        "Số: 15/UBND-NC   TỐI MẬT",
        "Số: 15/UBND-NC TỐI MẬT",
        "Số: .../UBND-NC   TỐI MẬT",
        "Số: 15-CV/TU\tMật",
        "TUYỆT MẬT Số: 15/UBND-NC",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM   MẬT",
        "MẬT    CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bình Lạc, ngày 05 tháng 3 năm 2024   MẬT",
        "UBND TỈNH BÌNH LẠC TỐI MẬT",
        "UBND TỈNH BÌNH LẠC      MẬT",
    ],
)
def test_a_mark_beside_a_line_of_the_letterhead_counts(line: str) -> None:
    text = f"SỞ Y TẾ\n{line}\n\nV/v tiêm phòng\n\nKính gửi: Các sở.\n\n{BODY[0]}\n"
    assert code_of(read_text(text.encode())).startswith("secret_")


def test_a_mark_in_a_cell_or_a_running_head_counts() -> None:
    for line in (Line("Số: 7 | TỐI MẬT", role="row", cells=("Số: 7", "TỐI MẬT")), Line("MẬT", role="header")):
        assert code_of(Reading((Line("UBND TỈNH BÌNH LẠC"), line))) == "secret_mark"


@pytest.mark.parametrize("at", ["head of page 2", "foot of page 2", "foot of page 1"])
def test_every_head_and_foot_counts(at: str) -> None:
    first, second = [*HEAD, *BODY], [*BODY]
    pages = {"foot of page 1": (first, -1), "head of page 2": (second, 0), "foot of page 2": (second, len(BODY))}
    page, place = pages[at]
    page.insert(len(page) if place == -1 else place, "TỐI MẬT")
    lines = [Line(text, page=number) for number, page in ((1, first), (2, second)) for text in page]
    assert code_of(Reading(tuple(lines), page_count=2, paged=True)) == "secret_mark"


def test_a_mark_alone_in_a_body_is_doubtful_unless_the_text_speaks_of_secret_papers() -> None:
    middle = (*HEAD, *BODY[:50], "MẬT", *BODY[:50])
    assert code_of(Reading(tuple(map(Line, middle)))) == "secret_doubt"
    assert code_of(Reading(tuple(map(Line, (*HEAD, *RULES, *BODY[:50], "MẬT", *BODY[:50]))))) == ""


@pytest.mark.parametrize(
    "lines",
    [
        ("KẾ HOẠCH", "Triển khai công tác bảo vệ bí", "mật nhà nước năm 2024"),
        ("Các độ mật gồm:", "Tuyệt mật", "Tối mật", "Mật"),
    ],
)
def test_a_broken_sentence_and_a_list_of_degrees_are_no_mark(lines: tuple[str, ...]) -> None:
    read(*lines)


@pytest.mark.parametrize("lines", [("QUY CHẾ BẢO VỆ BÍ", "MẬT", "NHÀ NƯỚC"), ("GIÁ BÁN LẺ", "MẬT", "ONG RỪNG")])
def test_a_heading_broken_at_the_word_is_doubtful(lines: tuple[str, ...]) -> None:
    assert code_of(Reading(tuple(map(Line, lines)))) == "secret_doubt"


@pytest.mark.parametrize(
    "above", ["TỈNH HÒA BÌNH", "TỈNH KHÁNH HÒA", "THÀNH PHỐ UÔNG BÍ", "CÔNG TY MÍA ĐƯỜNG", "BỘ Y TẾ"]
)
@pytest.mark.parametrize("below", ["Số: 12/UBND-NC", "BÁO CÁO", "BAN DÂN VẬN", "VỤ PHÁP CHẾ", "NHÀ MÁY NƯỚC SẠCH"])
def test_no_issuer_and_no_title_hides_the_mark_between_them(above: str, below: str) -> None:
    lines = ("ỦY BAN NHÂN DÂN", above, "MẬT", below, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Kính gửi: Công an tỉnh.")
    wanted = {"secret_doubt"} if above.endswith("BÍ") else {"secret_mark"}
    assert {code_of(Reading(tuple(map(Line, lines))))} == wanted


def test_two_degrees_in_one_head_and_a_mark_in_a_long_letterhead_table_are_doubtful() -> None:
    assert code_of(Reading(tuple(map(Line, ("UBND TỈNH BÌNH LẠC", "TỐI MẬT", "MẬT", *BODY[:20]))))) == "secret_doubt"
    cells = [("UBND TỈNH BÌNH LẠC", "CỘNG HÒA XÃ HỘI"), ("SỞ Y TẾ", "Độc lập"), ("Số: 12/SYT", "Bình Lạc"), ("MẬT", ""),
             ("V/v tiêm phòng", ""), ("mùa mưa", "")]  # fmt: skip
    rows = tuple(Line(" | ".join(one), role="row", cells=one) for one in cells)
    assert code_of(Reading((*rows, *map(Line, BODY[:20])))) == "secret_doubt"


def test_a_register_of_letters_with_a_column_of_secrecy_is_no_secret() -> None:
    rows = [("Số", "Độ mật"), *((f"{at}/CV", "Mật" if at % 3 else "Thường") for at in range(1, 9))]
    table = tuple(Line(" | ".join(cells), role="row", cells=cells) for cells in rows)
    assert code_of(Reading((*map(Line, HEAD), Line("SỔ ĐĂNG KÝ VĂN BẢN ĐI"), *table))) == ""


def test_what_is_laid_over_a_page_counts_and_misreadable_words_are_doubtful() -> None:
    lines = tuple(map(Line, (*HEAD, *BODY)))
    assert code_of(Reading(lines, asides=(Aside("TỐI MẬT", "annotation", 2),))) == "secret_mark"
    assert code_of(Reading(lines, asides=(Aside("TỐI MẬT", "stamp", 2, clear=False),))) == "secret_doubt"
    assert code_of(Reading(lines, asides=(Aside("Đã kiểm tra", "annotation"),))) == ""


def test_a_released_doubt_passes_with_a_warning_and_a_sure_mark_never() -> None:
    doubtful = Reading(tuple(map(Line, (*HEAD, "MÂT", *BODY))))
    warnings = assemble(doubtful, SHA, "a.txt", released=True).warnings
    assert [one.detail for one in warnings if one.code == "secret_doubt"] == ["MÂT; text; 1"]
    with pytest.raises(SecretDocumentError):
        assemble(Reading((Line("MẬT"),)), SHA, "a.txt", released=True)


@pytest.mark.parametrize(
    "line",
    [
        "- MẬT",
        "1. MẬT",
        "a) TỐI MẬT",
        "Dấu: MẬT",
        "TÀI LIỆU TỐI MẬT – KHÔNG SAO CHỤP",
        "MẬT (giải mật ngày 01/01/2030)",
        "MẬT 05 NĂM",
    ],
)
def test_a_mark_in_capitals_beside_other_words_of_a_letterhead_is_doubtful(line: str) -> None:
    assert code_of(Reading(tuple(map(Line, (*HEAD[:3], line, *HEAD[3:], *BODY[:20]))))) == "secret_doubt"

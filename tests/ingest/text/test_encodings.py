"""Text in the encodings of the old days, pasted together, in whatever file it stands."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hostile_files import TCVN3, VNI, cp1258
from ingest.lines import Reading
from ingest.readers.docx.reader import read_docx
from ingest.readers.html.reader import read_html
from ingest.readers.plain.reader import read_text
from ingest.text.legacy_encodings import decoded, from_fonts, modernised
from word_package import p, package

UNICODE = "Sở Y tế tỉnh Bình Lạc phối hợp với Ủy ban nhân dân các xã thực hiện."
FROM_TCVN3 = "Đơn vị chủ trì phải báo cáo Uỷ ban nhân dân tỉnh trước ngày 15 hằng tháng."
FROM_VNI = "Uỷ ban nhân dân tỉnh yêu cầu các sở báo cáo kết quả."


def texts(reading: Reading) -> list[str]:
    return [line.text for line in reading.lines]


def encodings(reading: Reading) -> list[str]:
    return [warning.detail for warning in reading.warnings if warning.code == "legacy_encoding"]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 1, 0), (0, 0, 2), (1, 2, 2)])
def test_each_line_of_a_file_pasted_together_is_read_in_its_own_encoding(order: tuple[int, ...]) -> None:
    raw, meant = (UNICODE, TCVN3, VNI), [UNICODE, FROM_TCVN3, FROM_VNI]
    reading = read_text("\n".join(raw[at] for at in order).encode())
    assert texts(reading) == [meant[at] for at in order]
    assert encodings(reading) == [", ".join(sorted({("", "tcvn3", "vni")[at] for at in order if at}))]


def test_a_short_line_follows_the_file_around_it() -> None:
    reading = read_text(f"{TCVN3}\nKÕ ho¹ch\n{TCVN3}\nSè: 12\n".encode("latin-1"))
    assert texts(reading) == [FROM_TCVN3, "Kế hoạch", FROM_TCVN3, "Số: 12"]


@pytest.mark.parametrize(
    "right",
    [
        "Café à la carte, naïve, Zürich: el niño",
        "Diện tích 90 m² ± 5 %, nhiệt độ 37°C; § 3 © Bình Lạc",  # signs that are letters in TCVN3
        "µ = 0,5; ¬ A; «trích»",
    ],
)
def test_foreign_lines_and_signs_in_a_unicode_file_stay(right: str) -> None:
    text = "\n".join([UNICODE, right, UNICODE])
    assert modernised(text) == (text, None)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("ñY BAN NH¢N D¢N TØNH", "ỦY BAN NHÂN DÂN TỈNH"),  # capitals typed with the small letters there are
        ("TUYÖT MËT", "TUYỆT MẬT"),
        ("Bµ NguyÔn ThÞ B", "Bà Nguyễn Thị B"),  # one capital makes no shouting
        ("®­îc tØnh giao", "được tỉnh giao"),  # the soft hyphen is ư
        ("theo QuyÕt ®Þnh cña UBND TØNH", "theo Quyết định của UBND TỈNH"),
    ],
)
def test_tcvn3_has_no_capitals_with_tones_and_gets_them_back(raw: str, expected: str) -> None:
    assert decoded(raw, "tcvn3") == expected


def test_the_font_of_each_run_decides_and_case_comes_from_its_name() -> None:
    runs = [
        ("kÕ ho¹ch", ".VnTimeH"),
        (" cña ", ".VnTime"),
        ("Sở Y tế", "Times New Roman"),
        (" vaø caùc xaõ", "VNI-Times"),
    ]
    assert from_fonts(runs) == ("KẾ HOẠCH của Sở Y tế và các xã", "tcvn3, vni")
    # Unicode text set in an old font is right already
    assert from_fonts([("Sở Y tế", ".VnTime")]) == ("Sở Y tế", None)
    # old letters whose font was lost are found by trial
    assert from_fonts([("Uû ban nh©n d©n tØnh", "Arial")]) == ("Uỷ ban nhân dân tỉnh", "tcvn3")


def test_a_word_file_says_which_old_encodings_it_was_in() -> None:
    run = '<w:r><w:rPr><w:rFonts w:ascii="{}"/></w:rPr><w:t>{}</w:t></w:r>'
    body = p("", run.format(".VnTimeH", "th«ng b¸o")) + p("", run.format("VNI-Times", "Caùc sôû baùo caùo"))
    reading = read_docx(package(body))
    assert texts(reading) == ["THÔNG BÁO", "Các sở báo cáo"]
    assert encodings(reading) == ["tcvn3", "vni"]


@pytest.mark.parametrize("charset", ["windows-1252", "iso-8859-1", "x-user-defined", "utf-16", "idna"])
def test_a_page_is_read_by_its_bytes_whatever_it_declares(charset: str) -> None:
    head = f'<html><head><meta charset="{charset}"></head><body>'
    assert texts(read_html(f"{head}<p>{UNICODE}</p>".encode())) == [UNICODE]
    old = read_html(f'{head}<p style="font-family:.VnTime">{TCVN3}</p><p>{VNI}</p>'.encode("latin-1"))
    assert texts(old) == [FROM_TCVN3, FROM_VNI]
    assert encodings(old)
    assert texts(read_html(f"{head}<p>".encode() + cp1258(UNICODE))) == [UNICODE]


def test_named_signs_and_fonts_of_a_page_are_decoded() -> None:
    page = '<html><p><font face=".VnTimeH">th&laquo;ng b&cedil;o</font></p><p>tr&shy;&iacute;c ng&micro;y 15, UBND</p></html>'
    assert texts(read_html(page.encode())) == ["THÔNG BÁO", "trước ngày 15, UBND"]


@given(st.text(alphabet="abc đươ ạ ế\n.", max_size=80))
def test_unicode_vietnamese_is_never_taken_for_an_old_encoding(text: str) -> None:
    whole = f"{UNICODE}\n{text}\n{UNICODE}"
    assert modernised(whole) == (whole, None)


@given(st.lists(st.sampled_from((UNICODE, TCVN3, VNI, "12/KH", "Số 5")), max_size=6), st.sampled_from(("NFC", "NFD")))
def test_what_was_decoded_once_stays(lines: list[str], form: str) -> None:
    assert form in ("NFC", "NFD")
    once, _ = modernised("\n".join(lines))
    assert modernised(once) == (once, None)
    reading = read_text((unicodedata.normalize("NFD", once) + "\nhết").encode()) if form == "NFD" else None
    assert reading is None or unicodedata.is_normalized("NFC", reading.lines[0].text)

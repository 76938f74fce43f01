"""HTML: blocks become lines, tables rows, raised digits superscripts; what is not shown is not read."""

from ingest.readers.html.reader import read_html


def test_blocks_headings_marks_and_line_breaks() -> None:
    page = (
        "<h2>I. Tình hình</h2><p>Theo <b>kế hoạch</b><sup>[3]</sup> đã\n giao.</p><p><i>Nơi nhận:</i><br>- Sở Y tế</p>"
    )
    assert [(line.text, line.role, line.bold, line.italic) for line in read_html(page.encode()).lines] == [
        ("I. Tình hình", "heading", True, False),
        ("Theo kế hoạch³ đã giao.", "body", False, False),
        ("Nơi nhận:", "body", False, True),
        ("- Sở Y tế", "body", False, False),
    ]


def test_scripts_and_styles_are_not_read_and_hidden_parts_are_set_apart() -> None:
    page = (
        "<head><title>t</title></head><style>p{}</style><p>Một</p><script>x()</script><p style='display: none'>Hai</p>"
    )
    lines = read_html(f"<html>{page}</html>".encode()).lines
    assert [(line.text, line.role) for line in lines] == [("Một", "body"), ("Hai", "hidden")]


def test_a_data_table_becomes_rows_and_a_letterhead_text() -> None:
    head = "<table><tr><td>SỞ Y TẾ</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
    head += "<tr><td>Số: 5/SYT</td><td>Bình Lạc, ngày 05 tháng 3 năm 2024</td></tr></table>"
    data = "<table><tr><th>TT</th><th>Đơn vị</th></tr><tr><td colspan=2>Sở Y tế</td></tr></table>"
    lines = read_html(f"<html>{head}{data}</html>".encode()).lines
    assert [line.text for line in lines[:4]] == [
        "SỞ Y TẾ",
        "Số: 5/SYT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Bình Lạc, ngày 05 tháng 3 năm 2024",
    ]
    assert [line.cells for line in lines[4:]] == [("TT", "Đơn vị"), ("Sở Y tế", "")]


def test_the_declared_encoding_is_used() -> None:
    page = '<html><meta charset="windows-1258"><p>Kế ho\u0323ach</p></html>'.replace("ế", "ê\u0301")
    assert read_html(page.encode("cp1258")).lines[0].text == "Kế họach"

"""How bodies are written, and what only looks like one: short forms, joints, heads, slips; both ways."""

from __future__ import annotations

import pytest

from ingest.agencies.find import Agencies

AGENCIES = Agencies.load()
LAND, FARMING = "Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn"
PLANNING, LABOUR = "Sở Kế hoạch và Đầu tư", "Sở Lao động - Thương binh và Xã hội"
TRANSPORT, MEDIA = "Sở Giao thông vận tải", "Sở Thông tin và Truyền thông"
CULTURE, SPORTS = "Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa và Thể thao"
COMMITTEE, CHAIR = "Ủy ban nhân dân tỉnh", "Chủ tịch Ủy ban nhân dân tỉnh"

MATCHES = [
    # short forms, with every joint
    *((form, LAND) for form in ("Sở TN&MT", "Sở TNMT", "Sở TN-MT", "Sở TN và MT", "Sở Tài nguyên và MT")),
    *((form, PLANNING) for form in ("Sở KH&ĐT", "Sở KHĐT", "Sở KH-ĐT", "Sở KH và ĐT", "Sở Kế hoạch & ĐT")),
    *((form, FARMING) for form in ("Sở NN&PTNT", "Sở NNPTNT", "Sở NN-PTNT", "Sở Nông nghiệp & PTNT", "Sở NN")),
    *((form, LABOUR) for form in ("Sở LĐ-TB&XH", "Sở LĐTBXH", "Sở LĐ-TBXH", "Sở LĐTB-XH", "Sở LĐ, TB và XH")),
    *((form, LABOUR) for form in ("Sở Lao động TB&XH", "Sở Lao động - TB&XH", "Sở Lao động, TB và XH")),
    *((form, TRANSPORT) for form in ("Sở GTVT", "Sở GT-VT", "Sở Giao thông - Vận tải", "Sở Giao thông")),
    *((form, MEDIA) for form in ("Sở TT&TT", "Sở TTTT", "Sở TT-TT", "Sở Thông tin và TT")),
    *(
        (form, CULTURE)
        for form in ("Sở VHTT&DL", "Sở VHTTDL", "Sở VH-TT-DL", "Sở VH, TT và DL", "Sở Văn hóa, TT và DL")
    ),
    *((form, SPORTS) for form in ("Sở VH&TT", "Sở VHTT", "Sở Văn hóa - Thể thao", "Sở Văn hóa và TT")),
    *((form, "Sở Giáo dục và Đào tạo") for form in ("Sở GD&ĐT", "Sở GDĐT", "Sở GD-ĐT", "Sở Giáo dục & Đào tạo")),
    ("Sở KHCN", "Sở Khoa học và Công nghệ"),  # not Sở KHĐT
    ("Sở NN&MT", "Sở Nông nghiệp và Môi trường"),
    ("Sở Nông nghiệp và MT", "Sở Nông nghiệp và Môi trường"),
    ("Sở CT", "Sở Công Thương"),
    ("Bộ KH&ĐT", "Bộ Kế hoạch và Đầu tư"),
    ("Bộ LĐTBXH", "Bộ Lao động - Thương binh và Xã hội"),
    ("Bộ NN và PTNT", "Bộ Nông nghiệp và Phát triển nông thôn"),
    ("Bộ Văn hóa Thể thao và Du lịch", "Bộ Văn hóa, Thể thao và Du lịch"),
    ("Bộ GT-VT", "Bộ Giao thông vận tải"),
    ("VPCP", "Văn phòng Chính phủ"),
    # joints inside full names
    ("Sở Tài nguyên - Môi trường", LAND),
    ("Sở Nông nghiệp – Phát triển nông thôn", FARMING),
    ("Sở Lao động — Thương binh, Xã hội", LABOUR),
    ("Sở Kế hoạch Đầu tư", PLANNING),
    ("Sở Văn hoá - Thể thao & Du lịch", CULTURE),
    # case
    ("SỞ XÂY DỰNG", "Sở Xây dựng"),
    ("sở Xây dựng", "Sở Xây dựng"),
    ("Sở Công thương", "Sở Công Thương"),
    ("bộ Nội vụ", "Bộ Nội vụ"),
    # committees, forces, offices
    ("UBND tỉnh", COMMITTEE),
    ("Uỷ ban Nhân dân Tỉnh", COMMITTEE),
    ("UBND Lào Cai", COMMITTEE),
    ("UBND thành phố Đà Nẵng", COMMITTEE),
    ("Chủ tịch UBND thành phố Hà Nội", CHAIR),
    ("HĐND tỉnh", "Hội đồng nhân dân tỉnh"),
    ("VP UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("VPUBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Bộ CHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
    ("BCH Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
    ("BCHQS tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
    ("BCH BĐBP tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh"),
    ("CA tỉnh", "Công an tỉnh"),
    ("Công an TP. Hải Phòng", "Công an tỉnh"),
    ("Cục QLTT", "Cục Quản lý thị trường tỉnh"),
    ("KBNN tỉnh", "Kho bạc Nhà nước tỉnh"),
    ("BQL các KCN", "Ban Quản lý các khu công nghiệp tỉnh"),
    ("Ban Quản lý KKT tỉnh", "Ban Quản lý Khu kinh tế tỉnh"),
    ("Ủy ban MTTQVN tỉnh", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    ("Hội LHPN tỉnh", "Hội Liên hiệp Phụ nữ tỉnh"),
    # local bodies are in no authority file
    *(
        (f"UBND {place}", None)
        for place in ("TP. Bình An", "TX. Tân Lập", "H. Vĩnh Sơn", "P. Tân Lập", "Q. 3", "phường 5")
    ),
    *((f"UBND {place}", None) for place in ("huyện", "thành phố", "xã")),
    *((body, None) for body in ("CA huyện Vĩnh Sơn", "Ban CHQS thị xã Tân Lập", "Huyện ủy Vĩnh Sơn")),
    *((body, None) for body in ("Ban QLDA", "Ban QLDA đầu tư xây dựng tỉnh", "BQLDA các công trình giao thông tỉnh")),
    ("UBND thành phố Huế", None),  # a city of its province until 2024
    # heads
    *((f"{head} Sở Y tế", "Sở Y tế") for head in ("Giám đốc", "Phó Giám đốc", "GĐ", "PGĐ", "Đ/c Giám đốc", "lãnh đạo")),
    ("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
    ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh"),
    ("Trưởng Ban Dân tộc tỉnh", "Ban Dân tộc tỉnh"),
    ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Quân sự tỉnh"),
    ("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"),
    # misread marks
    ("Sở Y tê", "Sở Y tế"),
    ("Sỡ Y tế", "Sở Y tế"),
    ("Sờ Tài chính", "Sở Tài chính"),
    ("Sở Nội vu", "Sở Nội vụ"),
    ("Sở Giao thông vân tải", TRANSPORT),
    ("Sở Nông nghiệp và Phát triền nông thôn", FARMING),
    ("Sở Lao động - Thương bình và Xã hội", LABOUR),
    ("SƠ CÔNG THƯƠNG", "Sở Công Thương"),
    ("Bô Tài chính", "Bộ Tài chính"),
    # misread letters and lost spaces
    ("Sở Tài nguvên và Môi trường", LAND),
    ("Sở Tư phép", "Sở Tư pháp"),
    ("Sở Công Thƣơng", "Sở Công Thương"),
    ("Sở Kếhoạch và Đầu tư", PLANNING),
    ("Sở Kế hoạch và Đầutư", PLANNING),
    # no marks at all
    ("So Tai chinh", "Sở Tài chính"),
    ("SO GIAO THONG VAN TAI", TRANSPORT),
]


@pytest.mark.parametrize(("text", "name"), MATCHES)
def test_a_body_is_found_however_it_is_written(text: str, name: str | None) -> None:
    mentions = AGENCIES.find(f"Giao {text} chủ trì thực hiện.")
    assert [(one.printed, one.agency.name if one.agency else None) for one in mentions] == [(text, name)]


NOTHING = [
    # the words of a department's name
    "Xây dựng kế hoạch tuyên truyền",
    "đẩy mạnh xây dựng nông thôn mới",
    "phát triển du lịch cộng đồng",
    "khám chữa bệnh và y tế dự phòng",
    "bảo vệ chính trị, nội vụ",
    "lĩnh vực khoa học và công nghệ",
    "bảo vệ tài nguyên và môi trường",
    "hoạt động văn hóa, thể thao và du lịch",
    "giải quyết việc làm cho người lao động",
    "công tác thông tin và truyền thông",
    "ngành giáo dục và đào tạo",
    "kế hoạch và đầu tư công trung hạn",
    "thuế tỉnh thu được",
    "thống kê tỉnh công bố",
    "hội nông dân vận động",
    "công tác quản lý thị trường",
    "hồ sơ tư pháp",
    "Nội vụ và Y tế là hai lĩnh vực",
    # Sở and Bộ as parts of other words
    "tại các cơ sở y tế công lập",
    "Cơ sở Y tế tư nhân",
    "trên cơ sở tài chính hiện có",
    "tại trụ sở tư pháp cũ",
    "ở công sở tư pháp",
    "cán bộ nội vụ",
    "Cán bộ Y tế thôn",
    "toàn bộ tài chính của quỹ",
    "chính trị nội bộ, nội vụ",
    "sơ bộ tài chính quý I",
    "giao thông đường bộ xây dựng mới",
    "chi bộ xây dựng nghị quyết",
    "đồng bộ tài chính và nhân lực",
    "tiến bộ y tế",
    "vùng Nam Bộ xây dựng khu dân cư",
    "bộ tài liệu tập huấn",
    "bộ máy tinh gọn",
    "các bộ phận chuyên môn",
    "các bộ môn thể thao",
    # numbers and other words under the same letters
    "Số Tài chính ghi trong sổ",
    "số y tế dự phòng",
    "Sổ Y tế điện tử",
    "Bổ nhiệm Tài chính viên",
    "Công an tính phương án",
    "Thống kê tính từ đầu năm",
    # heads without a body, places
    "Giám đốc cho biết",
    "đường tỉnh lộ",
    "huyện Vĩnh Sơn có mưa",
]


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_only_look_like_a_body_are_left_alone(text: str) -> None:
    assert AGENCIES.find(f"{text} hằng năm.") == []


@pytest.mark.parametrize(
    "text", ["Sở An toàn thực phẩm", "Sở Quy hoạch - Kiến trúc", "Sở Ngoại thương", "Sở Nông lâm", "Sở Địa chính"]
)
def test_a_department_of_another_name_is_not_taken_for_its_neighbour(text: str) -> None:
    assert [one.agency for one in AGENCIES.find(f"Giao {text} chủ trì.")] == [None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("các Sở: TN&MT, KH&ĐT và Y tế", [LAND, PLANNING, "Sở Y tế"]),
        ("Sở Nội vụ; Tài chính; Y tế", ["Sở Nội vụ", "Sở Tài chính", "Sở Y tế"]),
        ("Giám đốc các Sở: Y tế, Tài chính", ["Sở Y tế", "Sở Tài chính"]),
        ("các Bộ: Công an, Quốc phòng", ["Bộ Công an", "Bộ Quốc phòng"]),
        ("Sở Y tê, Nội vụ", ["Sở Y tế", "Sở Nội vụ"]),  # a misread first name opens the list as well
        ("Sở Xây dựng và Sở Y tế", ["Sở Xây dựng", "Sở Y tế"]),
    ],
)
def test_a_list_names_each_body(text: str, names: list[str]) -> None:
    mentions = AGENCIES.find(f"Giao {text} chủ trì thực hiện.")
    assert [one.agency.name if one.agency else None for one in mentions] == names


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Chánh Văn phòng UBND tỉnh", "Văn phòng Ủy ban nhân dân tỉnh"),
        ("Phó Giám đốc Sở Y tế", "Sở Y tế"),
        ("Bộ trưởng Bộ Tài chính", "Bộ Tài chính"),
        ("sở lao động tb&xh", LABOUR),
        ("so gt-vt", TRANSPORT),
        ("Sở Y tế và Sở Tài chính", None),  # two
        ("việc của Sở Y tế", None),  # more than a name
    ],
)
def test_a_name_given_to_a_command_is_one_body_and_nothing_beside_it(typed: str, name: str | None) -> None:
    body = AGENCIES.named(typed)
    assert (body.name if body else None) == name

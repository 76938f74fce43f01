"""What is said about files that are no document of ours, and about what a document carries beside its text."""

from __future__ import annotations

import re

# Each says what the file is and what to do next; {detail} is a format, or the names of files inside.
FILE_ERRORS = {
    "packed_files": "Đây là tệp nén hoặc gói nhiều tệp, không phải một văn bản ({detail}). Hãy giải nén ra một thư mục rồi nạp thư mục đó.",
    "mail_message": "Đây là thư điện tử. Hãy mở thư, lưu các tệp đính kèm ra một thư mục rồi nạp; muốn giữ cả nội dung thư thì in thư ra PDF. {detail}",
    "spreadsheet": "Đây là bảng tính ({detail}). Hãy mở bằng Excel hoặc LibreOffice Calc, in hoặc xuất ra PDF rồi nạp tệp PDF.",
    "presentation": "Đây là tệp trình chiếu ({detail}). Hãy mở bằng PowerPoint hoặc LibreOffice Impress, xuất ra PDF rồi nạp tệp PDF.",
    "picture_format": "Đây là ảnh thuộc dạng chưa đọc được ({detail}). Hãy mở ảnh, lưu lại thành JPEG hoặc PNG (hoặc in ra PDF) rồi nạp.",
    "sound_or_film": "Đây là tệp âm thanh hoặc phim ({detail}), không phải văn bản. Hãy nạp văn bản ghi lại nội dung đó.",
    "program_file": "Đây là chương trình ({detail}), không phải văn bản. Không nên mở; hãy hỏi lại người gửi.",
    "data_file": "Đây là tệp dữ liệu của chương trình khác ({detail}), không phải văn bản. Hãy mở bằng chương trình đã tạo ra nó, in ra PDF rồi nạp.",
    "other_document": "Đây là tệp của chương trình khác ({detail}). Hãy mở bằng chương trình đã tạo ra nó, lưu thành DOCX hoặc in ra PDF rồi nạp.",
    "encoded_text": "Tệp chỉ có dữ liệu viết thành chữ (base64), không phải văn bản đọc được. Hãy lấy tệp gốc, chẳng hạn tệp đính kèm trong thư, rồi nạp.",
    "program_form": "Đây là biểu mẫu chỉ Adobe Reader mới hiện được nội dung (XFA). Hãy mở bằng Adobe Reader, in ra PDF rồi nạp tệp PDF đó.",
    "only_attachments": "Trang của tệp không có chữ, nội dung nằm trong tệp đính kèm bên trong ({detail}). Hãy mở tệp, lưu các tệp đính kèm ra một thư mục rồi nạp.",
    "link_outside": "Liên kết dẫn ra ngoài thư mục đang nạp nên không đọc. Nếu cần, hãy nạp thẳng tệp hoặc thư mục mà liên kết trỏ tới. {detail}",
    "not_a_file": "Đây là thiết bị, đường ống hoặc cổng nối, không phải tệp, nên không mở. Hãy bỏ nó khỏi thư mục.",
}
FILE_WARNINGS = {
    "attachments": "Bên trong có tệp đính kèm chưa được đọc ({detail}); hãy mở bản gốc, lưu các tệp đó ra thư mục rồi nạp riêng",
    "unread_parts": "Có phần chưa được đọc ({detail}); hãy đối chiếu với bản gốc, nếu ở đó có chữ thì in ra PDF rồi nạp",
    "active_content": "Tệp có thứ tự chạy hoặc gọi ra ngoài ({detail}); chương trình này không chạy và không tải gì, nhưng hãy cẩn thận khi mở bản gốc",
    "several_files": "Tệp gồm nhiều tệp nối liền nhau, có thể chỉ một được đọc; hãy tách riêng từng tệp rồi nạp",
    "not_vietnamese": "Phần lớn chữ không đọc ra tiếng Việt (sai bảng mã hoặc tiếng nước ngoài); hãy đối chiếu với bản gốc",
    "mojibake_mended": "Chữ bị lưu sai bảng mã, đã khôi phục; nên đối chiếu với bản gốc",
    "lookalike_number": "Số, ký hiệu có chữ trông giống chữ khác ({detail}), đã hiểu theo chữ thường dùng; hãy đối chiếu vì có thể là số giả",
    "direction_marks": "Có {detail} dấu đảo chiều chữ không nhìn thấy; nội dung đọc theo thứ tự lưu trong tệp, có thể khác thứ tự hiện trên trang",
}
# The words of a detail: "macro, script", "chart × 2, picture × 1".
_WORDS = {
    "active_content": {
        "macro": "macro",
        "script": "mã lệnh (script)",
        "launch": "lệnh mở chương trình hoặc tệp khác",
        "submit": "lệnh gửi dữ liệu biểu mẫu",
        "dde": "trường DDE gọi chương trình khác",
        "control": "điều khiển ActiveX",
        "template": "mẫu lấy từ máy khác",
        "outside": "ảnh hoặc tệp lấy từ nơi khác",
        "path": "đường dẫn ra ngoài tệp",
    },
    "unread_parts": {
        "chart": "biểu đồ",
        "diagram": "sơ đồ",
        "equation": "công thức",
        "media": "âm thanh, phim",
        "subdocument": "văn bản con",
        "chunk": "đoạn chèn từ tệp khác",
        "picture": "ảnh",
        "frame": "khung",
    },
}
_WORD = re.compile(r"[a-z]+")
_COUNT = re.compile(r"^(ZIP), (\d+)")


def detail_words(code: str, detail: str) -> str:
    """Return a detail in Vietnamese where its words are the lower floors' own; names and numbers stay.

    >>> detail_words("unread_parts", "chart × 2"), detail_words("packed_files", "ZIP, 2: a.pdf; b.pdf")
    ('biểu đồ × 2', 'ZIP, 2 tệp: a.pdf; b.pdf')
    """
    words = _WORDS.get(code)
    if words is not None:
        return _WORD.sub(lambda found: words.get(found[0], found[0]), detail)
    return _COUNT.sub(r"\1, \2 tệp", detail) if code == "packed_files" else detail

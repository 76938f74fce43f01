"""What the program says about errors, warnings and tasks, in Vietnamese, by code (the other half: ``ui.texts.page``)."""

from __future__ import annotations

import re

from ui.texts.files import FILE_ERRORS, FILE_WARNINGS, detail_words

# Every message says what is wrong and what to do. {detail} is a name, a path or a limit.
ERRORS = {
    # files
    "missing_path": "Không thấy tệp hoặc thư mục. Hãy kiểm tra lại đường dẫn.",
    "no_permission": "Không có quyền đọc hoặc ghi. Hãy kiểm tra quyền truy cập của tệp và thư mục. {detail}",
    "empty_file": "Tệp rỗng. Hãy lấy lại bản gốc.",
    "empty_folder": "Thư mục không có tệp nào. Hãy kiểm tra lại đường dẫn.",
    "unknown_format": "Không nhận ra định dạng. Hãy mở bằng chương trình đã tạo ra tệp, in ra PDF rồi nạp. Chương trình đọc được PDF, DOCX, DOC, ODT, RTF, HTML, văn bản thuần, Markdown và ảnh PNG, JPEG, TIFF. {detail}",
    "broken_file": "Tệp hỏng, không đọc được. Hãy mở thử bằng phần mềm khác, lưu lại rồi nạp lần nữa. {detail}",
    "encrypted_file": "Tệp có mật khẩu. Hãy bỏ mật khẩu rồi nạp lại.",
    "too_large": "Tệp quá lớn. Hãy tách nhỏ rồi nạp lại. {detail}",
    "missing_helper": "Cần cài thêm chương trình {detail} để đọc tệp này.",
    "no_text": "Tệp không có chữ đọc được, kể cả khi nhận dạng ảnh. Hãy lấy bản gốc rõ hơn rồi nạp lại. {detail}",
    "timeout": "Đọc quá lâu nên đã dừng. Hãy tách nhỏ tệp rồi nạp lại. {detail}",
    "out_of_memory": "Tệp cần quá nhiều bộ nhớ nên đã dừng đọc. Hãy mở bằng phần mềm khác, tách nhỏ hoặc lưu lại rồi nạp lần nữa. {detail}",
    "file_changed": "Tệp bị sửa trong lúc đang nạp. Hãy nạp lại.",
    "secret_mark": "Văn bản có dấu mật ({detail}): không lưu, không lập chỉ mục. Hãy báo người phụ trách tài liệu mật.",
    **FILE_ERRORS,
    "secret_doubt": "Có thể văn bản mang dấu mật: {detail}. Chưa lưu, chưa lập chỉ mục. Đây có phải dấu mật không? Nếu phải, hãy báo người phụ trách tài liệu mật; "
    "nếu không, hãy cho nạp bằng lệnh: tracuu ingest TỆP --release {sha256} --author TÊN_NGƯỜI_QUYẾT_ĐỊNH",
    "release_refused": "Văn bản có dấu mật rõ ràng ({detail}), không thể cho nạp bằng cách này. Hãy báo người phụ trách tài liệu mật.",
    "release_other_file": "Mã SHA-256 đã ghi không phải của tệp này nên không nạp. Hãy kiểm tra lại tệp và mã. {detail}",
    "release_incomplete": "Muốn cho nạp một văn bản nghi có dấu mật phải ghi cả mã SHA-256 của tệp (release) và tên người quyết định (author).",
    "release_bad_hash": "Mã SHA-256 “{detail}” không hợp lệ. Hãy chép đủ 64 chữ số thập lục phân trong báo cáo nạp.",
    "release_bad_author": "Tên người quyết định không hợp lệ. Hãy ghi họ tên trên một dòng, không quá {detail} ký tự.",
    "release_one_file": "Mỗi lần chỉ cho nạp một tệp. Hãy chỉ đúng một tệp, không chỉ thư mục.",
    # archives
    "archive_missing": "Không có kho văn bản ở {detail}. Hãy tạo kho bằng lệnh: tracuu ingest ĐƯỜNG_DẪN --archive {detail}",
    "archive_version": "Kho do phiên bản khác của chương trình tạo ra (kho / chương trình: {detail}). "
    "Hãy dùng đúng phiên bản, hoặc nạp lại các tệp gốc vào một kho mới.",
    "archive_damaged": "Kho bị hỏng hoặc không phải kho của chương trình này ({detail}). "
    "Hãy chép lại từ bản sao lưu, hoặc nạp lại các tệp gốc vào một kho mới.",
    "archive_failing": "Ổ đĩa báo lỗi khi đọc hoặc ghi kho ({detail}), nhưng kiểm tra không thấy kho bị hỏng. "
    "Hãy thử lại; nếu vẫn lỗi, hãy kiểm tra ổ đĩa, hạn mức dung lượng hoặc đường mạng tới ổ đĩa.",
    "archive_read_only": "Kho ở {detail} chỉ đọc được (đĩa chỉ đọc hoặc không có quyền ghi): hỏi, tìm và xem thì được, thêm, sửa, xóa thì không. "
    "Hãy chép kho sang thư mục ghi được rồi chạy lại.",
    "archive_moved": "Kho ở {detail} đã bị di chuyển hoặc xóa trong lúc đang mở. Hãy đặt kho lại chỗ cũ rồi khởi động lại chương trình.",
    "no_memory": "Máy không còn đủ bộ nhớ để làm việc với kho ({detail}). Hãy đóng bớt chương trình khác rồi thử lại.",
    "no_temporary_folder": "Không tạo được thư mục tạm. Hãy giải phóng dung lượng hoặc trỏ biến môi trường TMPDIR tới thư mục ghi được. {detail}",
    "too_many_files": "Máy đang mở quá nhiều tệp nên không mở được kho ({detail}). Hãy đóng bớt chương trình rồi thử lại.",
    "filter_too_long": "Điều kiện lọc quá dài. Hãy rút ngắn điều kiện “{detail}” rồi thử lại.",
    "bad_characters": "Nội dung có ký tự không hợp lệ (không phải Unicode). Hãy gõ lại bằng bảng mã Unicode (UTF-8).",
    "archive_busy": "Một chương trình khác đang ghi vào kho ({detail}). Hãy đợi xong rồi thử lại.",
    "no_space": "Hết chỗ trên đĩa ({detail}). Hãy giải phóng dung lượng rồi chạy lại; những gì đã nạp vẫn còn nguyên.",
    "not_found": "Không có văn bản “{detail}” trong kho. Hãy xem danh mục bằng lệnh: tracuu documents",
    "ambiguous": "Có nhiều văn bản khớp, hãy chọn bằng mã: {detail}",
    "task_not_found": "Không có nhiệm vụ mang mã “{detail}”. Hãy xem mã ở danh sách: tracuu tasks",
    "task_ambiguous": "Có nhiều nhiệm vụ có mã bắt đầu như vậy, hãy ghi đủ mã: {detail}",
    "changed_meanwhile": "Người khác vừa sửa nhiệm vụ này ({detail}). Hãy tải lại để xem nội dung mới rồi sửa tiếp.",
    "bad_status": "Trạng thái “{detail}” không hợp lệ. Hãy chọn: chưa làm, đang làm, xong, không áp dụng.",
    "llm_incomplete": "Muốn dùng mô hình ngôn ngữ phải ghi cả --llm-url và --llm-model.",
    "bad_llm_url": "Địa chỉ máy chủ mô hình ngôn ngữ “{detail}” không hợp lệ. Hãy ghi đủ, ví dụ http://127.0.0.1:8080/v1.",
    "bad_llm_seconds": "Số giây chờ “{detail}” không hợp lệ. Hãy ghi một số từ 1 đến 600.",
    "bad_verdict": "Nhận xét “{detail}” không hợp lệ. Hãy chọn: right (đúng), wrong (sai), incomplete (chưa đủ).",
    "note_too_long": "Ghi chú hoặc tên người ghi quá dài. Ghi chú dài nhất {detail} ký tự, hãy rút ngắn lại.",
    # index
    "index_damaged": "Chỉ mục của kho bị hỏng ({detail}); văn bản trong kho vẫn còn nguyên. Hãy lập lại chỉ mục bằng lệnh: tracuu reindex",
    "encoder_missing": "Không tải được mô hình “{detail}”. Hãy kiểm tra tên hoặc thư mục mô hình, hoặc bỏ --encoder để dùng mô hình kèm theo.",
    "encoder_broken": "Thư mục “{detail}” không phải mô hình sentence-transformers dùng được. Hãy chỉ thư mục khác hoặc bỏ --encoder.",
    "encoder_damaged": "Tệp mô hình “{detail}” bị hỏng hoặc đã bị sửa (không khớp mã kiểm tra). Hãy cài đặt lại chương trình hoặc chép lại thư mục mô hình.",
    # arguments
    "empty_question": 'Câu hỏi trống. Hãy nhập câu hỏi, ví dụ: tracuu ask "Sở nào chủ trì chuyển đổi số?"',
    "empty_query": 'Từ khóa trống. Hãy nhập từ cần tìm, ví dụ: tracuu search "giải ngân đầu tư công"',
    "question_too_long": "Nội dung dài quá 2.000 ký tự. Hãy rút ngắn lại.",
    "bad_date": "Ngày “{detail}” không hợp lệ. Hãy viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2024-06-18.",
    "bad_number": "Số “{detail}” không hợp lệ. Hãy nhập số nguyên từ 1 đến 1000.",
    "bad_year": "Năm “{detail}” không hợp lệ. Hãy viết đủ bốn chữ số, ví dụ 2024.",
    "year_and_days": "Không dùng năm (year) cùng với khoảng ngày (from, to). Hãy chọn một cách.",
    "note_without_task": "Cần chọn nhiệm vụ để ghi chú, ví dụ: tracuu tasks --set MÃ --status xong --note “đã gửi báo cáo”.",
    "nothing_to_set": "Chưa có gì để ghi. Hãy cho biết trạng thái hoặc ghi chú.",
    "bad_port": "Cổng “{detail}” không hợp lệ. Hãy nhập số từ 0 đến 65535.",
    "port_taken": "Không mở được cổng {detail}. Hãy chọn cổng khác bằng --port hoặc dừng chương trình đang dùng cổng đó.",
    "cannot_write": "Không ghi được tệp {detail}. Hãy kiểm tra thư mục và quyền ghi.",
    "date_order": "Ngày bắt đầu sau ngày kết thúc ({detail}). Hãy đổi lại.",
    "interrupted": "Đã dừng theo yêu cầu. Những văn bản đã nạp vẫn còn nguyên; chạy lại lệnh để nạp tiếp.",
    "unexpected": "Lỗi ngoài dự kiến: {detail}. Hãy chạy lại với biến môi trường TRACUU_DEBUG=1 để xem chi tiết.",
}
_OTHER_ERROR = "Có lỗi ({code}). {detail}"

WARNINGS = {
    # what could not be read; {detail} are pages or counts
    "page_without_text": "Trang {detail} là ảnh chụp, chữ trên đó chưa được đọc; hãy cài tesseract-ocr-vie rồi chạy lệnh: tracuu ocr",
    "garbled_text": "Trang {detail} có lớp chữ bị lỗi, đọc không ra tiếng Việt; hãy cài tesseract-ocr-vie rồi chạy lệnh: tracuu ocr",
    "read_by_ocr": "Trang {detail} là ảnh, chữ do máy nhận dạng (OCR) nên có thể sai dấu; hãy đối chiếu bản gốc khi trích dẫn",
    "ocr_low_confidence": "Trang {detail} mờ hoặc bẩn, chữ nhận dạng được không chắc chắn; hãy đối chiếu với bản gốc",
    "ocr_found_nothing": "Trang {detail} không nhận dạng được chữ nào (trang trắng hoặc chỉ có hình)",
    "page_cut_short": "Trang {detail} quá lớn, chỉ đọc được một phần",
    "nested_too_deep": "Có {detail} chỗ lồng nhau quá sâu, chữ ở đó chưa được đọc",
    "broken_page": "Trang {detail} bị hỏng, không đọc được",
    "legacy_encoding": "Văn bản dùng bảng mã cũ ({detail}), đã chuyển sang Unicode; nên đối chiếu với bản gốc",
    "broken_characters": "Có {detail} ký tự không đọc được",
    "tracked_changes": "Có {detail} chỗ sửa đổi chưa được duyệt; nội dung đọc theo bản đã sửa",
    "hidden_text": "Tệp có chữ ẩn, không hiện trên trang ({detail} tiếng); chữ này để riêng ở cuối, không dùng để trả lời hay giao việc",
    "hidden_on_pages": "Chữ ẩn nằm ở trang {detail}",
    "layer_at_odds": "Trang {detail} là ảnh chụp có lớp chữ ẩn khác với ảnh; đã đọc lại từ ảnh, phần khác để riêng ở cuối",
    "layer_not_compared": "Trang {detail} là ảnh chụp có lớp chữ ẩn, chưa đối chiếu được với ảnh; hãy cài tesseract-ocr-vie rồi chạy lệnh: tracuu ocr",
    "comments": "Có {detail} nhận xét ngoài lề, không đưa vào nội dung",
    **FILE_WARNINGS,
    "secret_doubt": "Có thể văn bản mang dấu mật: {detail}",
    "secret_released": "Văn bản từng bị giữ lại vì nghi có dấu mật, đã được cho nạp ({detail})",
    "marks_not_seen": "Trang {detail} có hình hoặc dấu đóng chưa xem được là có dấu mật hay không; hãy tự kiểm tra, hoặc cài tesseract-ocr-vie rồi nạp lại",
    # what had to be left open
    "missing_letterhead": "Không thấy phần đầu văn bản (cơ quan ban hành, số, quốc hiệu)",
    "missing_number": "Không rõ số, ký hiệu",
    "missing_date": "Không rõ ngày ban hành",
    "approximate_date": "Ngày ban hành chỉ có thể ước chừng (suy đoán): văn bản nêu số liệu đến {detail}",
    "several_letters": "Tệp chứa nhiều văn bản: văn bản khác bắt đầu ở trang {detail} và được trích dẫn theo số của chính nó; nên tách thành từng tệp rồi nạp lại",
    "label_mended": "Ký hiệu mục đọc nhầm ({detail}), sửa theo mục trước và mục sau",
    "note_without_mark": "Chú thích {detail} không có dấu đánh trong nội dung; đã gắn vào đoạn cuối của trang",
    "mark_without_note": "Dấu chú thích {detail} không có nội dung chú thích",
}
_OTHER_WARNING = "Lưu ý ({code}): {detail}"

# What may be a secrecy mark, and where it was seen
SEEN = "thấy “{text}” {where}, trang {page}"
SEEN_MARK = "thấy chữ giống dấu mật"
SEEN_AT = {
    "text": "trong phần chữ",
    "header": "ở đầu trang",
    "footer": "ở cuối trang",
    "annotation": "ở ghi chú chèn trên trang",
    "picture": "trong hình",
    "stamp": "ở vùng đóng dấu",
    "word_art": "ở chữ nghệ thuật hoặc khung chữ",
}
RELEASED_BY = "người quyết định: {author}, ngày {day}"

# What another document is to the one in hand; {name} is the other one.
RELATIONS = {
    "same_bytes": "Giống hệt từng byte với tệp {name}; kho chỉ giữ một bản",
    "same_text": "Cùng nội dung với {name}",
    "copy": "Nội dung gần như trùng với {name}; có thể một bản là bản chụp hoặc bản gõ lại",
    "draft": "Có vẻ là bản dự thảo, chưa có số, của {name}",
    "signed": "Có vẻ là bản ban hành của dự thảo {name}",
    "same_number": "Trùng số, ký hiệu với {name} nhưng nội dung khác; cần đối chiếu bản gốc",
    "similar": "Viết theo cùng một mẫu với {name}, là văn bản khác",
}

ROLES = {"lead": "chủ trì", "assigned": "được giao", "joint": "cùng thực hiện", "coordinate": "phối hợp"}
STATUSES = {"todo": "chưa làm", "doing": "đang làm", "done": "xong", "not_applicable": "không áp dụng"}
DEADLINE_KINDS = {
    "hard": "có ngày cụ thể",
    "period": "trong một khoảng thời gian",
    "recurring": "định kỳ",
    "event": "theo sự kiện",
    "soft": "chỉ yêu cầu khẩn trương, kịp thời",
}
# What tasks are to the agency that is asked for, in the order shown.
SHARES = {
    "own": "Việc giao đích danh",
    "coordinate": "Việc phối hợp",
    "earlier": "Việc của cơ quan tiền thân",
    "later": "Việc của cơ quan kế thừa",
    "common": "Nhiệm vụ chung (các sở, ban, ngành, địa phương)",
}


def error_text(code: str, detail: str = "") -> str:
    """Return the message for a refusal, naming ``detail`` where the message has room for it; never empty."""
    if code == "secret_doubt":
        return doubt_text(detail)
    return _sentence(ERRORS.get(code, _OTHER_ERROR), code, detail_words(code, detail))


def doubt_text(detail: str, sha256: str = "SHA256") -> str:
    """Return the question to the clerk about what may be a secrecy mark, and how the file is released."""
    return ERRORS["secret_doubt"].format(detail=_seen(detail), sha256=sha256)


def _seen(detail: str) -> str:
    """Say what was seen, where and on which page; ``detail`` as ``ingest.secrecy.find`` writes it."""
    text, where, page = (*detail.rsplit("; ", 2), "", "")[:3]
    return (
        SEEN.format(text=text, where=SEEN_AT.get(where, ""), page=page) if page else f"“{text}”" if text else SEEN_MARK
    )


def warning_text(code: str, detail: str = "") -> str:
    """Return the message for something that could not be read or had to be inferred; never empty."""
    if code == "secret_doubt":
        return WARNINGS[code].format(detail=_seen(detail))
    if code == "secret_released" and detail.count("; ") == 1:
        author, day = detail.split("; ")
        detail = RELEASED_BY.format(author=author, day="/".join(reversed(day.split("-"))))
    return _sentence(WARNINGS.get(code, _OTHER_WARNING), code, detail_words(code, detail))


def relation_text(kind: str, name: str) -> str:
    """Return what the document called ``name`` is to the one in hand."""
    return RELATIONS[kind].format(name=name)


def _sentence(pattern: str, code: str, detail: str) -> str:
    if pattern.endswith(" {detail}") and pattern[-10] in ".!?":
        pattern = pattern.removesuffix(" {detail}") + " ({detail})"
    if not detail:
        pattern = re.sub(r"\s*(?:\(\{detail\}\)|“\{detail\}”|\{detail\})", "", pattern).strip(" :")
    said = pattern.format(code=code, detail=detail)
    return said[:1].upper() + said[1:]

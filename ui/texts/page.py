"""Every sentence that the page, the document view and the HTTP service say themselves (the other half: ``ui.texts.codes``)."""

from __future__ import annotations

PRODUCT = "Tra Cứu Chỉ Đạo"

FOREIGN_HOST = (
    "Tên máy chủ trong địa chỉ không được chấp nhận. Hãy mở trang bằng địa chỉ IP hoặc localhost của máy chủ."
)
ARCHIVE_GONE = (
    "Kho văn bản mà máy chủ đang dùng không còn hoặc không đọc được. Hãy chép kho về chỗ cũ từ bản sao lưu rồi khởi động lại "
    "máy chủ."
)
ARCHIVE_REPLACED = "Kho văn bản đã bị thay bằng kho khác trong lúc máy chủ chạy. Hãy khởi động lại máy chủ."
UNKNOWN_EVENT = "Trang không có thao tác này. Hãy tải lại trang rồi thử lại."
UNKNOWN_SESSION = "Phiên làm việc không còn. Hãy tải lại trang rồi thử lại."
BAD_EVENT = (
    "Thao tác gửi lên không đúng dạng mà trang gửi. Hãy tải lại trang; chương trình khác xin dùng giao diện ở /docs."
)
LARGE_EVENT = "Nội dung trong các ô quá dài. Hãy rút ngắn rồi thử lại."
FOREIGN_ORIGIN = "Yêu cầu thay đổi dữ liệu phải được gửi từ chính trang này."
TOO_LARGE = "Dữ liệu gửi lên lớn hơn giới hạn {limit} MB. Hãy chia nhỏ tệp hoặc nạp bằng lệnh “tracuu ingest”."

# --- document view -----------------------------------------------------------------------------------------------
DOCUMENT = "Văn bản"
UNKNOWN = "không rõ"
UNKNOWN_DATE = "không rõ ngày"
FOOTNOTE = "chú thích {mark}"
PAGE = "Trang {number}"
SKIP = "Đi tới nội dung"
OPEN_ORIGINAL = "Mở tệp gốc"
FULL_TEXT = "Toàn văn"
NOT_FOUND_TITLE = "Không có văn bản này trong kho"
ISSUER = "Cơ quan ban hành"
ISSUED_ON = "Ngày ban hành"
SIGNER = "Người ký"
RECIPIENTS = "Nơi nhận"
PAGES = "Số trang"
FILE = "Tệp"
WARNINGS = "{count} điều cần lưu ý khi đọc văn bản này"
TIMES = "({count} lần)"
JUMP_TO_QUOTE = "Đoạn được trích"
OUTLINE = "Mục lục"
FOOTNOTES = "Chú thích"
BACK_TO_TEXT = "Về chỗ đánh dấu"
NAMED_HERE = "Văn bản được dẫn chiếu"
NAMING_THIS = "Văn bản khác dẫn chiếu đến văn bản này"
FURNITURE = "Phần tách khỏi nội dung (số trang, dấu, chữ ký số)"
HIDDEN = "Chữ ẩn trong tệp (không hiện trên trang, không dùng để trả lời)"

# --- HTTP interface ----------------------------------------------------------------------------------------------
BODY_FIELD = "nội dung gửi lên"
OR = " hoặc "
INVALID_OTHERWISE = "Trường “{field}” không hợp lệ."
# By pydantic's error type; the names in braces are pydantic's own.
INVALID = {
    "missing": "Thiếu trường “{field}”.",
    "blank": "Trường “{field}” đang trống. Hãy nhập ít nhất một từ.",
    "json_invalid": "Nội dung gửi lên không phải JSON hợp lệ.",
    "model_attributes_type": "Nội dung gửi lên phải là một đối tượng JSON.",
    "string_type": "Trường “{field}” phải là chuỗi ký tự.",
    "string_too_long": "Trường “{field}” dài quá {max_length} ký tự. Hãy rút ngắn lại.",
    "string_too_short": "Trường “{field}” quá ngắn.",
    "int_type": "Trường “{field}” phải là số nguyên.",
    "int_parsing": "Trường “{field}” phải là số nguyên.",
    "int_from_float": "Trường “{field}” phải là số nguyên.",
    "greater_than_equal": "Trường “{field}” phải từ {ge} trở lên.",
    "less_than_equal": "Trường “{field}” không được quá {le}.",
    "date_type": "Trường “{field}” phải là ngày dạng YYYY-MM-DD, ví dụ 2024-06-18.",
    "date_parsing": "Trường “{field}” phải là ngày có thật dạng YYYY-MM-DD, ví dụ 2024-06-18.",
    "date_from_datetime_parsing": "Trường “{field}” phải là ngày có thật dạng YYYY-MM-DD, ví dụ 2024-06-18.",
    "date_from_datetime_inexact": "Trường “{field}” phải là ngày dạng YYYY-MM-DD, không kèm giờ.",
    "literal_error": "Trường “{field}” chỉ nhận một trong: {expected}.",
    "extra_forbidden": "Không có trường nào tên “{field}”. Hãy xem danh sách trường ở /docs.",
    "value_error": "Trường “{field}” phải là tệp gửi theo dạng multipart/form-data.",
    "string_unicode": "Trường “{field}” có ký tự không hợp lệ (mã Unicode bị cắt đôi).",
    "string_pattern_mismatch": "Trường “{field}” không đúng dạng. Hãy xem mô tả ở /docs.",
    "int_parsing_size": "Trường “{field}” là số quá lớn.",
    "finite_number": "Trường “{field}” phải là số nguyên.",
    "bool_type": "Trường “{field}” phải là true hoặc false.",
    "bool_parsing": "Trường “{field}” phải là true hoặc false.",
    "list_type": "Trường “{field}” phải là danh sách.",
    "too_long": "Trường “{field}” có quá {max_length} mục. Hãy chia thành nhiều lần gửi.",
    "too_short": "Trường “{field}” đang trống.",
    "dict_type": "Nội dung gửi lên phải là một đối tượng JSON.",
    "model_type": "Nội dung gửi lên phải là một đối tượng JSON.",
    "invalid_key": "Nội dung gửi lên có tên trường không hợp lệ.",
    "repeated": "Trường “{field}” được gửi nhiều lần. Hãy gửi một giá trị.",
}
BY_STATUS = {
    400: "Không đọc được nội dung gửi lên. Hãy kiểm tra định dạng (JSON hoặc multipart/form-data).",
    403: "Yêu cầu này không được phép.",
    404: "Không có địa chỉ này. Danh sách địa chỉ ở /docs.",
    405: "Địa chỉ này không nhận phương thức vừa dùng. Danh sách phương thức ở /docs.",
    413: "Dữ liệu gửi lên quá lớn.",
    415: "Định dạng dữ liệu gửi lên không được nhận.",
    500: "Máy chủ gặp lỗi ngoài dự kiến; chi tiết nằm trong nhật ký của máy chủ. Hãy thử lại hoặc báo người quản trị.",
}
NOTHING_TAKEN_IN = "Không tệp nào vào được kho. Lý do của từng tệp nằm trong “failed” và “quarantined”."
REFERENCE_TITLE = "Giao diện HTTP"
REFERENCE_LEAD = 'Mọi giá trị là JSON. Lỗi luôn có dạng {"detail": "..."}. Mô tả máy đọc được: /openapi.json.'
REFERENCE_INPUT = "Tham số"
REFERENCE_REQUIRED = "bắt buộc"

# --- page --------------------------------------------------------------------------------------------------------
TAGLINE = "Hỏi kho văn bản chỉ đạo, nhận câu trả lời kèm trích dẫn nguyên văn"
TAB_ASK = "Hỏi đáp"
TAB_SEARCH = "Tìm kiếm"
TAB_TASKS = "Nhiệm vụ"
TAB_DOCUMENTS = "Văn bản"
TAB_UPLOAD = "Nạp văn bản"

QUESTION = "Câu hỏi"
QUESTION_PLACEHOLDER = "Ví dụ: Sở nào chủ trì phòng, chống hạn mặn? Gõ không dấu cũng được."
ASK = "Hỏi"
ASK_FIRST = "Kho có {documents} văn bản và {tasks} nhiệm vụ. Câu trả lời và các đoạn trích dẫn sẽ hiện ở đây."
EMPTY_ARCHIVE = "Kho chưa có văn bản nào. Hãy nạp văn bản ở thẻ “Nạp văn bản”."
ASKING = "Đang đọc kho văn bản…"
EMPTY_QUESTION = "Chưa có câu hỏi. Hãy gõ câu hỏi rồi nhấn Enter."
EXAMPLE_TASKS = "{agency} được giao những việc gì?"
EXAMPLE_DATE = "Ai ký {kind} {number}, ngày nào?"
EXAMPLE_DEADLINE = "Thời hạn của {agency} theo văn bản {number}?"
EXAMPLE_NUMBER = "Văn bản {number} nói gì?"
STATUS = {"answered": "Đã tìm thấy", "partial": "Tìm thấy một phần", "not_found": "Không tìm thấy trong kho"}
GROUNDS = "Căn cứ"
NEAREST = "Đoạn gần nhất trong kho, không phải câu trả lời"
CITATION = "Trích dẫn {number}"
DUE = "hạn {due}"
SEARCHED = {"documents": "{count} văn bản", "passages": "{count} đoạn"}
SEARCHED_FOR = "Đã tìm {what} trong {where}."
SEARCHED_IN = "Đã tìm trong {where}."
SEE_IN_DOCUMENT = "Xem trong văn bản"

QUERY = "Từ khóa"
QUERY_PLACEHOLDER = "Ví dụ: giải ngân vốn đầu tư công, cv 1088, chuyen doi so"
SEARCH = "Tìm"
SEARCH_FIRST = "Các đoạn tìm được sẽ hiện ở đây."
SEARCHING = "Đang tìm…"
EMPTY_QUERY = "Chưa có từ khóa. Hãy gõ vài từ rồi nhấn Enter."
HITS = "{count} đoạn phù hợp nhất"
UNDERSTOOD = "Hiểu là:"
EXACT = "Tìm đúng như đã gõ"
EXACT_HINT = "Không thêm dấu, không sửa lỗi gõ, không mở rộng từ viết tắt và cách nói khác"
PHRASE_MISSED = "Không đoạn nào có nguyên văn “{phrase}”; đã tìm theo từng từ."
COPIES = "Còn ở:"
SEE_CHANGING = "Xem chỗ ghi"
WHY = "Vì sao có đoạn này"
AROUND = "Đoạn liền trước và liền sau"
NO_HITS = "Không có đoạn nào phù hợp. Hãy thử từ khác hoặc bỏ bớt bộ lọc."
FILTERS = "Bộ lọc"
KIND = "Loại văn bản"
ANY = "Tất cả"
ISSUER_PLACEHOLDER = "UBND tỉnh"
AGENCY = "Cơ quan được nêu tên"
AGENCY_PLACEHOLDER = "Sở Y tế"
PLACE = "Địa danh được nêu"
PLACE_PLACEHOLDER = "huyện Kiên Hải"
FROM = "Ban hành từ ngày"
TO = "Đến ngày"
DAY_PLACEHOLDER = "18/6/2024"
BAD_DAY = "“{value}” ở ô “{field}” không phải ngày. Hãy gõ như 18/6/2024, 6/2024 hoặc 2024."

ACTING = "Cơ quan thực hiện"
ROLE = "Vai trò"
ROLES = {"lead": "Chủ trì", "assigned": "Được giao", "joint": "Cùng thực hiện", "coordinate": "Phối hợp"}
DUE_AFTER = "Hạn từ ngày"
DUE_BEFORE = "Hạn đến ngày"
DUE_AT = "Hạn: {due}"
WITH = "phối hợp: {names}"
AS_PRINTED = "văn bản ghi: {name}"
NOW = " nay là {name}"
NOBODY_NAMED = "Văn bản không nêu cơ quan thực hiện"
TASKS = "{count} nhiệm vụ"
TASKS_CUT = "{count} nhiệm vụ, đang xem từ {first} đến {last}"
NO_TASKS = "Không có nhiệm vụ nào khớp với bộ lọc."
MORE_FILTERS = "Thêm điều kiện lọc"
STATUS_BOX = "Trạng thái"
STATUSES = {"todo": "Chưa làm", "doing": "Đang làm", "done": "Xong", "not_applicable": "Không áp dụng"}
DEADLINE_KIND = "Loại thời hạn"
DEADLINE_KINDS = {
    "hard": "Có ngày cụ thể",
    "period": "Trong một khoảng thời gian",
    "recurring": "Định kỳ",
    "event": "Theo sự kiện",
    "soft": "Chỉ yêu cầu khẩn trương",
}
TASK_WORDS = "Từ trong nhiệm vụ"
TASK_WORDS_PLACEHOLDER = "cống ngăn mặn"
SECTION_WORDS = "Từ trong tên mục"
TASK_DOCUMENT = "Văn bản"
TASK_DOCUMENT_PLACEHOLDER = "1088/UBND-TH"
UNLED = "Chỉ việc không nêu cơ quan"
GROUP_BY = "Xếp theo"
GROUPINGS = {"agency": "Cơ quan", "document": "Văn bản", "month": "Tháng đến hạn"}
PREVIOUS = "Trang trước"
NEXT = "Trang sau"
EXPORT = "Tải danh sách đang lọc"
EXPORTS = {"csv": "CSV", "xlsx": "Excel", "ics": "Lịch (.ics)"}
EDIT = "Ghi trạng thái, ghi chú"
NOTE = "Ghi chú"
AUTHOR = "Người ghi"
SAVE = "Lưu"
SAVED = "Đã lưu."
NOT_SAVED = "Chưa lưu được. Hãy thử lại."
OVERWRITE = "Nội dung mới: {status}. {note} Bấm Lưu lần nữa để ghi đè."
NOTED_BY = "({author}, {day})"
ORPHANS = "{count} ghi chú mồ côi: nhiệm vụ không còn được tìm thấy trong văn bản, hoặc văn bản đã rời kho"
STRIKE_OUT = "Xóa ghi chú này"
STRIKE_OUT_SURE = "Xóa hẳn ghi chú này?"
STRUCK_OUT = "Đã xóa."
LISTING = "Đang đọc danh mục…"

NUMBER_OR_FILE = "Số, ký hiệu hoặc tên tệp"
NUMBER_PLACEHOLDER = "1088 hoặc 1088/UBND-TH; nhấn Enter để lọc"
DOCUMENTS = "{count} văn bản trong kho"
DOCUMENTS_CUT = "{count} văn bản, hiện {shown} văn bản mới nhất; hãy lọc thêm"
NO_DOCUMENTS = "Không có văn bản nào khớp. Kho trống thì hãy nạp văn bản ở thẻ bên cạnh."
COUNT_TASKS = "{count} nhiệm vụ"
COUNT_NOTES = "{count} chú thích"
COUNT_WARNINGS = "{count} lưu ý khi đọc"

UNSURE = "(không chắc)"
UNSURE_WHY = "Chữ đọc được ở chỗ này có thể sai; hãy đối chiếu bản gốc"
SAME_PATTERN = "Viết theo cùng một mẫu"
OTHER_NAMES = "Tên tệp khác"
SHORT_RELATIONS = {
    "same_text": "có bản trùng",
    "copy": "có bản trùng",
    "draft": "dự thảo của văn bản khác",
    "signed": "có bản dự thảo",
    "same_number": "trùng số với văn bản khác",
}
# What Gradio says in English alone; assets/page.js puts these in its place.
ERROR = "Lỗi"
CONNECTION_LOST = "Mất kết nối với máy chủ. Đang nối lại…"

# Gradio's own words, by its keys; only those that this page can show.
GRADIO_WORDS = {
    "blocks.connection_can_break": "Trên điện thoại, kết nối có thể đứt khi chuyển thẻ hoặc máy ngủ.",
    "blocks.long_requests_queue": "Đang có nhiều yêu cầu chờ. Xin đợi trong giây lát.",
    "blocks.lost_connection": "Mất kết nối vì đã rời trang. Đang nối lại…",
    "common.clear": "Xóa",
    "common.download": "Tải xuống",
    "common.edit": "Sửa",
    "common.empty": "Trống",
    "common.error": "Lỗi",
    "common.loading": "Đang tải",
    "common.remove": "Bỏ",
    "common.submit": "Gửi",
    "common.undo": "Hoàn tác",
    "common.progress": "Tiến độ",
    "dropdown.dropdown": "Danh sách chọn",
    "errors.build_error": "Trang bị lỗi khi dựng.",
    "errors.config_error": "Trang bị lỗi cấu hình.",
    "errors.contact_page_author": "Hãy báo người quản trị.",
    "errors.runtime_error": "Trang bị lỗi khi chạy.",
    "label.label": "Nhãn",
    "status.queue_position": "Đang chờ: {position}/{size}",
}
REPHRASED = "Diễn đạt lại bằng mô hình ngôn ngữ; từng câu đã được đối chiếu với nguồn. Nguyên văn ở dưới."

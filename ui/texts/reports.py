"""What the terminal says about results: answers, hits, tasks, documents, imports, the state of an archive."""

from __future__ import annotations

ON_DAY = "ngày {day}"
FOOTNOTE = "chú thích {mark}"
PAGE = "trang {page}"
UNKNOWN = "không rõ"
UNSURE = "{value} (không chắc)"

# answers and hits
SOURCES = "Căn cứ"
NEAREST = "Đoạn gần nhất trong kho (không phải câu trả lời)"
NOTE = "Lưu ý: {note}"
DUE = "hạn {due}"
NO_HITS = "Không tìm thấy đoạn nào. Hãy thử từ khác hoặc bỏ bớt điều kiện lọc."
HITS = "{count} đoạn, {seconds} giây"
UNDERSTOOD = "Hiểu là: {text}"
SPELLED_OUT = "Từ viết tắt: {forms}"
SHORT_FORM = "{short} là “{full}”"
EXACTLY = "(tìm đúng như đã gõ: thêm --exact)"
CONDITION = "Chỉ tìm trong {what}"
IN_NUMBERS = "văn bản số {numbers}"
OF_ISSUER = "văn bản do {issuer} ban hành"
OF_PERIODS = "văn bản ban hành {periods}"
PHRASE_MISSED = "Không đoạn nào có nguyên văn “{phrase}”; đã tìm theo từng từ."
COPIES = "còn ở: {names}"
WHY = {
    "words": "từ khớp: {words}",
    "wordings": "cách nói khác: {words}",
    "numbers": "số khớp: {words}",
    "missing": "không có: {words}",
    "legs": "điểm: {words}",
}
LEGS = {
    "lexical": "từ khóa",
    "vectors": "nghĩa",
    "expanded": "từ khóa",
    "bm25": "từ khóa",
    "hybrid": "chung",
}
PLACES = {"text": "", "near": " (đoạn kề bên)", "far": " (đề mục, trích yếu)"}

# tasks
TASKS = "{count} nhiệm vụ"
NO_TASKS = "Không có nhiệm vụ nào khớp điều kiện."
NO_LEAD = "Văn bản không nêu cơ quan"
NOW = "nay là {name}"
WITH = "phối hợp: {names}"
DEADLINE = "thời hạn: {due}"
WRITTEN = "Đã ghi {count} nhiệm vụ vào {file}"
COUNTED = "{name}: {count}"
NO_AGENCY = "Văn bản không nêu cơ quan"
NO_MONTH = "Không có hạn"
STATUS_LINE = "trạng thái: {status}"
NOTE_LINE = "ghi chú: {note}"
BY = "({author}, {day})"
TASK_ID = "mã: {id}"
SET_DONE = "Đã ghi: {task} – {status}"
ORPHAN_COUNT = "{count} ghi chú mồ côi (nhiệm vụ không còn trong kho); xem: tracuu tasks --orphans"
ORPHANS = "{count} ghi chú mồ côi: nhiệm vụ không còn được tìm thấy trong văn bản, hoặc văn bản đã rời kho"
NO_ORPHANS = "Không có ghi chú mồ côi."
GONE_DOCUMENT = "văn bản không còn trong kho"
FORGOTTEN = "Đã xóa ghi chú mồ côi {id}."
NO_CALENDAR = "{count} nhiệm vụ không đưa vào lịch vì văn bản không định ngày"
NO_CALENDAR_RECURRING = "{said} (trong đó {count} việc định kỳ không nêu rõ ngày)"
TASK_COLUMNS = (
    "Cơ quan",
    "Hiện nay",
    "Vai trò",
    "Phối hợp",
    "Nhiệm vụ",
    "Thời hạn",
    "Thời hạn (nguyên văn)",
    "Trạng thái",
    "Ghi chú",
    "Người ghi",
    "Lúc ghi",
    "Văn bản",
    "Ngày ban hành",
    "Mục",
    "Trang",
    "Trích nguyên văn",
    "Tệp",
    "Mã văn bản",
    "Nhóm",
    "Mã nhiệm vụ",
)
TASK_SHEET = "Nhiệm vụ"
FILTER_SHEET = "Bộ lọc"
FILTER_COLUMNS = ("Mục", "Giá trị")
FILTER_NAMES = {
    "agency": "Cơ quan",
    "role": "Vai trò",
    "due_after": "Hạn từ ngày",
    "due_before": "Hạn đến ngày",
    "document": "Văn bản",
    "deadline_kind": "Loại thời hạn",
    "status": "Trạng thái",
    "words": "Từ trong nhiệm vụ",
    "section": "Từ trong tên mục",
    "issued_from": "Ban hành từ ngày",
    "issued_to": "Ban hành đến ngày",
    "issuer": "Cơ quan ban hành",
    "unled": "Văn bản không nêu cơ quan",
}
YES = "có"
NO_FILTER = "không lọc, toàn bộ sổ nhiệm vụ"
EXPORTED_ON = "Ngày xuất"
COUNT_ALL = "Tổng số nhiệm vụ"
COUNT_STATUS = "Trạng thái: {name}"
DUE_SUMMARY = "Hạn: {lead}: {task}"
DUE_SUMMARY_DONE = "[{status}] {summary}"
CALENDAR_NAME = "Thời hạn nhiệm vụ"
MONTH_END = "Văn bản chỉ nêu “{words}”; lịch ghi ngày cuối kỳ."
CALENDAR_SOURCE = "Nguồn: {name}"

# documents
DOCUMENTS = "{count} văn bản"
NO_DOCUMENTS = "Không có văn bản nào."
COUNTS = "{footnotes} chú thích, {tasks} nhiệm vụ"
COUNT_WARNINGS = "{count} lưu ý"
FIELDS = {
    "id": "Mã",
    "file": "Tệp",
    "kind": "Loại",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "subject": "Trích yếu",
    "signer": "Người ký",
    "urgency": "Độ khẩn",
    "circulation": "Phạm vi lưu hành",
    "pages": "Số trang",
    "recipients": "Nơi nhận",
    "other_names": "Tên tệp khác",
}
SCANNED = "có trang là ảnh chụp"
OUTLINE = "Đề mục"
FOOTNOTES = "Chú thích"
REFERENCES = "Văn bản được dẫn"
WARNINGS = "Lưu ý khi đọc"
RELATED = "Văn bản trùng hoặc gần trùng"
DUPLICATES = "Trùng hoặc gần trùng"
REMOVED = "Đã đưa ra khỏi kho: {name} ({file})"

# intake
FATES = {
    "added": "Đã nạp {count} văn bản mới",
    "updated": "Đã cập nhật {count} văn bản",
    "unchanged": "{count} tệp đã có trong kho, không đổi",
    "quarantined": "{count} tệp có dấu mật hoặc nghi có dấu mật, không nạp",
    "failed": "{count} tệp không nạp được",
}
NOTHING = "Không có tệp nào để nạp."
PROGRESS = "Đọc văn bản"
FILES = " tệp"
# tqdm fills in the fields: count, rate, time left, and the file (with its page) that is being read
BAR = "{desc}: {percentage:3.0f}% |{bar:20}| {n_fmt}/{total_fmt} tệp, {rate_fmt}, còn {remaining} {postfix}"
AT_PAGE = "{file}, trang {page}/{count}"
REINDEXING = "Đang cập nhật chỉ mục…"
MORE = "… và {count} tệp khác"

# recognition
NOTHING_WAITS = "Không có văn bản nào chờ nhận dạng chữ."
STILL_WAITING = "Còn {count} văn bản có trang chưa nhận dạng được."

# status
STATUS = {
    "archive": "Kho",
    "program": "Phiên bản chương trình",
    "documents": "Văn bản",
    "pages": "Trang",
    "footnotes": "Chú thích",
    "tasks": "Nhiệm vụ",
    "undated": "Văn bản không rõ ngày",
    "warned": "Văn bản có lưu ý khi đọc",
    "waiting": "Văn bản chờ nhận dạng chữ (tracuu ocr)",
    "released": "Tệp nghi có dấu mật đã được cho nạp",
    "passages": "Đoạn trong chỉ mục",
    "engine": "Bộ tìm từ khóa",
    "encoder": "Mô hình ngữ nghĩa",
    "versions": "Phiên bản chỉ mục",
}
HELPERS = {
    "tesseract": "nhận dạng chữ trong bản chụp (gói tesseract-ocr và tesseract-ocr-vie)",
    "soffice": "đọc .doc, .odt, .rtf (gói libreoffice-writer)",
}
HELPER_PRESENT = "Chương trình {name}: có, để {use}"
HELPER_MISSING = "Chương trình {name}: chưa cài, cần để {use}"
SOUND = "Kiểm tra tính toàn vẹn: không có lỗi."
PROBLEMS = {
    "database": "Cơ sở dữ liệu báo lỗi: {detail}",
    "original_missing": "Mất tệp gốc của văn bản {detail}; hãy nạp lại tệp đó.",
    "original_changed": "Tệp gốc của văn bản {detail} không còn nguyên vẹn; hãy đưa văn bản ra khỏi kho rồi nạp lại.",
    "unreadable": "Không đọc được văn bản {detail} trong kho; hãy đưa ra khỏi kho rồi nạp lại.",
    "orphan": "Tệp thừa trong kho tệp gốc: {detail}; lần nạp sau sẽ tự dọn.",
    "index": "Chỉ mục không khớp với kho ({detail}); hãy lập lại bằng lệnh: tracuu reindex",
    "index_damaged": "Tệp {detail} của chỉ mục bị hỏng hoặc bị mất; hãy lập lại chỉ mục bằng lệnh: tracuu reindex",
    "lexical_empty": "Chỉ mục từ ngữ trống; tìm theo từ không ra gì. Hãy lập lại chỉ mục bằng lệnh: tracuu reindex",
    "lexical_deaf": "Chỉ mục từ ngữ không tìm ra các đoạn văn bằng chính lời của chúng. Hãy lập lại chỉ mục bằng lệnh: tracuu reindex",
    "vectors_missing": "Một phần đoạn văn chưa có vectơ nên không tìm được theo nghĩa. Hãy lập lại chỉ mục bằng lệnh: tracuu reindex",
    "vectors_zero": "Mô hình mã hóa cho ra vectơ rỗng; tìm theo nghĩa không có tác dụng. Hãy dùng mô hình khác (--encoder) rồi lập lại chỉ mục bằng lệnh: tracuu reindex",
    "vectors_nonsense": "Vectơ không phân biệt được các đoạn văn; tìm theo nghĩa cho kết quả sai. Hãy lập lại chỉ mục bằng lệnh tracuu reindex hoặc dùng mô hình khác (--encoder).",
}

# encode
ENCODING = "Mã hóa lại"
ENCODING_BAR = "{desc}: {percentage:3.0f}% |{bar:20}| {n_fmt}/{total_fmt} đoạn, {rate_fmt}, còn {remaining} (Ctrl-C để dừng, lần sau làm tiếp)"
ENCODED = "Cả {passages} đoạn đã có vectơ của mô hình “{encoder}”."

# reindex
REINDEXED = "Đã lập lại chỉ mục: {documents} văn bản, {passages} đoạn, {seconds} giây."
REBUILT = "Chỉ mục bị hỏng nên đã được lập lại từ kho; không mất văn bản nào."

# service and demo
SERVING = "Trang hỏi đáp: {address}  |  Giao diện HTTP: {address}/api/v1  |  Dừng: Ctrl-C"
STOPPING = (
    "Đang dừng: chờ việc đang dở thêm nhiều nhất {seconds} giây; tệp nào chưa nạp xong thì không vào kho, hãy nạp lại."
)
OPEN_TO_NETWORK = "Cảnh báo: mọi máy trong mạng đều mở được trang này và đọc được kho, không cần mật khẩu."
DEMO_BUILDING = "Đang dựng kho mẫu ở {folder} …"
DEMO_ASKED = "Hỏi: {question}"
DEMO_QUESTIONS = (
    "Sở nào chủ trì tuyên truyền, trang trí cổ động trực quan nhân các ngày lễ lớn?",
    "Luồng vào khu neo đậu Cửa Lạc sâu bao nhiêu mét?",
    "so y te phai lam gi nam 2024",
)

VERDICTS = {"right": "đúng", "wrong": "sai", "incomplete": "chưa đủ"}
FEEDBACK = "{count} nhận xét"
NO_FEEDBACK = "Chưa có nhận xét nào về câu trả lời."
LINES_WRITTEN = "Đã ghi {count} dòng vào {path}"
REPHRASED = "diễn đạt lại bằng mô hình ngôn ngữ, từng câu đã được đối chiếu với nguồn; nguyên văn ở dưới"

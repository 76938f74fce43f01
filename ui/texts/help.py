"""What ``tracuu --help`` and wrong usage say, in Vietnamese."""

from __future__ import annotations

PROGRAM = "Tra Cứu Chỉ Đạo: tìm kiếm và hỏi đáp trên kho văn bản chỉ đạo, trích dẫn nguyên văn, không cần mạng."
EPILOG = (
    "Ví dụ:\n"
    "  tracuu ingest ./van-ban\n"
    '  tracuu ask "Sở nào chủ trì tuyên truyền ngày lễ?"\n'
    '  tracuu tasks --agency "Sở Y tế" --xlsx viec.xlsx\n'
    "Xem thêm về một lệnh: tracuu LỆNH --help\n"
    "Mã thoát: 0 xong, 1 có đầu vào không xử lý được, 2 dùng lệnh sai."
)
USAGE = "cách dùng: "
COMMANDS_TITLE = "lệnh"
ARGUMENTS_TITLE = "tham số"
OPTIONS_TITLE = "tùy chọn"
HELP = "in hướng dẫn này rồi thoát"
VERSION = "in phiên bản rồi thoát"

COMMANDS = {
    "ingest": "nạp tệp hoặc thư mục vào kho",
    "ocr": "nhận dạng chữ của các văn bản còn trang ảnh chưa đọc",
    "ask": "hỏi và nhận câu trả lời kèm trích dẫn",
    "search": "tìm đoạn văn bản theo từ khóa",
    "tasks": "sổ nhiệm vụ: ai, việc gì, thời hạn",
    "agencies": "danh mục cơ quan: tìm, kiểm tra tệp bổ sung, áp dụng vào kho",
    "show": "xem một văn bản: thông tin, đề mục, chú thích, viện dẫn, lưu ý",
    "references": "quan hệ viện dẫn giữa các văn bản, văn bản còn thiếu, chỗ dẫn mâu thuẫn",
    "documents": "danh mục văn bản trong kho",
    "remove": "đưa một văn bản ra khỏi kho",
    "status": "số liệu, phiên bản, chương trình còn thiếu, kiểm tra tính toàn vẹn",
    "encode": "tính lại vectơ của kho bằng mô hình khác (--encoder); dừng được, lần sau làm tiếp",
    "reindex": "lập lại chỉ mục từ kho, khi chỉ mục hỏng hoặc thiếu",
    "serve": "mở trang hỏi đáp và giao diện HTTP trên máy này",
    "demo": "dựng kho mẫu, hỏi ba câu trên màn hình, rồi mở trang",
    "feedback": "nhận xét của người dùng về câu trả lời: xem, xuất ra tệp",
    "eval": "đo chất lượng tìm kiếm và trả lời (xem: tracuu eval --help)",
}

ARGUMENTS = {
    "archive": "thư mục kho (mặc định: ./archive)",
    "json": "in đúng một giá trị JSON ra đầu ra chuẩn",
    "reranker": "tên hoặc thư mục một mô hình cross-encoder của sentence-transformers để xếp hạng lại (chậm hơn nhiều)",
    "encoder": "mô hình ngữ nghĩa: default hoặc fast (kèm theo), hoặc tên, thư mục một mô hình sentence-transformers; kho nhớ mô hình đã chọn",
    "llm_url": "địa chỉ máy chủ mô hình ngôn ngữ kiểu OpenAI (vd. http://127.0.0.1:8080/v1) để diễn đạt lại câu trả lời; không có thì không gửi gì đi đâu. Khóa, nếu cần, đặt ở biến môi trường TRACUU_LLM_KEY",
    "llm_model": "tên mô hình trên máy chủ đó",
    "llm_seconds": "chờ máy chủ đó tối đa bao nhiêu giây (mặc định: 60)",
    "engine": "bộ tìm từ khóa: tantivy (mặc định) hoặc rank-bm25 (kho nhỏ)",
    "paths": "tệp hoặc thư mục (lấy cả thư mục con)",
    "release": "cho nạp đúng một tệp nghi có dấu mật, theo mã SHA-256 trong báo cáo nạp; dùng với --author",
    "releaser": "họ tên người quyết định cho nạp, dùng với --release; được ghi lại",
    "ocr_documents": "mã, số hoặc tên tệp; bỏ trống: mọi văn bản đang chờ nhận dạng chữ",
    "feedback_jsonl": "ghi từng chỗ đã dẫn kèm nhận xét, để huấn luyện (python -m index.training adapt --feedback)",
    "feedback_gold": "ghi các câu trả lời được đánh giá đúng thành câu hỏi có đáp án (tracuu eval answers --questions)",
    "question": "câu hỏi tiếng Việt, có dấu hay không dấu, tối đa 2.000 ký tự",
    "today": "ngày dùng để hiểu “tháng trước”, “năm nay” (mặc định: hôm nay)",
    "as_of": "chỉ xét văn bản ban hành đến hết ngày này",
    "limit": "số kết quả nhiều nhất (mặc định: 10)",
    "query": "từ khóa; cụm từ trong ngoặc kép phải có nguyên văn",
    "exact": "tìm đúng các từ đã gõ: không thêm dấu, không sửa lỗi gõ, không mở rộng từ viết tắt và cách nói khác",
    "why": "cho biết vì sao mỗi đoạn được tìm thấy",
    "kind": "loại văn bản, ví dụ: công văn, thông báo",
    "issuer": "cơ quan ban hành, có thể ghi một phần tên",
    "agency": "cơ quan được nhắc tên trong văn bản",
    "place": "địa danh được nêu trong văn bản: tỉnh, huyện, xã, phường, ví dụ: huyện Kiên Hải",
    "from": "ban hành từ ngày",
    "to": "ban hành đến hết ngày",
    "task_agency": "cơ quan thực hiện hoặc phối hợp, theo mọi tên gọi đã biết",
    "role": "vai trò: lead (chủ trì), assigned (được giao), joint (cùng thực hiện), coordinate (phối hợp)",
    "due_before": "hạn đến hết ngày",
    "due_after": "hạn từ ngày",
    "status": "trạng thái: chưa làm, đang làm, xong, không áp dụng (lọc, hoặc ghi khi dùng với --set)",
    "deadline_kind": "loại thời hạn: hard (ngày cụ thể), period (trong kỳ), recurring (định kỳ), event (theo sự kiện), soft (khẩn trương, kịp thời)",
    "words": "từ phải có trong nhiệm vụ; cụm từ đặt trong ngoặc kép; gõ không dấu thì khớp mọi dấu",
    "section": "từ phải có trong tên mục chứa nhiệm vụ",
    "year": "văn bản ban hành trong năm này",
    "lead_missing": "chỉ lấy nhiệm vụ mà văn bản không nêu cơ quan",
    "by": "xếp theo nhóm: agency (cơ quan), document (văn bản), month (tháng đến hạn)",
    "set": "ghi trạng thái, ghi chú cho nhiệm vụ có mã này (dùng với --status, --note)",
    "note": 'ghi chú tự do, dùng với --set; để trống ("") để xóa ghi chú',
    "author": "tên người ghi, dùng với --set (mặc định: tên đăng nhập máy)",
    "orphans": "liệt kê ghi chú mồ côi: nhiệm vụ không còn được tìm thấy trong kho",
    "forget": "xóa hẳn một ghi chú mồ côi",
    "ics": "ghi thời hạn ra tệp lịch (.ics)",
    "sheets": "trong tệp Excel, mỗi nhóm của --by là một trang tính",
    "task_document": "chỉ lấy của một văn bản (mã, số hoặc tên tệp)",
    "csv": "ghi ra tệp CSV (mở được bằng Excel)",
    "xlsx": "ghi ra tệp Excel",
    "check": "kiểm tra một tệp CSV bổ sung cơ quan mà không dùng đến nó",
    "find": "tìm cơ quan theo tên, viết tắt hoặc ký hiệu, kèm tiền thân và kế thừa",
    "apply": "tìm lại tên cơ quan trong mọi văn bản của kho sau khi sửa danh mục",
    "document": "mã, số (1088/UBND-TH, 1088) hoặc tên tệp",
    "references_to": "văn bản nào dẫn văn bản này (mã, số, tên; không cần có trong kho)",
    "references_of": "văn bản này dẫn những văn bản nào (mã, số hoặc tên tệp)",
    "missing": "văn bản được dẫn mà kho không có, kèm số lần",
    "conflicts": "các chỗ dẫn cùng một số nhưng khác ngày hoặc khác trích yếu",
    "full": "kiểm tra từng byte của mọi tệp gốc, từng văn bản và mọi tệp của chỉ mục (chậm hơn)",
    "host": "địa chỉ mở trang (mặc định: 127.0.0.1, chỉ máy này truy cập được)",
    "port": "cổng (mặc định: 7860)",
    "no_serve": "chỉ hỏi trên màn hình, không mở trang",
}
METAVARS = {
    "archive": "THƯ_MỤC",
    "encoder": "TÊN|THƯ_MỤC",
    "date": "NĂM-THÁNG-NGÀY",
    "file": "TỆP",
    "llm_url": "ĐỊA_CHỈ",
    "llm_model": "TÊN",
    "llm_seconds": "GIÂY",
    "paths": "ĐƯỜNG_DẪN",
    "question": "CÂU_HỎI",
    "query": "TỪ_KHÓA",
    "document": "VĂN_BẢN",
    "text": "TÊN",
    "number": "SỐ",
    "task": "MÃ",
    "year": "NĂM",
    "command": "LỆNH",
}

# What argparse says in English, as patterns, and what is said instead.
USAGE_ERRORS = (
    (r"the following arguments are required: (.+)", "Thiếu: {0}."),
    (r"unrecognized arguments: (.+)", "Không có tham số này: {0}."),
    (r"argument LỆNH: invalid choice: '?(.*?)'? \(choose from .*\)", "Không có lệnh “{0}”."),
    (
        r"argument (\S+): invalid choice: '?(.*?)'? \(choose from (.*)\)",
        "{0} không nhận giá trị “{1}”; chọn một trong: {2}.",
    ),
    (r"argument (\S+): expected (?:one|at least one) argument", "{0} cần một giá trị đi kèm."),
    (r"argument (\S+): ignored explicit argument '(.*)'", "{0} không nhận giá trị “{1}”."),
    (r"argument (\S+): (.*)", "{0}: {1}"),
)
OR = "” hay “"
DID_YOU_MEAN = " Có phải “{guess}”?"
SEE_HELP = "Xem hướng dẫn: {program} --help"

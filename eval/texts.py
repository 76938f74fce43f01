"""Sentences of the measuring commands, in Vietnamese; names of measures stay as they are in the field."""

from __future__ import annotations

from eval.baselines import Table

DESCRIPTION = "Đo chất lượng tìm kiếm và trả lời trên câu hỏi có sẵn đáp án."
RETRIEVAL = "đo tìm kiếm: nDCG@10, recall@k, MRR của từng bộ máy"
ANSWERS = "đo câu trả lời: đúng chữ, đúng chỗ dẫn, từ chối đúng lúc"
ARCHIVE = "kho văn bản cần đo (mặc định: dựng kho mẫu tạm thời)"
QUESTIONS = "tệp câu hỏi JSON Lines (mặc định: câu hỏi của kho mẫu)"
SPLIT = "chỉ lấy câu hỏi phần dev hoặc test"
ENCODER = "tên hoặc thư mục mô hình sentence-transformers (mặc định: mô hình đi kèm)"
JSON = "in một giá trị JSON duy nhất ra đầu ra chuẩn"
SAVE = "ghi số đo làm mốc so sánh trong eval/baselines/"
NAME = "tên của bảng số đo"
QRELS = "chỉ đọc tệp qrels này (có thể lặp lại)"
TODAY = "ngày coi là hôm nay (YYYY-MM-DD)"
VERBOSE = "in mọi câu hỏi, không chỉ câu sai"
RUN = "ghi từng câu hỏi cùng câu trả lời vào tệp JSON Lines này"
AGAINST = "so với lần đo đã ghi trong tệp này (--run)"
REGISTER = "đo sổ nhiệm vụ: cơ quan, vai trò, phối hợp, thời hạn, phạm vi, theo từng văn bản"
DOCUMENTS = "thư mục chứa các văn bản đã đánh dấu (seeds, real/files)"
REGISTER_GOLD = "thư mục các tệp đánh dấu JSON Lines"
REGISTER_VERBOSE = "in nhiệm vụ bỏ sót và nhiệm vụ thừa của các văn bản phần dev"
LOST = "{file}: {count} nhiệm vụ đã đánh dấu không còn tìm thấy trong nội dung đọc được"
SPEED = "Đo tốc độ nạp, tìm kiếm và trả lời trên máy này."
SPEED_FILES = "thư mục tệp cần nạp (mặc định: kho mẫu)"
REGISTER_SPEED = "Đo tốc độ sổ nhiệm vụ: chi phí nạp mỗi văn bản và thời gian từng bộ lọc, khi kho lớn dần."
REGISTER_SPEED_SCRATCH = (
    "thư mục dựng kho tạm (mặc định: thư mục tạm của máy; trên đĩa, ghi chắc chắn từng văn bản là phần lâu nhất)"
)
REGISTER_SPEED_DOCUMENTS = "số văn bản dựng để đo (mặc định: 100000)"
READING_SPEED = "Đo tốc độ đọc PDF và DOCX, so với pypdf và python-docx chạy riêng trên cùng các tệp."
READING_FILES = "thư mục tệp cần đọc (mặc định: kho mẫu)"
FAILED = "Không đo được: {problem}. Hãy kiểm tra đường dẫn và nội dung tệp nêu trên."
SAVED = "Đã ghi mốc so sánh: {path}"
MOVED = "so với mốc: {0} {1}: {2:.4f} → {3:.4f}"
OCR_DESCRIPTION = "Đo tỷ lệ ký tự nhận dạng sai và thời gian trên một trang chữ đã biết, so với Tesseract chạy riêng."
OCR_FONT = "tệp phông chữ .ttf (mặc định: các phông Noto Serif, Liberation Serif, DejaVu Serif có trên máy)"
OCR_MISSING = "Cần Tesseract có tiếng Việt và ít nhất một phông chữ có chân."
ORDER_DESCRIPTION = "Đếm các chữ nhận dạng đứng sai thứ tự so với Tesseract chạy riêng trên cùng trang quét."
ORDER_PATHS = "tệp PDF quét, hoặc thư mục có các tệp đó"
ORDER_PAGES = "chỉ đo chừng này trang đầu của mỗi tệp"
ORDER_WORK = "thư mục giữ kết quả nhận dạng, để lần đo sau chỉ so cách xếp chữ (mặc định: không giữ)"
ORDER_MOVES = "in từng chữ bị chuyển chỗ cùng các chữ quanh nó"
OCR_PEAK = "Bộ nhớ cao nhất của một tiến trình: {peak:.0f} MB"


def table(name: str, figures: Table) -> str:
    """Return the table as aligned plain text, one system or style a row."""
    columns = list(dict.fromkeys(measure for row in figures.values() for measure in row))
    widths = [max(len(column), 8) for column in columns]
    first = max(len(name), *(len(system) for system in figures))
    lines = [
        " ".join([name.ljust(first), *(column.rjust(width) for column, width in zip(columns, widths, strict=True))])
    ]
    for system, row in figures.items():
        cells = [
            (_figure(row[column]) if column in row else "-").rjust(width)
            for column, width in zip(columns, widths, strict=True)
        ]
        lines.append(" ".join([system.ljust(first), *cells]))
    return "\n".join(lines)


def _figure(value: float) -> str:
    return str(int(value)) if value == int(value) and value > 1 else f"{value:.4f}"

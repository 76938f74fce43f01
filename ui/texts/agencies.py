"""What is said about the list of agencies, in Vietnamese: its faults by code, each with its way out, and its entries."""

from __future__ import annotations

from ingest.agencies.file import Fault

# {detail} are the words it is about, {guess} what may have been meant.
_FAULTS = {
    # the file
    "encoding": "Tệp không viết bằng mã UTF-8 ({detail}). Trong Excel, hãy chọn Lưu thành › CSV UTF-8.",
    "no_header": "Tệp không có dòng tên cột. Hãy chép dòng tên cột mẫu trong hướng dẫn sử dụng.",
    "missing_column": "Thiếu cột canonical (tên chính thức). Hãy thêm cột này vào dòng tên cột.",
    "unknown_column": "Không có cột nào tên “{detail}”; cột này bị bỏ qua. Hãy đối chiếu với dòng tên cột mẫu.",
    "column_twice": "Cột “{detail}” có hai lần. Hãy bỏ một cột.",
    "broken_csv": "Từ dòng này không đọc tiếp được ({detail}). Hãy kiểm tra dấu ngoặc kép.",
    "unreadable": "Không mở được tệp {detail}. Hãy kiểm tra đường dẫn và quyền đọc.",
    # cells
    "cell_too_many": "Ô “{detail}” nằm ngoài các cột. Tên có dấu phẩy phải đặt trong dấu ngoặc kép.",
    "formula": "Ô bắt đầu bằng ký tự của công thức: “{detail}”. Hãy bỏ ký tự đầu.",
    "no_name": "Thiếu tên chính thức. Hãy điền hoặc xóa dòng này.",
    "name_twice": "Tên này đã có ở dòng {detail}. Hãy gộp hai dòng làm một.",
    "unknown_kind": "Không có loại cơ quan “{detail}”. Hãy dùng một loại nêu trong hướng dẫn, ví dụ: department.",
    "bad_day": "Ngày “{detail}” không hợp lệ. Hãy viết NĂM-THÁNG-NGÀY, ví dụ 2025-03-01.",
    "dates_reversed": "Ngày kết thúc trước ngày bắt đầu ({detail}). Hãy sửa một trong hai ngày.",
    # lineage
    "unknown_body": "Không có cơ quan nào tên “{detail}” trong danh mục. Hãy sửa tên hoặc thêm một dòng cho cơ quan đó.",
    "bad_part": "Không hiểu “{detail}”. Hãy viết: Tên cơ quan nhận (NĂM-THÁNG-NGÀY): từ khóa; từ khóa",
    "part_without_day": "Phần việc chuyển cho {detail} thiếu ngày. Hãy ghi ngày trong ngoặc sau tên cơ quan nhận.",
    "no_last_day": "{detail} có cơ quan kế thừa nhưng chưa có ngày kết thúc. Hãy điền cột valid_to.",
    "successor_gone": "Cơ quan kế thừa {detail} kết thúc không muộn hơn cơ quan cũ. Hãy kiểm tra các ngày hoặc tên.",
    "cycle": "Quan hệ tiền thân, kế thừa của {detail} đi vòng tròn. Hãy bỏ một tên trong vòng.",
    # names
    "name_taken": "“{detail}” cũng là tên của {guess} trong cùng thời gian. Hãy bỏ ở một bên; muốn bỏ tên có sẵn của "
    "danh mục kèm theo thì thêm dòng của cơ quan đó với ô bắt đầu bằng “-|”.",
    "unlike": "“{detail}” không có chữ nào giống tên chính thức. Hãy xem có nhầm dòng không.",
}
_GUESS = " Có phải “{guess}”?"
_GUESSED = frozenset({"unknown_body"})
PLACE = "dòng {line}, cột {column} ({field})"
LINE = "dòng {line}"
WHOLE = "cả tệp"
LOOK = "xem lại"

COUNT = "Danh mục có {count} cơ quan; kho này bổ sung {own} dòng ({file})."
SHIPPED_ONLY = "Danh mục kèm theo có {count} cơ quan. Muốn bổ sung, hãy tạo tệp {file} (mẫu ở hướng dẫn sử dụng)."
SOUND = "Không có lỗi: {count} dòng dùng được."
FAULTY = "{count} lỗi; dòng có lỗi không được dùng. {looks} chỗ nên xem lại."
DUE = "Danh mục cơ quan đã thay đổi từ lần đọc văn bản trước. Hãy chạy: tracuu agencies --apply"
RENEWED = "Đã tìm lại tên cơ quan trong {count} văn bản; {changed} văn bản thay đổi."
ALSO_COUNTED = "Tính cả văn bản nêu {names} (tiền thân hoặc kế thừa); thêm --from, --to để chỉ lấy một thời gian."
NOT_FOUND = "Không có cơ quan nào khớp “{text}” trong danh mục."
NAMES = "tên khác: {names}"
SINCE = "từ {day}"
UNTIL = "đến hết {day}"
BEFORE = "tiền thân: {names}"
AFTER = "nay là: {names}"
PART_TO = "chuyển cho {name}{day}: {words}"
PART_FROM = "nhận của {name}{day}: {words}"


def fault_text(fault: Fault) -> str:
    """Return the sentence of a fault, its place not included; never raises."""
    said = _FAULTS.get(fault.code, "{detail}").format(detail=fault.detail, guess=fault.guess)
    return said + (_GUESS.format(guess=fault.guess) if fault.guess and fault.code in _GUESSED else "")


def place_text(fault: Fault) -> str:
    """Return where a fault stands: line, column and its name."""
    if not fault.line:
        return WHOLE
    return (PLACE if fault.column else LINE).format(line=fault.line, column=fault.column, field=fault.field or "–")

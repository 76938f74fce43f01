"""What the HTTP interface says of its answers and refusals, in Vietnamese (the other half: ``ui.texts.page``)."""

from __future__ import annotations

ANSWERED = "Kết quả"
PART = "Một phần của tệp"
TAKEN_IN = "Có tệp vào kho"
ALREADY_THERE = "Mọi tệp đã có sẵn trong kho"
SEE_OTHER = "Chuyển tới địa chỉ chính của văn bản"
WRONG_OR_NOTHING_TAKEN = "Trường không hợp lệ, hoặc không tệp nào vào được kho"
REFUSALS = {
    400: "Không đọc được nội dung gửi lên, hoặc tên máy chủ không được chấp nhận",
    403: "Yêu cầu thay đổi dữ liệu không đến từ chính trang này",
    404: "Không có trong kho",
    408: "Gửi quá chậm",
    409: "Có nhiều mục khớp, hoặc người khác vừa sửa",
    413: "Gửi lên quá nhiều",
    416: "Không có phần ấy của tệp",
    422: "Trường không hợp lệ",
    431: "Địa chỉ hoặc phần đầu của yêu cầu quá dài",
    500: "Lỗi ngoài dự kiến",
    503: "Kho đang bận hoặc không dùng được",
    507: "Hết chỗ trên đĩa",
}

WRONG_RANGES = {
    400: "Phần của tệp được yêu cầu (Range) viết không đúng dạng. Hãy viết như: bytes=0-1023.",
    416: "Tệp không có phần được yêu cầu (Range). Hãy yêu cầu trong độ dài của tệp.",
}
TOO_SLOW = "Yêu cầu được gửi quá chậm nên đã dừng. Hãy kiểm tra đường truyền rồi gửi lại."
TOO_BUSY = "Máy chủ đang có quá nhiều kết nối. Hãy thử lại sau giây lát."
UNREADABLE = "Yêu cầu không đúng giao thức HTTP. Hãy kiểm tra địa chỉ và chương trình gửi."
TOO_LONG = "Địa chỉ hoặc phần đầu của yêu cầu dài quá {limit} KB. Hãy rút ngắn lại."

# By the beginning of Starlette's own sentence, which is all it tells.
FORM_FAULTS = {
    # "Too many files. Maximum number of files is 20."
    "Too many files": (422, "Một lần chỉ gửi được {files} tệp trong trường “files”. Hãy chia thành nhiều lần gửi."),
    # "Too many fields. Maximum number of fields is 20."
    "Too many fields": (413, "Biểu mẫu có quá {fields} trường. Hãy bỏ bớt."),
    # "Part exceeded maximum size of 64KB." / "Field exceeded maximum size of 64KB."
    "Part exceeded": (413, "Một trường của biểu mẫu dài quá {size} KB. Hãy rút ngắn lại, hoặc gửi dưới dạng tệp."),
    "Field exceeded": (413, "Một trường của biểu mẫu dài quá {size} KB. Hãy rút ngắn lại, hoặc gửi dưới dạng tệp."),
}

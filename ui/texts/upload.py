"""What the area «Nạp văn bản» of the page says (the other half: ``ui.texts.page``)."""

from __future__ import annotations

UPLOAD_LEAD = (
    "Chọn tệp PDF, Word, ODT, RTF, văn bản thuần, HTML hoặc ảnh quét (PNG, JPEG, TIFF). Tệp được đọc và giữ nguyên bản trên "
    "máy chủ này, không gửi đi đâu. Văn bản có dấu mật không được nhận vào kho."
)
FILES = "Tệp văn bản"
DROP_FILES = "Kéo tệp vào đây hoặc"
CHOOSE_FILES = "Chọn tệp…"
UPLOAD = "Nạp vào kho"
UPLOAD_PROGRESS = "Tiến độ nạp văn bản"
# What assets/upload.js says.
UPLOADING = {
    "none": "Chưa chọn tệp nào.",
    "remove": "Bỏ",
    "removeFile": "Bỏ tệp {file}",
    "sending": "Đang gửi tệp {number}/{count}: {file} ({percent}%)",
    "reading": "Đang đọc tệp {number}/{count}: {file}",
    "done": "Đã xử lý {count} tệp.",
    "lost": "Mất kết nối với máy chủ trong lúc nạp “{file}”. Tệp này và các tệp sau có thể chưa vào kho. Khi máy chủ chạy lại, "
    "hãy nhấn “Nạp vào kho” lần nữa; tệp đã có trong kho không bị nạp hai lần.",
    "large": "Tệp lớn hơn giới hạn {limit} MB. Hãy chia nhỏ tệp hoặc nạp bằng lệnh “tracuu ingest”.",
    "folder": "Không nhận thư mục. Hãy chọn các tệp trong thư mục, hoặc nạp cả thư mục bằng lệnh “tracuu ingest”.",
    "refused": "Máy chủ không nhận tệp này (mã {status}). Hãy thử lại hoặc báo người quản trị.",
    "release": "Không phải văn bản mật: nạp văn bản này",
    "releaseAuthor": "Người xác nhận",
    "duplicates": "Trùng hoặc gần trùng",
}
OUTCOMES = {
    "added": "Đã nạp",
    "updated": "Đã cập nhật",
    "unchanged": "Đã có sẵn trong kho",
    "quarantined": "Giữ lại, không nạp",
    "failed": "Không đọc được",
}

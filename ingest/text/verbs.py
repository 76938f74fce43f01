"""Verbs that open a task in administrative Vietnamese: they end the name of a body and begin what it must do."""

from __future__ import annotations

import re
from collections.abc import Iterator

# "Sở Y tế tăng cường kiểm tra": the name ends before "tăng cường". A noun that begins with the same syllable
# ("tổ công tác", "kế toán") is not listed; single syllables are listed only where they are plainly verbs.
_VERBS = """
tăng cường|đẩy mạnh|đẩy nhanh|tập trung|triển khai|tổ chức|chỉ đạo|hướng dẫn|kiểm tra|thanh tra|giám sát|đôn đốc|theo dõi
tham mưu|rà soát|tổng hợp|xây dựng|ban hành|phối hợp|chủ động|chủ trì|thực hiện|tiếp tục|khẩn trương|nghiên cứu|đề xuất
báo cáo|bố trí|cân đối|thẩm định|trình|hoàn thành|hoàn thiện|hoàn chỉnh|quán triệt|tuyên truyền|vận động|bảo đảm|đảm bảo
duy trì|phát huy|nâng cao|giải quyết|xử lý|khắc phục|quản lý|chuẩn bị|lập|cung cấp|cập nhật|công bố|công khai|phê duyệt
bàn giao|giải ngân|ngăn chặn|bám sát|nêu cao|nắm chắc|nắm tình hình|nắm|thường xuyên|kịp thời|quan tâm|chấp hành|cử|gửi|xem xét
có trách nhiệm|chịu trách nhiệm|có kế hoạch|có giải pháp|có phương án|có văn bản|có biện pháp|có ý kiến|căn cứ|đề ra|cụ thể hóa|góp ý
tham gia|tiến hành|hỗ trợ|thông báo|làm việc|làm rõ|làm tốt|làm đầu mối|mở lớp|mở đợt|mở cao điểm|trực tiếp|tích cực|quyết liệt|ra quân|thu hút|thu nộp|thu hồi|thu gom|nộp|tạo điều kiện
thống kê|đánh giá|sơ kết|tổng kết|kiện toàn|phân công|phân bổ|đầu tư|sửa chữa|cấp phép|cấp phát|cấp giấy|cấp đổi|ưu tiên|chăm lo|dừng|yêu cầu|đề nghị
định kỳ|hằng tháng|hàng tháng|hằng quý|hàng quý|hằng năm|hàng năm|trên cơ sở|theo chức năng|theo nhiệm vụ|theo thẩm quyền|theo lĩnh vực|theo phân công
cần|phải|không được|nghiêm túc|nghiêm cấm|đồng thời|sớm|nhanh chóng|điều động|huy động|đưa|bổ sung|điều chỉnh|rút kinh nghiệm
chấn chỉnh|siết chặt|tiến tới|xác định|lựa chọn|thành lập|phổ biến|truyền thông|mở rộng|thúc đẩy|tháo gỡ|trả lời|tiếp nhận|tiếp thu|giải trình
đề cao|phát động|ứng dụng|vận hành|khai thác|kết nối|tích hợp|chia sẻ|đăng tải|đăng ký|niêm yết|tập huấn|đào tạo|bồi dưỡng|sắp xếp
lồng ghép|khảo sát|thu thập|lập danh sách|lập kế hoạch|dự báo|cảnh báo|trực ban|ứng phó|di dời|bảo vệ|tuần tra|kiểm soát|xử phạt|truy quét
tiếp công dân|xác minh|điều tra|đấu tranh|phòng ngừa|trấn áp|thẩm tra|quyết toán|thanh toán|tiết kiệm|cắt giảm|đơn giản hóa|số hóa
quyết tâm|kê khai|sẵn sàng|treo|phân luồng|phụ trách|thiết lập|lãnh đạo tổ chức|lãnh đạo thực hiện|lãnh đạo tốt|không gây|nêu rõ|ghi rõ|ghi đúng|ghi chính xác|phản hồi|tham dự đầy đủ|nhận diện|liên hệ
giao nhiệm vụ|giao cho|giao dự toán|ủy quyền|quy định|ký kết|ký cam kết|phát hành|tổng rà soát|thống nhất|đối chiếu|đặt hàng|mua sắm|đấu thầu|trưng bày|trao|tặng|thăm hỏi
tự kiểm tra|tự rà soát|lưu ý|chú trọng|coi trọng|nhân rộng|phát triển|phục vụ|đón tiếp|trồng|tiêm|phun|khoanh vùng|giữ gìn|kiên quyết|cương quyết|không cho|không để|không giải quyết|không cấp|không được
tăng|giảm|làm|chọn|mời|gắn|lắp đặt|trang bị|sử dụng|giúp|nhắc nhở|rút ngắn|chi trả|thay thế|thi công|khởi công|nghiệm thu|quan trắc|lấy ý kiến|đo|dọn|sơ tán|tạm dừng|tạm đình chỉ|đình chỉ|xóa|khám|chữa|mua|bán|nhập|xuất|dự trữ|cho vay|đưa tin|phát sóng|quyết định|phấn đấu
có nhiệm vụ|lãnh đạo, chỉ đạo|lãnh đạo chỉ đạo|lãnh đạo xây dựng|lãnh đạo giám sát|lãnh đạo bảo đảm|lãnh đạo đảm bảo|lãnh đạo công tác|lãnh đạo việc|lãnh đạo triển khai|lãnh đạo cụ thể|lãnh đạo quán triệt|lãnh đạo hoàn thành
trang trí|chỉnh lý|chỉnh sửa|biên soạn|in ấn|treo cờ|trình chiếu|chấm dứt|tiêm phòng|định hướng|giúp đỡ|trợ giúp|tạm ứng|bình ổn|niêm phong|thu giữ|tịch thu|đối thoại|gặp gỡ|phân cấp|phân loại|sàng lọc|ứng trực|túc trực|trực 24|trực phòng|trực chỉ huy|điều tiết|tập kết|chú ý|lập biên bản|chấp thuận|xúc tiến|viết bài|đăng tin|đưa đón|tiếp đón|nuôi dưỡng|cứu trợ|vệ sinh môi trường
nghiêm chỉnh|kiểm điểm|kiểm kê|kiểm đếm|giải tỏa|cưỡng chế|tháo dỡ|nạo vét|khơi thông|gia cố|tu sửa|bảo dưỡng|bảo trì|bảo quản|cắm mốc|cắm biển|đo đạc|dán|diệt|phát dọn|phát quang|phun thuốc|tiêu hủy|cách ly|điều trị
cấp bù|cấp vốn|cấp kinh phí|hoàn trả|hoàn tất|trích lập|thu nợ|truy thu|chuyển giao|biểu dương|khen thưởng|phê bình|tinh giản|luân chuyển|cơ cấu lại|kêu gọi|quảng bá|giới thiệu|thu hoạch|chăm sóc
xác nhận|chứng nhận|công nhận|trấn áp|bồi thường|định giá|ghi chép|ghi sổ|lưu trữ|khai báo|tố giác|phát hiện|chuẩn hóa|cải tạo|chỉnh trang|nâng cấp|tổ chức lại|hiệp đồng|canh gác|trực gác|tiếp tế
"""

TASK_VERBS: tuple[str, ...] = tuple(
    sorted((verb.strip() for verb in re.split(r"[|\n]", _VERBS) if verb.strip()), key=len, reverse=True)
)

# Second halves of nouns and other verbs: "công trình", "quy trình", "bầu cử", "độc lập", "tiền gửi".
_HALVES = frozenset({"trình", "cử", "lập", "gửi"})
_FIRST_HALVES = tuple(
    f"{half} " for half in ["công", "chương", "quy", "quá", "lộ", "tờ", "bầu", "ứng", "độc", "tiền", "thành"]
)
_WORD = re.compile(r"\w+")
_BY_FIRST_WORD: dict[str, tuple[str, ...]] = {
    first: tuple(verb for verb in dict.fromkeys(TASK_VERBS) if verb.split()[0] == first)
    for first in {verb.split()[0] for verb in TASK_VERBS}
}


def verb_ends(lowered: str, position: int, end: int | None = None) -> Iterator[int]:
    """Yield where the task verbs end that begin at ``position`` of a lower-cased text, the longest first.

    Each ends at the end of a word and not behind ``end``: "tổ chức thi" has one, "tổ công tác" none.

    >>> list(verb_ends("lập danh sách", 0)), list(verb_ends("độc lập", 4))
    ([13, 3], [])
    """
    end = len(lowered) if end is None else end
    first = _WORD.match(lowered, position, end)
    verbs = _BY_FIRST_WORD.get(first[0]) if first else None
    if first is None or verbs is None or not lowered.startswith(verbs, position, end):
        return
    if first[0] in _HALVES and lowered.endswith(_FIRST_HALVES, 0, position):
        return
    for verb in verbs:
        if lowered.startswith(verb, position, end) and not _WORD.match(lowered, position + len(verb), end):
            yield position + len(verb)


def verb_end(lowered: str, position: int, end: int | None = None) -> int | None:
    """Return where the longest task verb ends that begins at ``position``, or ``None``; see ``verb_ends``."""
    return next(verb_ends(lowered, position, end), None)


def starts_with_verb(lowered: str, position: int) -> bool:
    """Tell whether a task verb stands at ``position`` of a lower-cased text."""
    return verb_end(lowered, position) is not None


def holds_verb(lowered: str) -> bool:
    """Tell whether a task verb begins at any word of a lower-cased text."""
    return any(starts_with_verb(lowered, word.start()) for word in _WORD.finditer(lowered))


# In the sources of expressions over ``verbs_marked`` text a blank is any blank, these two are one kind each.
TO_VERB, TO_WORD = r"\x1f", r"\x20"
_BLANK = re.compile(r" (\w+)")


def verbs_marked(text: str) -> str:
    r"""Return ``text`` with the blank before each task verb replaced by the sign U+001F; the length is unchanged.

    An expression then asks for a verb by one sign, where it had to hold them all.

    >>> verbs_marked("Sở Y tế tăng cường kiểm tra")
    'Sở Y tế\x1ftăng cường\x1fkiểm tra'
    """
    signs = list(text)
    for blank in _BLANK.finditer(text):
        verbs, at = _BY_FIRST_WORD.get(blank[1]), blank.start()
        if verbs is not None and text.startswith(verbs, at + 1) and starts_with_verb(text, at + 1):
            signs[at] = "\x1f"
    return "".join(signs)


def over_verbs_marked(pattern: str) -> re.Pattern[str]:
    """Compile an expression for ``verbs_marked`` text, in whose source " " stands for a blank before any word."""
    return re.compile(pattern.replace(" ", "[ \x1f]"))

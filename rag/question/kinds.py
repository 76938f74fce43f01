"""Which kind of answer a question wants, from its turns of phrase; each rule stands beside questions it is for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.document import Span
from ingest.text.agency_heads import any_head
from ingest.text.document_kinds import kind_names, kinds_for, one_of
from ingest.text.folding import lowered
from rag.question.cues import QuestionText, cue

BODY = rf"(?:{any_head('asked', spelt=lowered)}|ngành|cơ quan|đơn vị|cơ quan chức năng|địa phương|huyện|xã|phường|cấp|tổ chức|lực lượng|bên|chỗ|nơi)"
WHICH_BODY = rf"(?:ai|{BODY}(?:[,\s]+{BODY})*\s(?:nào|gì))"
ACT = one_of((*kind_names("which"), *(form for kind in kinds_for("short") for form in kind.typed if form.isalpha())))
ROLES = r"(?:chủ trì|lo|phụ trách|đầu mối|làm đầu mối|chịu trách nhiệm|tham mưu|đứng ra|được giao|cầm trịch|quản|làm|đảm nhiệm|được phân công|phải|sẽ|thực hiện|triển khai)"
"""Words of leading: part of the cue."""
DOES = r"(?:nhận|quản lý|giải quyết|xử lý|tổ chức|theo dõi|tổng hợp|xây dựng|cấp|kiểm tra|đôn đốc|rà soát|hướng dẫn|trình|bảo đảm|đảm bảo|chuẩn bị|tuyên truyền|hoàn thiện|hoàn chỉnh|đẩy nhanh|đẩy mạnh|tăng cường|tham gia|lập|soạn|viết|báo cáo|thẩm định|đề xuất|chống|phòng|di dời|sắp xếp|dọn|sửa|mua|đăng|tuyển|dạy|chăm|hỗ trợ|kiểm soát|tuần tra|quảng bá|xúc tiến|diễn tập|đào tạo)"
"""Words of the work itself: they tell the kind, and stay topic words."""


@dataclass(frozen=True, slots=True)
class KindFound:
    """A kind, the aspect of it that is asked, and the words that told so (they are no topic words)."""

    kind: str
    aspect: str
    spans: tuple[Span, ...]


# (kind, aspect, cue). The first that matches wins; order is from the narrow to the wide.
_RULES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    # "các văn bản về cụm công nghiệp", "tìm giúp những công văn của Sở Y tế năm 2024"
    ("metadata", "documents", cue(rf"(?:^|\b(?:tìm|kiếm|xem|đọc|liệt kê|kể|nêu|có|lấy|cho)\s(?:[^\W\d]+\s){{0,2}}?)(?:tất cả\s)?(?:các|những|mấy)\s{ACT}\s(?:nào\s)?(?:có\s)?(?:nói\s)?(?=(?:về|liên quan|của|do|năm|tháng|ban hành|đã)\b)(?:về|liên quan(?: (?:đến|tới))?)?")),
    # "Sở GTVT nay là sở nào?", "tiền thân của Sở Nội vụ", "Ban Dân tộc đã sáp nhập vào đâu?"
    ("lineage", "now", cue(rf"\b(?:bây giờ|hiện nay|hiện giờ|nay|giờ)\s(?:đã\s)?(?:là|thành|thuộc|gọi là|đổi tên thành|nhập vào|tên là|tên)\s(?:{WHICH_BODY}|tỉnh nào|gì|đâu)\b")),
    ("lineage", "now", cue(rf"\b(?:sáp nhập|nhập|hợp nhất|sát nhập|gộp)\s(?:vào|với|về|thành)\s(?:đâu|{WHICH_BODY}|tỉnh nào)\b")),
    ("lineage", "now", cue(r"\b(?:đổi tên thành|đổi thành|tên mới|kế thừa|tiếp nhận (?:chức năng|nhiệm vụ)|còn (?:tồn tại|hoạt động) không)\b")),
    ("lineage", "before", cue(r"\b(?:tiền thân|trước đây là|trước kia là|tên cũ|hợp nhất từ|sáp nhập từ|hình thành từ|trước khi sáp nhập)\b")),
    ("lineage", "tasks", cue(r"\b(?:từng nhận|từng được giao|kế thừa)\s(?:những\s)?(?:việc|nhiệm vụ)(?:\s(?:gì|nào))?\b")),
    # "Kế hoạch 45 còn áp dụng không, văn bản nào thay?"
    (
        "lineage",
        "replaced",
        cue(
            rf"\b(?:văn bản nào thay(?: thế)?|thay thế (?:bởi|bằng)|bị thay thế|được thay(?: thế)?|còn (?:hiệu lực|áp dụng|dùng)|hết hiệu lực|bãi bỏ|thay bằng|thay thế (?:cho )?{ACT} nào)\b"
        ),
    ),
    # "Du lịch 2020 so 2024 giao khác gì?", "Chỉ tiêu nào lặp lại hai năm?", "mục tiêu đổi ra sao?"
    ("comparison", "", cue(r"\b(?:so sánh|khác gì|khác nhau|khác với|giống nhau|có gì (?:khác|mới)|lặp lại|thay đổi (?:ra sao|thế nào|như thế nào|gì)|đổi (?:ra sao|thế nào))\b")),
    ("comparison", "", cue(r"\b(?:so|so với)\s(?:năm\s)?(?:19|20)\d\d\b")),
    # "giai đoạn sau tăng bao nhiêu so với giai đoạn trước", "khác kế hoạch cũ chỗ nào"
    ("comparison", "", cue(rf"\b(?:so với|so|khác)\s(?:với\s)?(?:giai đoạn|nhiệm kỳ|{ACT}|đợt|lần)\s(?:trước|cũ|trước đó|trước đây)\b")),
    # "Ai ký công văn 1088?", "người ký thay", "Ai kết luận hội nghị?", "Họp ngày nào?", "ban hành khi nào?"
    ("metadata", "signer", cue(r"\b(?:ai|người nào|đồng chí nào|lãnh đạo nào)\s(?:là người\s)?(?:đã\s)?(?:ký|kí)(?!\s(?:hợp đồng|kết))(?:\s(?:thay|ban hành|văn bản))?\b|\b(?:người|chức vụ (?:của )?người)\s(?:ký|kí)\b|\b(?:do|của)\s(?:ai|người nào)\s(?:ký|kí)\b")),
    ("metadata", "chair", cue(r"\b(?:ai|người nào|đồng chí nào|vị nào)\s(?:là người\s)?(?:đã\s)?(?:kết luận|chủ trì (?:cuộc\s)?(?:họp|hội nghị|buổi)|phát biểu kết luận|chỉ đạo tại)\b|\b(?:kết luận|chủ trì)\s(?:của|bởi|là)\s(?:ai|người nào)\b|\b(?:cuộc họp|hội nghị|buổi làm việc).{0,40}\bdo ai (?:chủ trì|kết luận)\b")),
    ("metadata", "meeting", cue(r"\b(?:cuộc họp|buổi họp|họp|hội nghị)\b.{0,60}\b(?:ngày nào|khi nào|hôm nào|bao giờ|lúc nào|ngày mấy)\b")),
    ("metadata", "issued", cue(r"\b(?:ban hành|(?<!diễn\s)(?<!xảy\s)(?<!đưa\s)ra|phát hành|ký|kí|đề|ghi|có)\s(?:ngày|tháng|năm)\s(?:nào|mấy|bao nhiêu)\b|\b(?:ban hành|ký|kí|(?<!diễn\s)(?<!xảy\s)(?<!đưa\s)ra|phát hành)\s(?:vào\s)?(?:khi nào|bao giờ|hồi nào|lúc nào|hôm nào|ngày nào)\b|\b(?:ngày|thời điểm)\s(?:ban hành|ký|kí)\b|\b(?:khi nào|bao giờ|hồi nào)\s(?:được\s)?(?:ban hành|ký|kí)\b")),
    ("metadata", "issuer", cue(rf"\b{WHICH_BODY}\s(?:đã\s)?ban hành\b|\b(?:do|của)\s(?:ai|{BODY}\s(?:nào|gì))\sban hành\b")),
    ("metadata", "urgency", cue(r"\b(?:độ khẩn|mức độ khẩn|khẩn không|có khẩn|hỏa tốc không|có hỏa tốc|khẩn cấp không)\b")),
    ("metadata", "urgent", cue(rf"\b(?:{ACT}|những cái)\s(?:nào\s)?(?:hỏa tốc|thượng khẩn|khẩn)\b|\b(?:hỏa tốc|thượng khẩn)\b")),
    ("metadata", "recipients", cue(r"\b(?:gửi (?:cho\s)?(?:ai|những ai|những đâu|đâu|cơ quan nào|đơn vị nào|những (?:cơ quan|đơn vị) nào)|nơi nhận|kính gửi)\b")),
    ("metadata", "subject", cue(r"\b(?:trích yếu|về việc gì|nói về (?:cái gì|gì|việc gì|vấn đề gì)|nói gì|nội dung (?:là\s)?gì|nội dung chính|có nội dung|viết gì|quy định gì|bàn gì|chỉ đạo gì|về cái gì)\b")),
    # "Việc nào phải xong trong quý II?"
    ("deadline", "due", cue(r"\b(?:việc|nhiệm vụ|công việc|những việc|cái)\s(?:nào|gì)\s(?:phải|cần|sẽ)?\s?(?:xong|hoàn thành|làm xong|đến hạn|báo cáo|nộp|trình|hoàn tất)\b|\b(?:việc|nhiệm vụ)\s(?:gì|nào)?\s?(?:sắp\s)?(?:đến hạn|tới hạn|hết hạn|trễ hạn)\b")),
    # "Hạn nộp báo cáo?", "Bao giờ xong sắp xếp xã?", "chừng nào nộp"
    ("deadline", "when", cue(r"\b(?:hạn chót|hạn cuối|thời hạn|hạn nộp|hạn báo cáo|hạn hoàn thành|đến hạn|deadline|chậm nhất|trễ nhất|(?<!chống\s)(?<!chong\s)(?<!giới\s)(?<!gioi\s)(?<!quá\s)(?<!trễ\s)(?<!có\s)(?<!ngắn\s)(?<!dài\s)hạn(?!\s(?:hán|chế|mặn|mức|điền|hẹp|ngạch|sử)|,))\b(?:\s(?:là\s)?(?:khi nào|bao giờ|ngày nào|lúc nào|đến khi nào|tới khi nào))?")),
    ("deadline", "when", cue(r"\b(?:trước|đến|tới|trong)\s(?:ngày|tháng|thời gian)\s(?:nào|mấy)\b")),
    ("deadline", "when", cue(r"\b(?:bao giờ|khi nào|chừng nào|lúc nào|ngày nào|tháng nào|hồi nào|hôm nào|năm nào|mấy giờ|thời gian nào)\b(?:\s(?:thì\s)?(?:phải|cần|mới|sẽ)?\s?(?:xong|hoàn thành|làm xong|nộp|báo cáo|trình|hoàn tất|gửi))?")),
    # "phối hợp với ai?", "Bộ nào cùng xử lý?", "Công an tỉnh có đơn vị phối hợp không?"
    ("coordinators", "", cue(rf"\b(?:phối hợp|kết hợp|làm chung|làm cùng|hợp tác|bắt tay)(?:\sthực hiện|\schặt chẽ|\slàm)?\s(?:với|cùng)\s(?:những\s|các\s)?(?:{WHICH_BODY}|đâu|gì)\b")),
    ("coordinators", "", cue(rf"\b{WHICH_BODY}\s(?:là\s)?(?:cơ quan\s|đơn vị\s)?(?:cùng\s)?(?:phối hợp|tham gia phối hợp|phụ (?:một )?tay|cùng (?:xử lý|làm|thực hiện|tham gia))\b|\b(?:cùng|với)\s{WHICH_BODY}\b|\b(?:cơ quan|đơn vị|các sở|sở ngành)\sphối hợp\b")),
    # "Đơn vị nào vắng họp?", "đơn vị nào chưa gửi báo cáo"
    ("list", "", cue(rf"\b{WHICH_BODY}\s(?:đã\s|có\s)?(?=(?:vắng|chưa|không|cử|đạt|bị|trễ|có|xảy ra|tham dự|tham gia|nằm|thuộc|dự|nợ|mắc|tăng|giảm|đứng(?!\sra)|gửi|nộp|còn)\b)")),
    # "Những đơn vị nào giải ngân thấp?", "các huyện nào trễ hạn"; not "những sở nào chủ trì"
    ("list", "", cue(rf"\b(?:những|các)\s{BODY}\s(?:nào|gì)\b(?!\s(?:chủ trì|lo|phụ trách|phối hợp|làm đầu mối|tham mưu|được giao|chịu trách nhiệm)\b)")),
    # "Kế hoạch phòng chống IUU số mấy?", "Căn cứ nghị quyết nào?", "Thông báo nào kết luận hội nghị ...?"
    ("reference", "number", cue(r"\b(?:số mấy|số bao nhiêu|số hiệu|mang số|số ký hiệu|ký hiệu gì|số và ngày)\b")),
    ("reference", "number", re.compile(r"\bsố nào\b")),
    ("reference", "which", cue(rf"\b(?:căn cứ(?: vào| theo)?\s|theo\s|bằng\s|tại\s|trong\s)?(?:những\s|các\s)?{ACT}\s(?:nào|gì|mấy)\b")),
    ("reference", "which", cue(r"\b(?:căn cứ|cơ sở)\s(?:pháp lý\s)?(?:nào|gì|vào đâu)\b|\bdựa (?:trên|vào)\s(?:đâu|cái gì|văn bản)\b")),
    # "Sở nào chủ trì ...?", "so nao lo ...", "giao cho ai", "ai làm ..."
    ("lead_agency", "", cue(rf"\b{WHICH_BODY}\s(?:là\s)?(?:(?:cơ quan|đơn vị)\s)?(?:{ROLES}\b(?:\s(?:chủ trì|trách nhiệm|việc|lo)\b)?|(?={DOES}\b))")),
    ("lead_agency", "", cue(rf"\b(?:giao|phân công|giao việc|trách nhiệm|nhiệm vụ|thuộc trách nhiệm|thẩm quyền|việc|đầu mối|cơ quan chủ trì|đơn vị chủ trì|chủ trì|do|thuộc)\s(?:của\s|cho\s|về\s|là\s)?{WHICH_BODY}\b")),
    ("lead_agency", "", cue(r"\b(?:cơ quan|đơn vị|sở)\s(?:chủ trì|đầu mối|phụ trách|được giao)\b|\bai lo\b|\bchủ trì\?")),
    # "phải làm gì", "nhiệm vụ của Sở ...", "được nhắc gì"
    ("agency_tasks", "", cue(r"\b(?:phải\s|cần\s|sẽ\s)?(?:làm (?:những\s|các\s)?(?:gì|việc gì|việc nào)|làm những gì|thực hiện (?:những\s)?(?:gì|việc gì|nhiệm vụ (?:gì|nào))|triển khai (?:những\s)?gì|chủ trì (?:những\s)?(?:gì|việc gì|nhiệm vụ gì|việc nào)|lo (?:những\s)?(?:gì|việc gì))\b")),
    ("agency_tasks", "", cue(r"\b(?:được (?:nhắc|giao|yêu cầu|phân công|chỉ đạo)\s(?:những\s|các\s)?(?:gì|việc gì|việc nào|nhiệm vụ (?:gì|nào)|việc)|có (?:những\s)?(?:việc|nhiệm vụ) (?:gì|nào)|bị nhắc gì|trách nhiệm gì|việc (?:gì|nào) giao|giao (?:những\s)?(?:việc|nhiệm vụ) (?:gì|nào)|giao gì|giao (?:những\s)?việc)\b")),
    ("agency_tasks", "", cue(r"\b(?:những\s|các\s|tất cả\s)?(?:nhiệm vụ|việc|công việc|trách nhiệm|phần việc|đầu việc)(?:\s(?:được giao|cụ thể))?\s(?:của|cho|giao cho)\b|^(?:nhiệm vụ|việc)\b")),
    # "Thu nội địa được bao nhiêu?", "Giải ngân được mấy %?"
    ("figure", "", cue(r"\b(?:bao nhiêu|mấy\s?(?:%|phần trăm|tỷ|tỉ|triệu|nghìn|ngàn|ca|vụ|người|con|chiếc|tấn|ha|km|lượt|hộ|cái|đơn vị|doanh nghiệp|đồng|điểm|huy chương|chỉ tiêu|nhiệm vụ|xã|huyện|trường|tàu|căn|cơn|cuộc|đợt|lần|hồ sơ|sở|thành viên)|tỷ lệ (?:là\s)?(?:mấy|gì)|(?:được|tăng|giảm|còn|có|hết|cần|tổng|gồm)\smấy(?!\s(?:giờ|ngày nữa))|cỡ nào|ở mức nào|thế nào so với)\b")),
    ("figure", "rank", cue(r"\b(?:xếp |đứng )?(?:thứ|hạng)\s(?:mấy|bao nhiêu)\b")),
    # "gồm những gì", "liệt kê", "những ... nào"
    ("list", "", cue(r"\b(?:liệt kê|kể tên|danh sách|gồm (?:những\s)?(?:gì|ai|nào)|bao gồm (?:những\s)?(?:gì|ai)|gồm những|những ai|có những|kể ra|cho biết các|nêu các|nêu tên)\b")),
    # "... có ... không?"
    ("negative", "", cue(r"\b(?:có|đã|được|bị|phải|còn)\b.{2,}\b(?:không|ko|khong|hông|hong|hay không|chưa|hay chưa)\s?(?:ạ|vậy|nhỉ|thế)?\s?\??$")),
    # "bên nào chặn tàu", "ai dọn rác", "so nao day nghe"
    (
        "lead_agency",
        "who",
        cue(
            rf"\b(?:ai|(?:{any_head('asked', spelt=lowered)}|ngành|cơ quan|đơn vị|bên|chỗ|lực lượng|tổ chức)(?:[,\s]+(?:sở|ban|ngành|cơ quan|đơn vị|địa phương))*\s(?:nào|gì))\b"
        ),
    ),
    ("list", "", cue(r"(?<!thế\s)(?<!the\s)\bnào\b")),
)  # fmt: skip

# Questions that only name a quantity: "Thu nội địa 11 tháng 2020?", "Số ca tay chân miệng ở ...?"
_QUANTITY = cue(
    r"^(?:tổng\s|tong\s)?(?:số (?:lượng\s)?(?!hiệu|ký)\w+|số lượng|kim ngạch|thu|chi|doanh thu|sản lượng|năng suất|giá trị|mức|dư nợ|nợ xấu|cpi|chỉ số|lượt|tỷ lệ|tỉ lệ|vốn|kinh phí|diện tích|dân số|tốc độ|giải ngân|khách|nguồn vốn|quy mô|mục tiêu)\b"
)


def kinds_of(question: QuestionText) -> tuple[KindFound, ...]:
    """Return every kind whose cue the question holds, best first; empty when none does."""
    found = []
    for kind, aspect, pattern in _RULES:
        match = pattern.search(question.lowered)
        if match:
            # "có ... không", "họp ... ngày nào" embrace the topic: none of its words are the cue's own.
            spans = () if kind == "negative" or aspect == "meeting" else (Span(*match.span()),)
            found.append(KindFound(kind, aspect, spans))
    if not any(one.kind == "figure" for one in found) and _QUANTITY.search(question.lowered):
        found.append(KindFound("figure", "fragment", ()))
    return tuple(found)

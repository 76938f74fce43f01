"""What only tells: results, blame, others' wishes, papers cited, plans of the issuer's own. It assigns nothing."""

from __future__ import annotations

import pytest

from assigned_genres import (
    DECISION,
    DEPARTMENT,
    DEPARTMENT_REPORT,
    LETTER,
    NOTICE,
    PARTY_CONCLUSION,
    PLAN,
    REPORT,
    SUBMISSION,
)
from assigned_rows import rows

TELLING: list[tuple[str, str]] = [
    (LETTER, "Trong năm 2023, Sở Y tế phối hợp với Công an tỉnh kiểm tra 40 nhà thuốc, xử phạt 12 cơ sở.\n"),
    (LETTER, "UBND tỉnh ghi nhận sự nỗ lực của Sở Y tế, Công an tỉnh trong phòng chống dịch.\n"),
    (LETTER, "Qua rà soát, hiện còn 5 sở, ngành chưa gửi báo cáo, gồm: Sở Y tế, Sở Tài chính, Sở Xây dựng.\n"),
    (LETTER, "Ngày 02/02/2024, Sở Tài chính có Công văn số 12/STC-NS đề nghị các huyện quyết toán.\n"),
    (LETTER, "Bộ Y tế ban hành Kế hoạch số 7/KH-BYT, theo đó yêu cầu các tỉnh rà soát trang thiết bị.\n"),
    (LETTER, "UBND tỉnh sẽ tổ chức Hội nghị vào ngày 20/3/2024 do đồng chí Chủ tịch UBND tỉnh chủ trì.\n"),
    (LETTER, "Hội đồng nhân dân tỉnh thông qua Nghị quyết số 3/NQ-HĐND về phí tham quan.\n"),
    (
        LETTER,
        "Công an tỉnh bắt giữ 3 đối tượng; Viện kiểm sát nhân dân tỉnh phê chuẩn khởi tố. Đây là kết quả đáng ghi nhận.\n",
    ),
    (LETTER, "Nguyên nhân là do các huyện chưa chủ động, Sở Tài nguyên và Môi trường phối hợp chưa chặt chẽ.\n"),
    (LETTER, "Sở Nông nghiệp và Phát triển nông thôn được giao 12 biên chế, hiện có 10 biên chế.\n"),
    (LETTER, "Mức hỗ trợ do Ủy ban nhân dân cấp huyện quyết định.\n"),
    (DEPARTMENT, "Công ty TNHH An Phú xây dựng nhà máy tại xã Hòn Ngang từ năm 2019, sử dụng 200 lao động.\n"),
    (
        DEPARTMENT,
        "Sở Công Thương nhận được Văn bản số 5/STC-HCSN của Sở Tài chính đề nghị góp ý dự thảo. Sau khi nghiên cứu, Sở Công Thương thống nhất.\n",
    ),
    (
        REPORT,
        "I. TÌNH HÌNH THỰC HIỆN\n\n1. Sở Y tế chủ trì tham mưu ban hành 12 văn bản.\n\n2. Tăng cường kiểm tra: đã xử lý 20 vụ.\n\nII. TỒN TẠI, HẠN CHẾ\n\n- UBND các huyện chậm báo cáo; Sở Xây dựng chưa chủ động.\n",
    ),
    (
        REPORT,
        "UBND tỉnh báo cáo kết quả quý I như sau:\n\nTổng sản phẩm tăng 7%. Sở Công Thương tổ chức 2 hội chợ. Công an tỉnh tăng cường tuần tra, giảm 10% số vụ.\n",
    ),
    (
        REPORT,
        "1. Công tác lãnh đạo, chỉ đạo\n\nUBND tỉnh chỉ đạo các sở, ngành tập trung giải ngân; giao Sở Tài chính theo dõi; yêu cầu các huyện báo cáo hằng tuần.\n",
    ),
    (
        DEPARTMENT_REPORT,
        "Phần I\nKẾT QUẢ NĂM 2023\n\n1. Phòng Quản lý công nghiệp tham mưu 5 quyết định.\n\n2. Trung tâm Khuyến công hỗ trợ 12 cơ sở.\n\nPhần II\nKHÓ KHĂN\n\nBộ Công Thương chưa hướng dẫn Nghị định.\n",
    ),
    (
        NOTICE,
        "Sau khi nghe Sở Y tế báo cáo, ý kiến của các đại biểu, Chủ tịch UBND tỉnh đánh giá cao kết quả đạt được.\n",
    ),
    (
        PLAN,
        "I. SỰ CẦN THIẾT\n\nNhững năm qua, ngành Y tế chủ động phòng dịch; Sở Y tế tổ chức nhiều chiến dịch.\n\nII. MỤC ĐÍCH\n\nNâng cao trách nhiệm của các cấp, các ngành.\n",
    ),
    (DECISION, "Điều 1. Chuẩn y kết quả bầu Chủ tịch UBND huyện Tân Lập đối với ông Trần Văn An.\n"),
    (
        PARTY_CONCLUSION,
        "Ban Thường vụ Tỉnh ủy đánh giá: Các cấp ủy đảng đã quan tâm lãnh đạo; tuy nhiên Huyện ủy Tân Lập lãnh đạo, chỉ đạo còn chậm.\n",
    ),
    (
        SUBMISSION,
        "1. Quá trình xây dựng\n\nSở Tài chính chủ trì soạn thảo, lấy ý kiến các sở, ngành; Sở Tư pháp thẩm định ngày 02/3/2024.\n",
    ),
]


@pytest.mark.parametrize(("frame", "body"), TELLING, ids=[body[:40] for _, body in TELLING])
def test_what_only_tells_assigns_nothing(frame: str, body: str) -> None:
    assert rows(frame + body) == []

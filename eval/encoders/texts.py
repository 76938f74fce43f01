"""Sentences of ``tracuu eval encoders``, in Vietnamese; names of measures stay as they are in the field."""

from __future__ import annotations

ENCODERS = (
    "so sánh các mô hình ngữ nghĩa trên câu hỏi không dùng để huấn luyện: một lần chạy, một bảng, có khoảng tin cậy"
)
COLLECTION = "thư mục kiểu BEIR về điều luật (alqac)"
QUESTIONS = "thư mục có questions.jsonl và passages.jsonl (câu hỏi của cán bộ)"
CORPORA = "thư mục laws.jsonl.xz, news.jsonl.xz: nơi có đoạn văn của các câu hỏi viết tay"
READING = "thư mục có câu hỏi pháp luật Zalo 2021 và kho điều luật (zalo2021_legal, legal_corpus .jsonl.xz)"
MODEL = "TÊN=THƯ_MỤC của một mô hình để so sánh (có thể lặp lại); không có thì đo mô hình kèm theo"
SPEED = "đo cả tốc độ, bộ nhớ, thời gian khởi động và dung lượng của từng mô hình"
SAVE = "ghi bảng vào eval/baselines/"
NAME = "tên tệp số đo"
NOTHING = "Không có bộ câu hỏi nào: hãy cho --collection, --questions hoặc --corpora."
ADAPTATION = "đo xem huấn luyện thêm trên kho riêng có ích gì cho câu hỏi của người dùng"
ADAPTED = "kho văn bản đã huấn luyện thêm mô hình"
SOURCE = "chỉ lấy câu hỏi về đoạn văn có nguồn bắt đầu như vậy"

"""What is said about references between documents: kinds of edge, banners, missing acts, conflicts, in Vietnamese."""

from __future__ import annotations

from rag.wording.document_phrases import EDGES

IN_PART = "{kind} một phần"
CERTAINTY = {
    "exact": "có trong kho",
    "inferred": "có trong kho (suy đoán, cần đối chiếu)",
    "ambiguous": "chưa rõ là văn bản nào trong kho",
    "itself": "chính văn bản này",
    "missing": "không có trong kho",
}
# A banner on the document that is changed: the words of the one that changes it, never a verdict on its force.
CHANGED = {
    "replaces": "Theo {name}, văn bản này được thay thế",
    "repeals": "Theo {name}, văn bản này bị bãi bỏ",
    "amends": "Theo {name}, văn bản này được sửa đổi, bổ sung",
}
CHANGED_IN_PART = "{said} một phần"
CHANGED_BY = "{said} bởi {name}"
INFERRED = " (số, ký hiệu khớp nhưng chưa đủ năm hoặc khác ngày; cần đối chiếu)"
CHECK = "Hệ thống nêu theo chữ của văn bản, không kết luận về hiệu lực."

EDGES_FROM = "Quan hệ với văn bản được dẫn"
EDGES_TO = "Văn bản trong kho dẫn văn bản này"
NO_EDGES = "Không có văn bản nào trong kho dẫn “{key}”."
NO_EDGES_FROM = "Văn bản này không dẫn văn bản nào."
COUNT = "{count} chỗ dẫn"
MISSING = "{count} văn bản được dẫn mà kho không có"
NO_MISSING = "Mọi văn bản được dẫn đều có trong kho."
CITED = "{times} lần trong {documents} văn bản"
CONFLICTS = "{count} chỗ dẫn mâu thuẫn nhau"
NO_CONFLICTS = "Không có chỗ dẫn nào mâu thuẫn nhau."
AT_ODDS = {"day": "{number}: ngày khác nhau", "title": "{number}: trích yếu khác nhau"}
WRITES = "{name} ghi: {words}"
WRITTEN = "Đã ghi {count} dòng vào {file}"
EDGE_COLUMNS = (
    "Văn bản dẫn",
    "Ngày ban hành",
    "Quan hệ",
    "Văn bản được dẫn",
    "Ngày",
    "Trong kho",
    "Nguyên văn",
    "Trang",
    "Tệp",
    "Mã văn bản",
)
MISSING_COLUMNS = ("Văn bản không có trong kho", "Năm", "Trích yếu", "Số lần", "Số văn bản", "Các văn bản dẫn")
CONFLICT_COLUMNS = ("Số, ký hiệu", "Mâu thuẫn về", "Nơi thứ nhất", "Ghi", "Nơi thứ hai", "Ghi")
AT_ODDS_ABOUT = {"day": "ngày", "title": "trích yếu"}


def edge_text(kind: str, part: bool) -> str:
    """Name a kind of edge, seen from the document that acts."""
    return IN_PART.format(kind=EDGES[kind]) if part else EDGES[kind]


def changed_text(kind: str, part: bool, teller: str, actor: str | None, inferred: bool) -> str:
    """Say by whose words a document is changed; ``actor`` is who changes it where that is not the teller."""
    said = CHANGED[kind].format(name=teller)
    said = CHANGED_IN_PART.format(said=said) if part else said
    said = CHANGED_BY.format(said=said, name=actor) if actor else said
    return f"{said}{INFERRED}" if inferred else said

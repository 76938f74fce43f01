"""Sentences of the retrieval measurement and its report, in Vietnamese; names of measures stay as in the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eval.baselines import Regression, Table
    from eval.gold.judged import Judged
    from eval.retrieval.measure import Comparison, Outcome

DATASET = (
    "bộ dữ liệu: thư mục hoặc tệp ZIP kiểu BEIR, hoặc thư mục có passages.jsonl và questions.jsonl (có thể lặp lại)"
)
QUESTIONS = "tệp câu hỏi JSON Lines (có thể lặp lại; mặc định: câu hỏi của kho mẫu)"
DOCUMENTS = "thư mục văn bản gốc mà các câu hỏi có vị trí bằng chứng nói tới"
WORK = "thư mục giữ kho dựng từ văn bản gốc để lần sau dùng lại (mặc định: thư mục tạm)"
AS_READ = "dùng lại kho đã dựng dù mã đọc văn bản đã thay đổi"
SYSTEMS = "các cách xếp hạng cần đo"
RUNS = "thư mục để ghi tệp kết quả dạng TREC"
EACH = "ghi kết quả từng câu hỏi vào tệp JSON Lines (không có lời câu hỏi)"
HTML = "ghi báo cáo có biểu đồ vào tệp HTML này"
ABLATIONS = "đo thêm khi bỏ từng bộ phận"
VERBOSE = "in từng câu hỏi và thứ hạng của bằng chứng"
REVEAL = "cho phép in cả lời các câu hỏi phần test"
PART = "phần câu hỏi của bộ dữ liệu: held-out (không dùng để huấn luyện), train hoặc all"
CHUNKING = "so cách cắt đoạn theo mục và chú thích với cửa sổ 200 và 400 tiếng"
SPEED_PASSAGES = "đo từng bước của một lần tìm trong kho dựng sẵn có chừng này đoạn văn"
GATE = "so kết quả từng câu trên kho mẫu với mốc đã ghi; báo lỗi khi kém đi rõ rệt"
GATE_SAVE = "ghi kết quả hiện tại làm mốc"

GATE_BASELINE = "tệp mốc kết quả từng câu (mặc định: eval/baselines/gate-sample.json)"

LOST = "{name}: {count} bằng chứng không còn tìm thấy trong văn bản đọc được hoặc thiếu văn bản"
READING = "đọc văn bản {done}/{total}: {name}"
SET = "{name}: {questions} câu hỏi, khoảng tin cậy 95%"
GATE_FAILED = "KÉM ĐI: {system}: nDCG@10 {before:.4f} → {now:.4f} (p = {chance:.4f})"
GATE_ABSENT = "THIẾU: cách xếp hạng {system} có trong mốc nhưng không đo được"
GATE_NEW = "chưa có mốc cho {system}"
GATE_PASSED = "Không có cách xếp hạng nào kém đi so với mốc."
GATE_NO_BASELINE = "Chưa có mốc {path}; hãy chạy lại với --save."
ALARM = "BÁO ĐỘNG {name}: {words}"
ALARMS = {
    "lexical_empty": "Chỉ mục từ ngữ trống trong khi kho có đoạn văn.",
    "lexical_deaf": "Chỉ mục từ ngữ không tìm thấy các đoạn văn bằng chính lời của chúng.",
    "vectors_missing": "Thiếu vectơ của một phần đoạn văn.",
    "vectors_zero": "Vectơ của các đoạn văn hoặc của câu hỏi bằng không.",
    "vectors_nonsense": "Vectơ không tìm thấy các đoạn văn bằng chính lời của chúng.",
}

SYSTEM_NAMES = {
    "rank-bm25": "rank-bm25",
    "syllables": "BM25 theo tiếng",
    "bigrams": "+ cặp tiếng",
    "expansions": "+ mở rộng",
    "encoder": "mã hóa nghĩa",
    "fusion": "kết hợp",
    "re-ranker": "+ xếp hạng lại",
}
GROUP_NAMES = {
    "written": "câu gốc",
    "plain": "thường",
    "para": "nói khác đi",
    "note": "chú thích",
    "nodia": "không dấu",
    "short": "viết tắt, gõ vội",
    "abbrev": "viết tắt",
    "typo": "gõ sai",
    "number": "số hiệu",
    "who": "ai",
    "when": "khi nào",
    "num": "bao nhiêu",
    "what": "cái gì",
    "footnote": "bằng chứng trong chú thích",
    "body": "bằng chứng trong thân",
    "plain of nodia": "câu gốc của “không dấu”",
    "plain of short": "câu gốc của “viết tắt”",
}
PART_NAMES = {"pairs": "cặp tiếng", "near": "lời kề bên", "far": "lời nơi chốn", "folded": "bản không dấu"}

TITLE = "Đo xếp hạng tìm kiếm"
WHEN = "Lập ngày {day}. Mỗi hình tròn là trung bình trên các câu hỏi, vạch ngang là khoảng tin cậy 95% (bootstrap theo câu hỏi)."
READ_HOW = (
    "recall@k: tỷ lệ bằng chứng có mặt trong k đoạn đầu. success@5: có ít nhất một bằng chứng trong 5 đoạn đầu. "
    "p: kiểm định hoán vị theo cặp, đã hiệu chỉnh Holm; dưới 0,05 coi là khác nhau thật."
)
OVERVIEW = "Tất cả các bộ câu hỏi"
FIGURES = "Số đo"
BY_GROUP = "Theo kiểu câu hỏi và nơi có bằng chứng"
TESTS = "So từng cặp"
TEST_HEAD = ("trước", "sau", "chênh nDCG@10", "p", "p (Holm)")
SYSTEM_HEAD = "cách xếp hạng"
ABLATION_TITLE = "Khi bỏ từng bộ phận"


def system_name(name: str) -> str:
    """Return what people call a row; ``fusion - near`` is a row without a part."""
    whole, _, part = name.partition(" - ")
    shown = SYSTEM_NAMES.get(whole, whole)
    return f"{shown} − {PART_NAMES.get(part, part)}" if part else shown


def figures(table: Table, with_interval: Iterable[str]) -> str:
    """Return the table as aligned plain text, intervals beside their means."""
    shown = list(with_interval)
    columns = [name for name in next(iter(table.values()), {}) if not name.endswith((" low", " high"))]
    lines = [["", *columns]]
    for system, row in table.items():
        lines.append([system, *(_cell(row, name, name in shown) for name in columns)])
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns) + 1)]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )


def _cell(row: dict[str, float], name: str, with_interval: bool) -> str:
    if name not in row:
        return "-"
    value = row[name]
    if name in ("questions", "passages"):
        return str(int(value))
    if name in ("ms", "syllables"):
        return f"{value:.1f}"
    return f"{value:.3f} [{row[f'{name} low']:.3f} {row[f'{name} high']:.3f}]" if with_interval else f"{value:.3f}"


def regression(one: Regression) -> str:
    """Return what got worse in a line."""
    if one.now is None:
        return GATE_ABSENT.format(system=one.system)
    return GATE_FAILED.format(system=one.system, before=one.before, now=one.now, chance=one.chance)


def comparison(one: Comparison) -> str:
    """Return one paired test in a line."""
    return f"{one.before} → {one.after}: {one.gain:+.4f} {one.measure}, p = {one.chance:.4f} (Holm {one.corrected:.4f})"


def found(question: Judged, outcomes: dict[str, Outcome], hidden: bool) -> str:
    """Return one question with the ranks of its evidence; ``hidden`` keeps its words back."""
    ranks = "; ".join(
        f"{name} {', '.join('-' if rank is None else str(rank) for rank in outcome.ranks)}"
        for name, outcome in outcomes.items()
    )
    return f"{question.id} {'' if hidden else question.text + ' '}({'/'.join(question.groups)})\n    {ranks}"

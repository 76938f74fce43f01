"""Every Vietnamese sentence of an answer, in one place; what stands in “…” is taken word for word from a document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ingest.document import Document
from rag.question.periods import Period
from rag.wording.naming import in_document, inside_sentence, period, quoted, short_day, title

NOT_FOUND = "Không tìm thấy trong kho văn bản nội dung trả lời cho câu hỏi này."
NEAREST = "Đoạn trích kèm theo chỉ là đoạn gần nhất tìm được, không phải câu trả lời."
EMPTY_ARCHIVE = "Kho chưa có văn bản nào, nên chưa thể trả lời."
OWN_TASKS = "Nhiệm vụ riêng"
COMMON_TASKS = "Nhiệm vụ chung"
COORDINATED_TASKS = "Nhiệm vụ phối hợp"
PREDECESSOR_TASKS = "Nhiệm vụ giao cho cơ quan tiền thân"
BARE = "Câu hỏi gõ không dấu nên có thể hiểu theo nhiều cách; nên gõ có dấu nếu kết quả chưa đúng ý."
NO_LEAD = "Đoạn được trích không nêu cơ quan chủ trì; hệ thống không suy đoán."
UNCERTAIN = "Đoạn trích chỉ khớp một phần câu hỏi, đề nghị đối chiếu văn bản gốc."
RELATED = "Không thấy câu trả lời trực tiếp; đoạn trích có thể liên quan, đề nghị đối chiếu văn bản gốc."
ALSO_SAID = "Văn bản khác cùng nêu"
MAY_BE_MEANT = "Có thể liên quan"
NOT_IN_FORCE = "Hệ thống chỉ trả lời theo chữ của văn bản, không kết luận về hiệu lực."

ROLES = {
    "lead": "chủ trì",
    "assigned": "được giao thực hiện",
    "joint": "được giao cùng thực hiện",
    "coordinate": "phối hợp",
}


def resolved(value: Period) -> str:
    """Say how a relative date was read."""
    return f"“{value.printed}” được hiểu là {period(value)} (từ {short_day(value.first)} đến {short_day(value.last)})."


def no_tasks(agency: str, where: str) -> str:
    """Say that the register holds no task."""
    return f"Không tìm thấy nhiệm vụ nào giao cho {agency}{where}."


def only_common(agency: str, where: str) -> str:
    """Say that only common tasks touch an agency."""
    return f"Không tìm thấy nhiệm vụ giao riêng cho {agency}{where}; chỉ có nhiệm vụ chung cho các cơ quan, địa phương."


def tasks_due(count: int, when: str) -> str:
    """Open a list of tasks due in a period."""
    return f"Có {count} nhiệm vụ đến hạn trong {when}:"


def figure(value: str, words: str, document: Document) -> str:
    """State a figure with the clause that carries it."""
    return f"{value}: {quoted(words)} ({inside_sentence(title(document))})."


def reference_of(printed: str, words: str, document: Document) -> str:
    """State which document is referred to, with the clause that refers to it."""
    return f"{printed}: {quoted(words)} ({inside_sentence(title(document))})."


def quoted_from(words: str, document: Document) -> str:
    """Quote a sentence."""
    return f"{in_document(document)}: {quoted(words)}"


def compared(count: int) -> str:
    """Open a comparison."""
    return f"Có {count} nguồn để đối chiếu, xếp theo thời gian:"


def now_named(old: str, new: str, since: date | None) -> str:
    """Note what became of an agency."""
    when = f" (từ {short_day(since)})" if since else ""
    return f"{old} nay là {new}{when}."


def lineage_source() -> str:
    """Say where lineage comes from."""
    return "Thông tin sắp xếp cơ quan lấy từ danh mục cơ quan của hệ thống, không phải từ một văn bản trong kho."


def unchanged_body(name: str) -> str:
    """Say that the list of agencies knows no change."""
    return f"Danh mục cơ quan không ghi nhận thay đổi nào về {name}."


def rival(document: str, file: str, words: str) -> str:
    """Say that another version of a cited document gives another value."""
    what = f"một bản khác của văn bản này ({inside_sentence(document)}, tệp {file})"
    return f"Lưu ý: {what} ghi khác: {quoted(words)}; cần đối chiếu bản gốc."


def dropped(count: int) -> str:
    """Say that sentences were left out because their citation did not hold."""
    return f"Đã bỏ {count} câu vì trích dẫn không khớp nguyên văn với văn bản gốc."


def in_number(printed: str) -> str:
    """Say in which document something was looked for."""
    return f" trong văn bản {printed}"


def in_period(value: Period) -> str:
    """Say in which period something was looked for."""
    return f" trong {period(value)}"


def task_line(task: str, agency: str | None, role: str) -> str:
    """One line of a list of tasks."""
    return f"{task} ({agency}: {ROLES[role]})" if agency else task


ONE_SOURCE = "Chỉ tìm thấy một nguồn, chưa đủ để đối chiếu theo thời gian."


def came_from(agency: str, old: str) -> str:
    """Note what an agency came out of."""
    return f"{agency} tiếp nhận {old}."


def lineage_only(agency: str, names: Sequence[str]) -> str:
    """Say what the list of agencies knows when no document of the archive tells it."""
    return f"Không có văn bản nào trong kho nói về việc này; theo danh mục cơ quan của hệ thống, {agency} liên quan đến: {', '.join(names)}."


def printed_in(printed: str, document: Document) -> str:
    """Say under which name a document knows an agency."""
    return f"{in_document(document)}, cơ quan này được ghi là {quoted(printed)}."


def noted(mark: str, words: str) -> str:
    """Quote a footnote."""
    return f"Chú thích {mark}: {quoted(words)}"


def understood_as(said: str, name: str) -> str:
    """Say which agency a short name was taken for."""
    return f"“{said}” được hiểu là {name}, cơ quan duy nhất có tên như vậy được giao việc trong kho."


def not_rephrased(code: str, detail: str) -> str:
    """Say why the language model did not rephrase the answer."""
    why = {
        "llm_unreachable": f"không kết nối được tới {detail}",
        "llm_timeout": f"quá {detail} giây chưa trả lời xong",
        "llm_refused": f"máy chủ từ chối, mã {detail}",
    }.get(code, "máy chủ trả lời không đúng giao thức")
    return f"Chưa diễn đạt lại được bằng mô hình ngôn ngữ ({why}); câu trả lời trích từ văn bản vẫn đầy đủ."

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
NO_LEAD_NOTE = "Hệ thống không suy đoán cơ quan chủ trì khi văn bản không nêu."
BARE = "Câu hỏi gõ không dấu nên có thể hiểu theo nhiều cách; nên gõ có dấu nếu kết quả chưa đúng ý."
SOFT_ONLY = "Văn bản không nêu ngày cụ thể, chỉ nêu yêu cầu về tiến độ."
SEVERAL = "Có nhiều văn bản cùng nêu nội dung này; các nguồn được liệt kê theo ngày ban hành."
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


def lead(agency: str, role: str, task: str, document: Document) -> str:
    """State who leads a task."""
    verb = {"lead": "chủ trì", "assigned": "được giao", "joint": "cùng được giao", "coordinate": "phối hợp"}[role]
    return f"{agency} {verb}: {quoted(task)} ({inside_sentence(title(document))})."


def no_lead(task: str, document: Document) -> str:
    """State that the text names no lead."""
    return f"{in_document(document)}, nội dung được nêu là {quoted(task)}, nhưng văn bản không nêu cơ quan chủ trì."


def coordinators(agency: str | None, role: str, names: Sequence[str], task: str, document: Document) -> str:
    """State who coordinates."""
    verb = (
        "phối hợp với"
        if role == "coordinate"
        else "chủ trì, phối hợp với"
        if role == "lead"
        else "được giao, phối hợp với"
    )
    who = f"{agency} {verb}" if agency else "Cơ quan phối hợp là"
    return f"{who} {'; '.join(names)}: {quoted(task)} ({inside_sentence(title(document))})."


def no_coordinators(agency: str, document: Document) -> str:
    """State that a text names no coordinator."""
    return f"{in_document(document)}, {agency} được giao nhiệm vụ nhưng văn bản không nêu cơ quan phối hợp."


def no_tasks(agency: str, where: str) -> str:
    """Say that the register holds no task."""
    return f"Không tìm thấy nhiệm vụ nào giao cho {agency}{where}."


def only_common(agency: str, where: str) -> str:
    """Say that only common tasks touch an agency."""
    return f"Không tìm thấy nhiệm vụ giao riêng cho {agency}{where}; chỉ có nhiệm vụ chung cho các cơ quan, địa phương."


def deadline(when: str, task: str, document: Document) -> str:
    """State a deadline and what it binds."""
    return f"Thời hạn {quoted(when)}: {quoted(task)} ({inside_sentence(title(document))})."


def event(when: str, words: str, document: Document) -> str:
    """State when something takes place."""
    return f"{quoted(when)}: {quoted(words)} ({inside_sentence(title(document))})."


def soft(words: str, task: str, document: Document) -> str:
    """State that a task only presses."""
    return f"{in_document(document)}, không nêu ngày cụ thể, chỉ yêu cầu {quoted(words)}: {quoted(task)}."


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


def listed(count: int, document: Document) -> str:
    """Open a list taken from one document."""
    return f"{in_document(document)}, có {count} mục:"


def count_differs(stated: str, counted: int) -> str:
    """Report that a stated count and a listed one differ."""
    return f"Văn bản ghi số lượng {stated} nhưng liệt kê {counted}; hệ thống nêu đúng như văn bản, không tự sửa."


def compared(count: int) -> str:
    """Open a comparison."""
    return f"Có {count} nguồn để đối chiếu, xếp theo thời gian:"


def not_compared(missing: str) -> str:
    """Say that one side of a comparison is missing."""
    return f"Không tìm thấy nội dung tương ứng cho {missing}."


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


def yes(words: str, document: Document) -> str:
    """Affirm with a quote."""
    return f"Có. {in_document(document)}: {quoted(words)}"


def nothing_about(what: str, where: str) -> str:
    """Deny by what was searched."""
    return f"Không tìm thấy nội dung về {what}{where}."


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


def common_only(agencies: str, task: str, document: Document) -> str:
    """State that a task is given to many and that nobody is named to lead it."""
    return f"{in_document(document)}, việc {quoted(task)} được giao chung cho {agencies}; văn bản không nêu cơ quan chủ trì."


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

"""Every Vietnamese sentence of an answer, in one place; what stands in “…” is taken word for word from a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from ingest.document import Document, Span, without_marks
from ingest.listing import Summary
from rag.periods import Period

NOT_FOUND = "Không tìm thấy trong kho văn bản nội dung trả lời cho câu hỏi này."
NEAREST = "Đoạn trích kèm theo chỉ là đoạn gần nhất tìm được, không phải câu trả lời."
EMPTY_ARCHIVE = "Kho chưa có văn bản nào, nên chưa thể trả lời."
OWN_TASKS = "Nhiệm vụ riêng"
COMMON_TASKS = "Nhiệm vụ chung"
COORDINATED_TASKS = "Nhiệm vụ phối hợp"
PREDECESSOR_TASKS = "Nhiệm vụ giao cho cơ quan tiền thân"
NO_LEAD = "Văn bản nêu nhiệm vụ này nhưng không nêu cơ quan chủ trì."
NO_LEAD_NOTE = "Hệ thống không suy đoán cơ quan chủ trì khi văn bản không nêu."
BARE = "Câu hỏi gõ không dấu nên có thể hiểu theo nhiều cách; nên gõ có dấu nếu kết quả chưa đúng ý."
SOFT_ONLY = "Văn bản không nêu ngày cụ thể, chỉ nêu yêu cầu về tiến độ."
SEVERAL = "Có nhiều văn bản cùng nêu nội dung này; các nguồn được liệt kê theo ngày ban hành."
UNCERTAIN = "Đoạn trích chỉ khớp một phần câu hỏi, đề nghị đối chiếu văn bản gốc."
INFERRED_DATE = "Ngày của văn bản không ghi ở đầu văn bản."
NOT_IN_FORCE = "Hệ thống chỉ trả lời theo chữ của văn bản, không kết luận về hiệu lực."

ROLES = {
    "lead": "chủ trì",
    "assigned": "được giao thực hiện",
    "joint": "được giao cùng thực hiện",
    "coordinate": "phối hợp",
}


def day(value: date) -> str:
    """Return ``18/6/2024``."""
    return f"{value.day}/{value.month}/{value.year}"


def due(value: str) -> str:
    """Return ``30/9/2024`` for ``2024-09-30`` and ``tháng 6/2024`` for ``2024-06``."""
    parts = [int(part) for part in value.split("-")]
    if len(parts) == 3:
        return f"{parts[2]}/{parts[1]}/{parts[0]}"
    return f"tháng {parts[1]}/{parts[0]}" if len(parts) == 2 else f"năm {parts[0]}"


def title(document: Document | Summary) -> str:
    """Name a document: "Công văn số 1088/UBND-TH ngày 18/6/2024", or by kind and subject, or by file name."""
    number = document.number if isinstance(document.number, str) else document.number and document.number.printed
    kind = document.kind or "văn bản"
    kind = kind[:1].upper() + kind[1:]
    if number:
        dated = f" ngày {day(document.issued_on)}" if document.issued_on else ""
        closed = re.sub(r"\s*/\s*", "/", number)  # "1088 /UBND-TH": the gap was left for a stamp
        return f"{kind} số {closed}{dated}"
    if document.subject:
        subject = document.subject if len(document.subject) <= 110 else f"{document.subject[:107].rsplit(' ', 1)[0]}…"
        dated = f" ({day(document.issued_on)})" if document.issued_on else ""
        return f"{kind} “{subject}”{dated}"
    return f"{kind} trong tệp {document.file_name}"


def period(value: Period) -> str:
    """Name a period by its ends: ``tháng 6/2024``, ``quý I/2021``, ``từ 1/1/2020 đến 30/11/2020``."""
    first, last = value.first, value.last
    year = "" if value.yearless else f"/{first.year}"
    if value.grain == "day" or first == last:
        return f"ngày {first.day}/{first.month}{year}"
    if (first.month, first.year) == (last.month, last.year) and first.day == 1:
        return f"tháng {first.month}{year}"
    if value.grain == "quarter":
        return f"quý {('I', 'II', 'III', 'IV')[(first.month - 1) // 3]}{year}"
    if value.grain == "year":
        return f"năm {first.year}"
    if value.grain == "months":
        return f"{last.month} tháng" + ("" if value.yearless else f" năm {first.year}")
    return f"từ {day(first)} đến {day(last)}"


def resolved(value: Period) -> str:
    """Say how a relative date was read."""
    return f"“{value.printed}” được hiểu là {period(value)} (từ {day(value.first)} đến {day(value.last)})."


def quoted(words: str) -> str:
    """Put words of a document between quotation marks."""
    return f"“{words}”"


def in_document(document: Document) -> str:
    """Say where something stands: ``Theo Công văn số … ngày …``."""
    return f"Theo {_inside(title(document))}"


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:] if not name[:2].isupper() else name


def lead(body: str, role: str, task: str, document: Document) -> str:
    """State who leads a task."""
    verb = {"lead": "chủ trì", "assigned": "được giao", "joint": "cùng được giao", "coordinate": "phối hợp"}[role]
    return f"{body} {verb}: {quoted(task)} ({_inside(title(document))})."


def no_lead(task: str, document: Document) -> str:
    """State that the text names no lead."""
    return f"{in_document(document)}, nhiệm vụ được nêu là {quoted(task)}, nhưng văn bản không nêu cơ quan chủ trì."


def coordinators(body: str | None, role: str, names: Sequence[str], task: str, document: Document) -> str:
    """State who coordinates."""
    verb = (
        "phối hợp với"
        if role == "coordinate"
        else "chủ trì, phối hợp với"
        if role == "lead"
        else "được giao, phối hợp với"
    )
    who = f"{body} {verb}" if body else "Cơ quan phối hợp là"
    return f"{who} {'; '.join(names)}: {quoted(task)} ({_inside(title(document))})."


def no_coordinators(body: str, document: Document) -> str:
    """State that a text names no coordinator."""
    return f"{in_document(document)}, {body} được giao nhiệm vụ nhưng văn bản không nêu cơ quan phối hợp."


def tasks_found(body: str, count: int, documents: int, own: int, common: int) -> str:
    """Open a list of tasks with its count."""
    parts = []
    if own:
        parts.append(f"{own} nhiệm vụ riêng")
    if common:
        parts.append(f"{common} nhiệm vụ chung")
    rest = count - own - common
    if rest:
        parts.append(f"{rest} nhiệm vụ phối hợp hoặc của cơ quan tiền thân")
    return f"{body} có {count} nhiệm vụ trong {documents} văn bản ({', '.join(parts)}):"


def no_tasks(body: str, where: str) -> str:
    """Say that the register holds no task."""
    return f"Không tìm thấy nhiệm vụ nào giao cho {body}{where}."


def only_common(body: str, where: str) -> str:
    """Say that only common tasks touch a body."""
    return f"Không tìm thấy nhiệm vụ giao riêng cho {body}{where}; chỉ có nhiệm vụ chung cho các cơ quan, địa phương."


def deadline(when: str, task: str, document: Document) -> str:
    """State a deadline and what it binds."""
    return f"Thời hạn {quoted(when)}: {quoted(task)} ({_inside(title(document))})."


def event(when: str, words: str, document: Document) -> str:
    """State when something takes place."""
    return f"{quoted(when)}: {quoted(words)} ({_inside(title(document))})."


def soft(words: str, task: str, document: Document) -> str:
    """State that a task only presses."""
    return f"{in_document(document)}, không nêu ngày cụ thể, chỉ yêu cầu {quoted(words)}: {quoted(task)}."


def tasks_due(count: int, when: str) -> str:
    """Open a list of tasks due in a period."""
    return f"Có {count} nhiệm vụ đến hạn trong {when}:"


def figure(value: str, words: str, document: Document) -> str:
    """State a figure with the clause that carries it."""
    return f"{value}: {quoted(words)} ({_inside(title(document))})."


def figure_clause(words: str, document: Document) -> str:
    """State the clause that carries several figures."""
    return f"{in_document(document)}: {quoted(words)}."


def reference(printed: str, document: Document) -> str:
    """State which document is referred to."""
    return f"{printed}, được nêu tại {_inside(title(document))}."


def reference_of(printed: str, words: str, document: Document) -> str:
    """State which document is referred to, with the clause that refers to it."""
    return f"{printed}: {quoted(words)} ({_inside(title(document))})."


def quoted_from(words: str, document: Document) -> str:
    """Quote a sentence."""
    return f"{in_document(document)}: {quoted(words)}"


def metadata(document: Document | Summary) -> str:
    """Introduce a document."""
    return f"{title(document)}."


def issued(document: Document, words: str) -> str:
    """State the day of issue."""
    return f"{title(document)} được ban hành, văn bản ghi {quoted(words)}."


def signed(name: str, capacity: str | None, document: Document) -> str:
    """State who signed."""
    role = f" ({capacity})" if capacity else ""
    return f"Người ký {_inside(title(document))} là {name}{role}."


def chaired(words: str, document: Document) -> str:
    """State who chaired or concluded, in the document's words."""
    return f"{in_document(document)}: {quoted(words)}"


def issuer(name: str, document: Document) -> str:
    """State who issued."""
    return f"{title(document)} do {name} ban hành."


def urgency(mark: str | None, document: Document) -> str:
    """State the urgency."""
    if mark:
        return f"{title(document)} có độ khẩn: {mark}."
    return f"{title(document)} không ghi độ khẩn."


def about(subject: str, document: Document) -> str:
    """State the subject."""
    return f"{title(document)}: {quoted(subject)}."


def no_date(document: Document) -> str:
    """Say that a document bears no date."""
    return f"{title(document)} không ghi ngày ban hành trong phần đọc được."


def no_signer(document: Document) -> str:
    """Say that a document bears no signer."""
    return f"{title(document)} không có tên người ký trong phần đọc được."


def documents_found(count: int) -> str:
    """Open a list of documents."""
    return f"Tìm thấy {count} văn bản:"


def no_document(what: str) -> str:
    """Say that no document meets the conditions."""
    return f"Không tìm thấy trong kho {what}."


def not_in_archive(printed: str) -> str:
    """Say that a document is only referred to."""
    return f"Kho không có văn bản số {printed}; văn bản này chỉ được dẫn trong văn bản khác."


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
    """Note what became of a body."""
    when = f" (từ {day(since)})" if since else ""
    return f"{old} nay là {new}{when}."


def lineage_source() -> str:
    """Say where lineage comes from."""
    return "Thông tin sắp xếp cơ quan lấy từ danh mục cơ quan của hệ thống, không phải từ một văn bản trong kho."


def unchanged_body(name: str) -> str:
    """Say that the list of bodies knows no change."""
    return f"Danh mục cơ quan không ghi nhận thay đổi nào về {name}."


def yes(words: str, document: Document) -> str:
    """Affirm with a quote."""
    return f"Có. {in_document(document)}: {quoted(words)}"


def nothing_about(what: str, where: str) -> str:
    """Deny by what was searched."""
    return f"Không tìm thấy nội dung về {what}{where}."


def dropped(count: int) -> str:
    """Say that sentences were left out because their citation did not hold."""
    return f"Đã bỏ {count} câu vì trích dẫn không khớp nguyên văn với văn bản gốc."


def in_number(printed: str) -> str:
    """Say in which document something was looked for."""
    return f" trong văn bản {printed}"


def in_period(value: Period) -> str:
    """Say in which period something was looked for."""
    return f" trong {period(value)}"


SHOWN = 320
"""Characters of a quoted stretch that a sentence shows; the citation always holds all of it."""


def shortened(words: str) -> str:
    """Return words for a sentence: footnote marks and line ends dropped, cut at a word from ``SHOWN`` characters on."""
    plain = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", without_marks(words))).strip(" ;,")
    if len(plain) <= SHOWN:
        return plain
    return plain[:SHOWN].rsplit(" ", 1)[0].rstrip(" ,;") + " …"


def task_line(task: str, body: str | None, role: str) -> str:
    """One line of a list of tasks."""
    return f"{task} ({body}: {ROLES[role]})" if body else task


def metadata_with_subject(document: Document) -> str:
    """Name a document with its subject."""
    about_it = f": {quoted(shortened(document.subject))}" if document.subject else ""
    return f"{title(document)}{about_it}."


ONE_SOURCE = "Chỉ tìm thấy một nguồn, chưa đủ để đối chiếu theo thời gian."


def came_from(body: str, old: str) -> str:
    """Note what a body came out of."""
    return f"{body} tiếp nhận {old}."


def lineage_only(body: str, names: Sequence[str]) -> str:
    """Say what the list of bodies knows when no document of the archive tells it."""
    return f"Không có văn bản nào trong kho nói về việc này; theo danh mục cơ quan của hệ thống, {body} liên quan đến: {', '.join(names)}."


def printed_in(printed: str, document: Document) -> str:
    """Say under which name a document knows a body."""
    return f"{in_document(document)}, cơ quan này được ghi là {quoted(printed)}."


def next_day(value: date) -> date:
    """Return the day after: a body's successor begins then."""
    return value + timedelta(days=1)


def card(document: Document) -> str:
    """Describe a document in one sentence: number, date, subject, issuer, urgency, signer."""
    facts = []
    if document.issuer:
        facts.append(f"cơ quan ban hành: {document.issuer}")
    if document.urgency:
        facts.append(f"độ khẩn: {document.urgency}")
    if document.signer:
        role = f" ({document.signer_title})" if document.signer_title else ""
        facts.append(f"người ký: {document.signer}{role}")
    named_by_subject = document.number is None
    about_it = f" — {shortened(document.subject)}" if document.subject and not named_by_subject else ""
    rest = f"; {'; '.join(facts)}" if facts else ""
    return f"{title(document)}{about_it}{rest}."


def gist(words: str) -> str:
    """Quote the first sentence of a document."""
    return f"Mở đầu nội dung: {quoted(words)}"


def around(text: str, sentence: Span, place: Span) -> str:
    """Return the words of a sentence around a place in it: the whole sentence when short, else about ``SHOWN``."""
    if sentence.end - sentence.start <= SHOWN:
        return shortened(sentence.of(text))
    start = max(sentence.start, place.start - SHOWN // 2)
    end = min(sentence.end, place.end + SHOWN // 2)
    while start > sentence.start and not text[start - 1].isspace():
        start += 1
    while end < sentence.end and not text[end].isspace():
        end -= 1
    words = shortened(text[start:end])
    return f"{'… ' if start > sentence.start else ''}{words}{' …' if end < sentence.end else ''}"


def common_only(bodies: str, task: str, document: Document) -> str:
    """State that a task is given to many and that nobody is named to lead it."""
    return (
        f"{in_document(document)}, việc {quoted(task)} được giao chung cho {bodies}; văn bản không nêu cơ quan chủ trì."
    )


def noted(mark: str, words: str) -> str:
    """Quote a footnote."""
    return f"Chú thích {mark}: {quoted(words)}"


def understood_as(said: str, name: str) -> str:
    """Say which body a short name was taken for."""
    return f"“{said}” được hiểu là {name}, cơ quan duy nhất có tên như vậy được giao việc trong kho."

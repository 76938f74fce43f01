"""Vietnamese sentences about a document itself: its number, day, signer, subject; see ``rag.wording.phrases`` for the others."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document
from rag.wording.naming import inside_sentence, quoted, shortened, title


def issued(document: Document, words: str) -> str:
    """State the day of issue."""
    return f"{title(document)} được ban hành, văn bản ghi {quoted(words)}."


def signed(name: str, capacity: str | None, document: Document) -> str:
    """State who signed."""
    role = f" ({capacity})" if capacity else ""
    return f"Người ký {inside_sentence(title(document))} là {name}{role}."


def issuer(name: str, document: Document) -> str:
    """State who issued."""
    return f"{title(document)} do {name} ban hành."


def urgency(mark: str | None, document: Document) -> str:
    """State the urgency."""
    if mark:
        return f"{title(document)} có độ khẩn: {mark}."
    return f"{title(document)} không ghi độ khẩn."


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


def other_copies(files: Sequence[str]) -> str:
    """Name the files of copies and drafts that were not counted again."""
    return f"Không tính lại bản trùng hoặc dự thảo của cùng văn bản trong kho: {', '.join(files)}."


_CHANGES = {"replaces": "được thay thế", "repeals": "bị bãi bỏ", "amends": "được sửa đổi, bổ sung"}


def changed(name: str, kind: str, part: bool, teller: str, actor: str | None, inferred: bool) -> str:
    """Caution that a document was changed, by the words of ``teller``; ``actor`` is another that changes it."""
    what = f"{_CHANGES[kind]}{' một phần' if part else ''}{f' bởi {inside_sentence(actor)}' if actor else ''}"
    doubt = " (khớp theo số, ký hiệu; cần đối chiếu năm ban hành)" if inferred else ""
    return f"{name} {what}, theo {inside_sentence(teller)}{doubt}."


EDGES = {
    "basis": "căn cứ",
    "carries_out": "thực hiện",
    "replaces": "thay thế",
    "repeals": "bãi bỏ",
    "amends": "sửa đổi, bổ sung",
    "follows_up": "tiếp theo",
    "attached": "kèm theo",
    "answers": "trả lời, giải quyết",
    "mentions": "nhắc tới",
}


def edge(document: Document, kind: str, part: bool, actor: str | None, words: str) -> str:
    """Quote the words by which a document refers to another, with what it, or a third act it cites, is to that one."""
    what = f"{EDGES[kind]}{' một phần' if part else ''}"
    return f"{title(document)} ({f'ghi {actor} {what}' if actor else what}): {quoted(words)}"


def referring(count: int, name: str) -> str:
    """Open the list of documents that refer to one."""
    return f"Có {count} văn bản trong kho dẫn {name}:"


def refers_to(name: str, count: int) -> str:
    """Open the list of what a document refers to."""
    return f"{name[:1].upper()}{name[1:]} dẫn {count} văn bản:"


def nobody_refers(name: str) -> str:
    """Say that no document of the archive refers to one in the way asked."""
    return f"Không tìm thấy văn bản nào trong kho dẫn {name} như câu hỏi."


def refers_to_nothing(name: str) -> str:
    """Say that a document refers to nothing in the way asked."""
    return f"Không tìm thấy trong {name} chỗ dẫn văn bản nào như câu hỏi."

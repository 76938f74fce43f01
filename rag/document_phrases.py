"""Vietnamese sentences about a document itself: its number, day, signer, subject; see ``rag.phrases`` for the others."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import Document
from rag.naming import in_document, inside_sentence, quoted, shortened, title


def issued(document: Document, words: str) -> str:
    """State the day of issue."""
    return f"{title(document)} được ban hành, văn bản ghi {quoted(words)}."


def signed(name: str, capacity: str | None, document: Document) -> str:
    """State who signed."""
    role = f" ({capacity})" if capacity else ""
    return f"Người ký {inside_sentence(title(document))} là {name}{role}."


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


def metadata_with_subject(document: Document) -> str:
    """Name a document with its subject."""
    about_it = f": {quoted(shortened(document.subject))}" if document.subject else ""
    return f"{title(document)}{about_it}."


def other_copies(files: Sequence[str]) -> str:
    """Name the files of copies and drafts that were not counted again."""
    return f"Không tính lại bản trùng hoặc dự thảo của cùng văn bản trong kho: {', '.join(files)}."

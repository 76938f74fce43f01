"""Documents made for tests of the archive, and a small authority file of an invented province."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date
from pathlib import Path

from ingest.agencies.reach import Reach
from ingest.assignment import Assignment, Deadline
from ingest.document import Document, DocumentNumber, Footnote, Reference, Section, Span
from ingest.errors import SecretDocumentError, UnreadableFileError
from ingest.text.folding import fold

BODIES = ("Sở Y tế", "Sở Tài chính", "Sở Lao động - Thương binh và Xã hội", "Công an tỉnh")


class FewAgencies:
    """Knows four bodies, and one of them by a short name as well."""

    def named_in(self, text: str) -> Collection[str]:
        """Return the bodies found in the text."""
        return [name for name in (*BODIES, "Sở LĐ-TB&XH") if fold(name) in fold(text)]

    def names_of(self, name: str) -> Collection[str]:
        """Return the names of a body; none when it is not among the four."""
        labour = {BODIES[2], "Sở LĐ-TB&XH"}
        if name in labour:
            return labour
        return {name} if name in BODIES else ()

    def reach(self, name: str, during: object = None) -> Reach:
        """Return the body alone."""
        return Reach(None, frozenset({name}))


def number_of(printed: str) -> DocumentNumber:
    number, code = printed.split("/", 1)
    return DocumentNumber(printed, printed.upper().replace(" ", ""), number, code)


def directive(
    text: str,
    *,
    file_name: str = "vb.txt",
    number: str | None = None,
    kind: str | None = None,
    issuer: str | None = None,
    issued_on: date | None = None,
    refers_to: tuple[str, ...] = (),
    assignments: tuple[Assignment, ...] = (),
) -> tuple[Document, bytes]:
    """Return a document and the bytes of its original."""
    original = text.encode()
    sha256 = hashlib.sha256(original).hexdigest()
    found = [(name, text.index(name)) for name in refers_to]
    document = Document(
        id=sha256[:16],
        sha256=sha256,
        file_name=file_name,
        text=text,
        number=number_of(number) if number else None,
        kind=kind,
        issuer=issuer,
        issued_on=issued_on,
        subject="về việc thử nghiệm",
        sections=(Section("1", "Nhiệm vụ", 1, Span(0, len(text))),),
        references=tuple(Reference(Span(at, at + len(name)), number_of(name)) for name, at in found),
        assignments=assignments,
    )
    return document, original


def assigned(text: str, words: str, lead: str | None, role: str = "lead", **more: object) -> Assignment:
    """Return an assignment whose task is ``words`` and whose trigger is the lead's name, where it stands in ``text``."""
    at = text.index(words)
    trigger = Span(text.index(lead), text.index(lead) + len(lead)) if lead else Span(at, at)
    due = more.get("due")
    coordinators = more.get("coordinators", ())
    assert isinstance(coordinators, tuple)
    assert due is None or isinstance(due, str)
    return Assignment(
        lead=lead,
        role=role,
        coordinators=coordinators,
        task=Span(at, at + len(words)),
        deadline=Deadline(Span(at, at), due, "hard") if due else None,
        trigger=trigger,
        section=Span(0, len(text)),
        agency=lead,
    )


def read_note(path: Path, file_name: str | None = None) -> Document:
    """Read a text file as one paragraph; ``MẬT`` at its start is a secrecy mark, ``HỎNG`` breaks, ``TREO`` never ends.

    ``CHẾT`` ends the process that reads it, as a crash in a library does.
    """
    text = path.read_bytes().decode()
    if text.startswith("MẬT"):
        raise SecretDocumentError("secret_mark", "MẬT")
    if text.startswith("HỎNG"):
        raise UnreadableFileError("broken_file", "HỎNG")
    if text.startswith("TREO"):
        while True:
            pass
    if text.startswith("CHẾT"):
        import os

        os._exit(1)
    if not text:
        raise UnreadableFileError("empty_file")
    document, _ = directive(text, file_name=file_name or path.name)
    mark = Footnote("1", Span(0, 1), Span(0, 1))
    return Document(**{name: getattr(document, name) for name in Document.__slots__} | {"footnotes": (mark,)})

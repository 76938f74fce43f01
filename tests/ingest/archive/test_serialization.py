"""A document written as JSON and read back is the same document."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.archive.serialization import from_json, to_json
from ingest.assignment import Assignment, Deadline
from ingest.document import (
    Box,
    Document,
    DocumentNumber,
    Field,
    Footnote,
    Page,
    ReadingWarning,
    Reference,
    Row,
    Section,
    Span,
    Table,
)

# Any code point at all, lone surrogates included: file names may hold them.
words = st.text(st.characters(), max_size=12)
perhaps = st.none() | words
spans = st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)).map(lambda pair: Span(min(pair), max(pair)))
dates = st.none() | st.dates()
numbers = st.builds(DocumentNumber, words, words, words, words, perhaps, perhaps, st.none() | st.integers(1900, 2100))
floats = st.floats(allow_nan=False)
boxes = st.builds(Box, spans, floats, floats, floats, floats)
pages = st.builds(Page, st.integers(1, 999), spans, st.lists(boxes, max_size=2).map(tuple))
sections = st.recursive(
    st.builds(Section, perhaps, words, st.integers(1, 9), spans),
    lambda below: st.builds(Section, perhaps, words, st.integers(1, 9), spans, st.lists(below, max_size=2).map(tuple)),
    max_leaves=4,
)
deadlines = st.none() | st.builds(Deadline, spans, perhaps, words, st.booleans())
assignments = st.builds(
    Assignment,
    perhaps,
    words,
    st.lists(words, max_size=2).map(tuple),
    spans,
    deadlines,
    spans,
    spans,
    perhaps,
    st.booleans(),
    words,
    st.none() | spans,
    st.floats(0, 1),
)
rows = st.builds(Row, spans, st.lists(spans, max_size=3).map(tuple))
tables = st.builds(Table, spans, st.lists(words, max_size=2).map(tuple), st.lists(rows, max_size=2).map(tuple))


def some(items: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(items, max_size=2).map(tuple)


documents = st.builds(
    Document,
    id=words,
    sha256=words,
    file_name=words,
    text=words,
    kind=perhaps,
    number=st.none() | numbers,
    issuer=perhaps,
    issued_on=dates,
    subject=perhaps,
    signer=perhaps,
    signer_title=perhaps,
    urgency=perhaps,
    recipients=some(words),
    pages=some(pages),
    page_count=st.integers(0, 5000),
    paged=st.booleans(),
    scanned=st.booleans(),
    sections=some(sections),
    footnotes=some(st.builds(Footnote, words, spans, spans, st.booleans())),
    tables=some(tables),
    references=some(st.builds(Reference, spans, st.none() | numbers, dates)),
    assignments=some(assignments),
    letterhead=spans,
    body=spans,
    notes=spans,
    artifacts=spans,
    warnings=some(st.builds(ReadingWarning, words, words)),
    fields=some(st.builds(Field, words, spans, st.floats(0, 1), st.booleans())),
)


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(documents)
def test_any_document_comes_back_as_it_was(document: Document) -> None:
    written = to_json(document).encode("utf-8", "surrogatepass")
    assert from_json(written.decode("utf-8", "surrogatepass")) == document


def test_unknown_facts_take_no_room() -> None:
    bare = Document(id="a", sha256="b", file_name="c.txt", text="d")
    assert json.loads(to_json(bare)) == {"id": "a", "sha256": "b", "file_name": "c.txt", "text": "d"}


def test_a_date_is_written_as_people_write_it_in_files() -> None:
    dated = Document(id="a", sha256="b", file_name="c", text="", issued_on=date(2024, 6, 18))
    assert json.loads(to_json(dated))["issued_on"] == "2024-06-18"


@pytest.mark.parametrize(
    "text",
    [
        "",  # nothing
        "[1, 2]",  # JSON, not a document
        '{"id": "a"}',  # a document without its text
        '{"id": "a", "sha256": "b", "file_name": "c", "text": "d", "colour": "red"}',  # from a later version
        '{"id": "a", "sha256": "b", "file_name": "c", "text": "d", "body": [1]}',  # half a span
    ],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSONDecodeError is a ValueError too
        from_json(text)

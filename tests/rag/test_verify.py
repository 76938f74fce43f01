"""Whatever composes an answer: no citation reaches the reader that is not word for word in the source."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Document, Footnote, Span
from ingest.errors import ArchiveError
from rag.citations import cite
from rag.draft import Draft, DraftLine, Evidence
from rag.verify import stands, verified
from rag.wording import phrases

BODY = "1. Sở Y tế chủ trì tiêm phòng cho 1.200 trẻ em¹.\n2. Sở Xây dựng chủ trì nạo vét cống."
NOTE = "Theo Kế hoạch số 15/KH-UBND ngày 02/3/2024 của UBND tỉnh Bình Lạc."
TEXT = f"{BODY}\n¹ {NOTE}"
START = TEXT.index(NOTE)
DOCUMENT = Document(
    id="0123456789abcdef",
    sha256="0" * 64,
    file_name="a.txt",
    text=TEXT,
    body=Span(0, len(BODY)),
    footnotes=(Footnote("1", Span(START, START + len(NOTE)), Span(3, TEXT.index("¹") + 1)),),
)


class PassageStore:
    """Holds documents by id, as the archive does."""

    def __init__(self, *documents: Document) -> None:
        self._documents = {document.id: document for document in documents}

    def get(self, document_id: str) -> Document:
        """Return a document, as an archive does."""
        if document_id not in self._documents:
            raise ArchiveError("not_found", document_id)
        return self._documents[document_id]


def one(span: Span, text: str = "Câu trả lời.", claims: tuple[str, ...] = ()) -> Draft:
    return Draft("topic", "answered", sentences=(DraftLine(text, (Evidence(DOCUMENT, span),), claims),))


def test_a_sentence_with_a_true_citation_is_shown() -> None:
    answer = verified(one(Span(3, 40), claims=("Sở Y tế",)), "q", PassageStore(DOCUMENT))
    assert answer.status == "answered"
    assert answer.citations[0].quote == TEXT[3:40]


def test_a_sentence_whose_claim_is_not_in_its_quotes_is_dropped() -> None:
    answer = verified(one(Span(3, 40), claims=("Sở Xây dựng",)), "q", PassageStore(DOCUMENT))
    assert answer.status == "not_found"
    assert answer.answer == phrases.NOT_FOUND
    assert phrases.dropped(1) in answer.notes


def test_a_citation_of_a_changed_document_is_dropped() -> None:
    changed = replace(DOCUMENT, text=TEXT.replace("trẻ em", "cụ già"))
    assert verified(one(Span(3, 46)), "q", PassageStore(changed)).status == "not_found"


def test_a_citation_of_a_removed_document_is_dropped() -> None:
    assert verified(one(Span(3, 40)), "q", PassageStore()).citations == ()


def test_a_quote_never_runs_from_the_body_into_a_note() -> None:
    assert verified(one(Span(60, START + 10)), "q", PassageStore(DOCUMENT)).status == "not_found"


def test_a_note_is_cited_by_its_mark_under_the_clause_that_bears_it() -> None:
    answer = verified(one(Span(START, START + 30)), "q", PassageStore(DOCUMENT))
    assert answer.citations[0].footnote == "1"


def test_a_citation_that_names_the_wrong_note_does_not_stand() -> None:
    citation = cite(DOCUMENT, Span(START, START + 30))
    assert stands(citation, DOCUMENT)
    assert not stands(replace(citation, footnote="2"), DOCUMENT)
    assert not stands(replace(citation, quote=citation.quote + "!"), DOCUMENT)


def test_losing_one_of_two_sentences_makes_the_answer_partial() -> None:
    good = DraftLine("Đúng.", (Evidence(DOCUMENT, Span(3, 40)),), ("Sở Y tế",))
    bad = DraftLine("Sai.", (Evidence(DOCUMENT, Span(3, 40)),), ("Sở Du lịch",))
    answer = verified(Draft("topic", "answered", sentences=(good, bad)), "q", PassageStore(DOCUMENT))
    assert (answer.status, answer.answer) == ("partial", "Đúng.")


def test_the_nearest_passage_is_called_so_and_states_nothing() -> None:
    draft = Draft("topic", "not_found", nearest=(Evidence(DOCUMENT, Span(3, 40)),))
    answer = verified(draft, "q", PassageStore(DOCUMENT))
    assert answer.status == "not_found"
    assert phrases.NEAREST in answer.notes
    assert len(answer.citations) == 1


spans = st.tuples(st.integers(0, len(TEXT) + 40), st.integers(0, len(TEXT) + 40)).map(
    lambda ends: Span(min(ends), max(ends))
)
lines = st.builds(
    lambda places, text, claims: DraftLine(text, tuple(Evidence(DOCUMENT, span) for span in places), tuple(claims)),
    st.lists(spans, max_size=3),
    st.text(max_size=20),
    st.lists(st.sampled_from(["Sở Y tế", "1.200", "Sở Du lịch", ""]), max_size=2),
)


@given(
    sentences=st.lists(lines, max_size=4),
    items=st.lists(lines, max_size=4),
    status=st.sampled_from(["answered", "partial", "not_found"]),
)
def test_no_citation_ever_leaves_that_does_not_slice_back(
    sentences: list[DraftLine], items: list[DraftLine], status: str
) -> None:
    answer = verified(
        Draft("list", status, sentences=tuple(sentences), items=tuple(items)), "q", PassageStore(DOCUMENT)
    )
    for citation in answer.citations:
        assert citation.quote.strip()
        assert TEXT[citation.start : citation.end] == citation.quote
    for item in answer.items:
        assert item.citations
        assert all(0 <= place < len(answer.citations) for place in item.citations)
    if answer.status != "not_found":
        assert answer.citations

"""The document view: every character once, escaped, with its marks, links, tables and the cited words."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directives import directive
from ingest.document import (
    Document,
    DocumentNumber,
    Footnote,
    Page,
    ReadingWarning,
    Reference,
    Row,
    Section,
    Span,
    Table,
)
from ui.document_view.view import ViewContext, missing_page, reading_page

NOTHING = ViewContext({}, (), ())


def shown_text(page: str) -> str:
    """Return the words of the full-text section as a reader sees them."""
    body = page.split('<section class="van-ban"', 1)[1].split(">", 1)[1].split("</section>", 1)[0]
    return unescape(re.sub(r"<[^>]+>", "", body))


def marked(page: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", page, re.S))))


def noted() -> Document:
    """Return a directive with a note, a reference, a table, two pages and artifacts."""
    body = "I. Việc chung\nThực hiện Kế hoạch số 21/KH-UBND¹ của tỉnh.\nHuyện | Hộ\nLạc An | 12\n"
    text = f"{body}¹ Ban hành ngày 05/02/2024.\nTrang 2\n"
    at = text.index("21/KH-UBND")
    row = text.index("Lạc An")
    table = Table(
        Span(text.index("Huyện"), row + len("Lạc An | 12")),
        ("Huyện", "Hộ"),
        (Row(Span(row, row + 11), (Span(row, row + 6), Span(row + 9, row + 11))),),
    )
    return replace(
        directive("noted", ["x"]),
        text=text,
        paged=True,
        page_count=2,
        pages=(Page(1, Span(0, at)), Page(2, Span(at, len(text)))),
        sections=(Section("I", "Việc chung", 1, Span(0, len(body))),),
        footnotes=(Footnote("1", Span(len(body) + 2, text.index("Trang") - 1), Span(14, at + 11)),),
        references=(Reference(Span(at, at + 10), DocumentNumber("21/KH-UBND", "21/KH-UBND", "21", "KH-UBND", "KH")),),
        tables=(table,),
        body=Span(0, len(body)),
        notes=Span(len(body), text.index("Trang")),
        artifacts=Span(text.index("Trang"), len(text)),
        warnings=(ReadingWarning("page_without_text", "2"),),
    )


def test_the_cited_words_are_marked_and_the_address_leads_to_them() -> None:
    document = noted()
    cited = Span(document.text.index("Kế hoạch"), document.text.index(" của tỉnh"))
    page = reading_page(document, cited, NOTHING)
    assert marked(page) == "Kế hoạch số 21/KH-UBND1"
    assert page.count('id="trich"') == 1
    assert 'href="#trich"' in page


def test_a_note_and_its_mark_lead_to_each_other() -> None:
    page = reading_page(noted(), None, NOTHING)
    assert 'href="#chu-thich-0" id="dau-0"' in page
    assert 'id="chu-thich-0"' in page
    assert 'href="#dau-0"' in page


def test_a_citation_in_a_note_is_marked_there() -> None:
    document = noted()
    page = reading_page(document, document.footnotes[0].span, NOTHING)
    assert marked(page) == "Ban hành ngày 05/02/2024."
    assert "chú thích 1" in page


def test_a_reference_to_a_document_in_the_archive_is_a_link() -> None:
    around = ViewContext({"21/KH-UBND": "/van-ban/abc"}, (), ())
    assert '<a class="dan-chieu" href="/van-ban/abc">21/KH-UBND</a>' in reading_page(noted(), None, around)
    assert 'class="dan-chieu"' not in reading_page(noted(), None, NOTHING)


def test_a_table_is_a_table() -> None:
    page = reading_page(noted(), None, NOTHING)
    assert '<th scope="col">Huyện</th>' in page
    assert "<td>Lạc An</td><td>12</td>" in page


def test_artifacts_is_folded_away_but_not_lost_and_warnings_are_told() -> None:
    page = reading_page(noted(), None, ViewContext({}, (), ("Trang 2 chưa đọc được.",)))
    assert re.search(r'<details class="phu">.*Trang 2', page, re.S)
    assert "Trang 2 chưa đọc được." in page


def test_markup_in_a_document_is_shown_as_text() -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="a">'
    document = replace(
        directive("h", [hostile, f"a & b {hostile}"]),
        subject=hostile,
        issuer=hostile,
        signer=hostile,
        file_name=hostile,
        recipients=(hostile,),
        urgency=hostile,
        warnings=(ReadingWarning("x", hostile),),
    )
    page = reading_page(document, Span(3, 9), ViewContext({}, (), (hostile,)))
    assert "<script" not in page
    assert "<img" not in page


def test_a_span_that_is_no_span_of_the_text_marks_nothing() -> None:
    document = directive("short", ["ngắn"])
    for cited in (Span(10_000, 10_001), Span(0, 0)):
        assert "<mark" not in reading_page(document, cited, NOTHING)


def test_a_missing_document_is_told_in_vietnamese() -> None:
    assert "Không có văn bản" in missing_page("Không có văn bản “<b>” trong kho.")
    assert "<b>" not in missing_page("<b>")


class Balance(HTMLParser):
    """Checks that every element that is opened is closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Remember an opened element."""
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Match it with its end."""
        assert self.open.pop() == tag


@pytest.mark.slow
@given(
    st.lists(st.text("ab <>&\"'¹²|", min_size=1).filter(str.strip), min_size=1, max_size=5),
    st.data(),
)
def test_any_spans_give_sound_markup_that_shows_every_character_once(
    paragraphs: list[str], data: st.DataObject
) -> None:
    document = directive("any", paragraphs)
    length = len(document.text)
    span = st.tuples(st.integers(0, length), st.integers(0, length)).map(lambda ends: Span(min(ends), max(ends)))
    references = tuple(
        Reference(place, DocumentNumber("1/A", "1/A", "1", "A")) for place in data.draw(st.lists(span, max_size=3))
    )
    document = replace(document, references=references)
    page = reading_page(document, data.draw(span), ViewContext({"1/A": "/van-ban/x"}, (), ()))
    balance = Balance()
    balance.feed(page)
    assert balance.open == []
    assert "".join(shown_text(page).split()) == "".join(document.text.split())

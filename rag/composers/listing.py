"""A full list with its count, as the document gives it: a sentence that enumerates, or the rows of a table."""

from __future__ import annotations

import re

from ingest.document import Document, Span, Table, without_marks
from rag.composers.polarity import asks_negated, negated
from rag.composers.topic import several, topic, with_notes
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.candidate import Candidate
from rag.evidence.clauses import clauses
from rag.evidence.desk import FITS, Desk
from rag.evidence.period_fit import fit_of_periods
from rag.evidence.places import notes_in
from rag.question.cues import cue
from rag.wording import naming, phrases

MANY = 3
"""From so many parts on a sentence is taken for an enumeration."""
LONGEST_PART = 90
"""Characters; longer stretches between commas are clauses, not names."""
_MISSING = cue(r"\b(?:chưa|không|thiếu|vắng)\b")
# "gồm: A; B; C", "như sau: A, B và C", "(Rạch Giá, Phú Quốc, Hòn Đất)"
_OPENS = re.compile(r"(?:gồm(?: có)?|bao gồm|như sau|sau đây|là|:)\s?:?\s(?=[^\s])|:\s")
_STATED = re.compile(r"(?:[Cc]ó|gồm|trong đó có|còn|vẫn còn|với)\s(?P<n>0?\d{1,3})\s(?=[^\W\d_])")


def listing(desk: Desk) -> Draft:
    """Compose the answer to "Những ... nào?", "Đơn vị nào ...?"."""
    table = _blank_rows(desk)
    if table is not None:
        return table
    found = desk.candidates()
    good = [one for one in found if one.share >= desk.nearly_enough and one.named and one.fit >= FITS]
    if not good:
        return topic(desk, "list")
    best = max(good[:6], key=lambda one: one.score + (0.08 if len(_parts(one.document, one.span)) >= MANY else 0.0))
    place = _enumeration(desk, best)
    parts = _parts(best.document, place)
    status = "answered" if best.share >= desk.enough else "partial"
    notes = [] if status == "answered" else [phrases.UNCERTAIN]
    if len(parts) < MANY:
        chosen = several([best, *(one for one in good if one != best)])
        return Draft("list", status, sentences=with_notes(chosen), notes=tuple(notes))
    text = best.document.text
    stated = _STATED.search(without_marks(best.evidence.quote))
    if place == best.span and stated and int(stated["n"]) != len(parts) and int(stated["n"]) > 1:
        notes.append(phrases.count_differs(stated["n"].lstrip("0"), len(parts)))
    items = tuple(_item(best.document, place, part, text) for part in parts)
    return Draft("list", status, sentences=with_notes([best]), items=items, notes=tuple(notes))


def _enumeration(desk: Desk, best: Candidate) -> Span:
    """Return where the list stands: in the note that the best clause marks, else in the sentence itself."""
    text = best.document.text
    scored = [
        (
            desk.whole_topic.coverage(desk.tokens(clause.of(text))).share
            * (1.0 if negated(clause.of(text)) == asks_negated(desk.question.asked) else 0.5),
            -clause.start,
            clause,
        )
        for clause in clauses(text, best.span)
    ]
    clause = max(scored)[2] if scored else best.span
    for note in notes_in(best.document, clause):
        if len(_parts(best.document, note.span)) >= MANY:
            return note.span
    return best.span


def _item(document: Document, sentence: Span, part: Span, text: str) -> DraftLine:
    words = naming.shortened(part.of(text))
    return DraftLine(words, (Evidence(document, sentence),), (words,))


def _parts(document: Document, span: Span) -> tuple[Span, ...]:
    """Return the enumerated parts of a stretch: behind an opening or in a note between ; or commas, else in brackets."""
    text = document.text
    words = span.of(text)
    note = any(one.span.contains(span) for one in document.footnotes)
    opening = _OPENS.search(words)
    if opening or note:
        body = Span(span.start + (opening.end() if opening else 0), span.end)
        pieces = _split(text, body, ";")
        if len(pieces) >= MANY:
            return pieces
        commas = _split(text, body, ",")
        if len(commas) >= MANY and max(len(piece.of(text)) for piece in commas) <= LONGEST_PART:
            return commas
    bracket = re.search(r"\(([^()]+)\)", words)
    if bracket and bracket.group(1).count(",") >= MANY - 1:
        return _split(text, Span(span.start + bracket.start(1), span.start + bracket.end(1)), ",")
    return ()


def _split(text: str, span: Span, sign: str) -> tuple[Span, ...]:
    found, start, depth = [], span.start, 0
    for at in range(span.start, span.end + 1):
        ended = at == span.end
        letter = "" if ended else text[at]
        depth += (letter in "(“") - (letter in ")”")
        if ended or (letter == sign and depth <= 0 and not (sign == "," and text[at + 1 : at + 2].isdigit())):
            begin, end = start, at
            while begin < end and text[begin] in " \t*-–":
                begin += 1
            while end > begin and text[end - 1] in " \t.;,*":
                end -= 1
            if end > begin:
                found.append(Span(begin, end))
            start = at + 1
    return tuple(found)


def _blank_rows(desk: Desk) -> Draft | None:
    """Answer "đơn vị nào chưa gửi ...?" from a table: the rows whose cell in the matching column is empty."""
    if not _MISSING.search(desk.question.asked.lowered):
        return None
    for document in desk.documents[:10]:
        if fit_of_periods(document, document.body, desk.question.periods) < FITS:
            continue
        for table in document.tables:
            share = desk.whole_topic.coverage(
                desk.tokens(" ".join(table.header)), [desk.tokens(_above(document, table))]
            ).share
            column = _column(desk, table)
            if share < desk.nearly_enough or column is None:
                continue
            blanks = _blanks(document, table, column)
            if blanks:
                items = tuple(
                    DraftLine(
                        naming.shortened(name.of(document.text)),
                        (Evidence(document, row),),
                        (naming.shortened(name.of(document.text)),),
                    )
                    for name, row in blanks
                )
                return Draft("list", "answered", opening=phrases.listed(len(items), document), items=items)
    return None


def _above(document: Document, table: Table) -> str:
    return document.text[max(0, table.span.start - 200) : table.span.start]


def _column(desk: Desk, table: Table) -> int | None:
    scored = [
        (desk.whole_topic.coverage(desk.tokens(title)).share, -at) for at, title in enumerate(table.header) if title
    ]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] > 0 else None


def _blanks(document: Document, table: Table, column: int) -> list[tuple[Span, Span]]:
    """Return (name, row) for rows with an empty cell under that column; pairs of columns side by side each count."""
    title = table.header[column]
    columns = [at for at, other in enumerate(table.header) if other == title and at > 0]
    found = []
    for row in table.rows:
        for at in columns:
            if at < len(row.cells):
                name, cell = row.cells[at - 1], row.cells[at]
                if (
                    name.of(document.text).strip()
                    and not cell.of(document.text).strip()
                    and name.of(document.text) != table.header[at - 1]
                ):
                    found.append((name, row.span))
    return found

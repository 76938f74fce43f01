"""The facts of one document, each with the words that show it."""

from __future__ import annotations

import re

from index.text.sentences import sentences
from ingest.document import Document, Span
from ingest.text.folding import fold
from rag.composers.document_places import last_before, number_span, subject_span
from rag.draft import DraftLine, Evidence
from rag.evidence.clauses import trimmed
from rag.wording import document_phrases, naming

# "ngày 07 tháng 01 năm 2021" with the place before it.
_PLACE_DATE = re.compile(r"[^\n]*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")


def card(document: Document) -> list[DraftLine]:
    """Describe a document: number and subject, then its first instruction."""
    evidence = []
    claims = []
    span = number_span(document)
    if span is not None and document.number is not None:
        evidence.append(Evidence(document, span))
        claims.append(document.number.number)
    about = subject_span(document)
    if about is not None:
        evidence.append(Evidence(document, about))
    if not evidence:
        first = next(iter(sentences(document.text, document.body)), None)
        if first is None:
            return []
        evidence.append(Evidence(document, first))
    lines = [DraftLine(document_phrases.card(document), tuple(evidence), tuple(claims))]
    first_words = _gist(document)
    if first_words is not None:
        words = naming.shortened(first_words.of(document.text))
        lines.append(
            DraftLine(document_phrases.gist(words), (Evidence(document, first_words),), (words,), group="gist")
        )
    return lines


def _gist(document: Document) -> Span | None:
    """Return the first sentence of the body that is long enough to say something and is not the subject again."""
    for sentence in sentences(document.text, document.body):
        words = sentence.of(document.text)
        about = fold(document.subject or "")
        if len(words) >= 60 and fold(words)[:50] not in about and not words.lstrip().startswith(("-", "Kính gửi")):
            return sentence
    return None


def signer(document: Document) -> list[DraftLine]:
    """State who signed, in what capacity."""
    if not document.signer:
        return []
    at = document.seen_text.rfind(document.signer)
    if at < 0:
        return []
    evidence = [Evidence(document, Span(at, at + len(document.signer)))]
    claims = [document.signer]
    if document.signer_title:
        found = last_before(document, document.signer_title, at)
        if found is not None:
            evidence.insert(0, Evidence(document, found))
    return [
        DraftLine(
            document_phrases.signed(document.signer, document.signer_title, document), tuple(evidence), tuple(claims)
        )
    ]


def issued(document: Document) -> list[DraftLine]:
    """State the day of issue as printed."""
    if document.issued_on is None:
        return []
    end = document.letterhead.end or len(document.text)
    for match in _PLACE_DATE.finditer(document.text, document.letterhead.start, end):
        span = trimmed(document, Span(*match.span()))
        day = re.search(r"ngày.*", span.of(document.text))
        words = day.group() if day else span.of(document.text)
        return [DraftLine(document_phrases.issued(document, words), (Evidence(document, span),), (words,))]
    return []


def issuer(document: Document) -> list[DraftLine]:
    """State who issued."""
    if not document.issuer:
        return []
    pattern = re.compile(r"[\W_]+".join(map(re.escape, re.findall(r"\w+", fold(document.issuer)))))
    match = pattern.search(
        fold(document.text), document.letterhead.start, document.letterhead.end or len(document.text)
    )
    span = Span(*match.span()) if match else number_span(document)
    if span is None:
        return []
    return [
        DraftLine(
            document_phrases.issuer(document.issuer, document),
            (Evidence(document, span),),
            (document.issuer,) if match else (),
        )
    ]


def urgency(document: Document) -> list[DraftLine]:
    """State the urgency mark, or that there is none."""
    if document.urgency:
        at = document.text.find(document.urgency, document.letterhead.start)
        if at >= 0:
            span = Span(at, at + len(document.urgency))
            return [
                DraftLine(
                    document_phrases.urgency(document.urgency, document),
                    (Evidence(document, span),),
                    (document.urgency,),
                )
            ]
    span_ = number_span(document)
    return (
        [DraftLine(document_phrases.urgency(None, document), (Evidence(document, span_),))] if span_ is not None else []
    )


def recipients(document: Document) -> list[DraftLine]:
    """List the recipients as printed."""
    lines = []
    for recipient in document.recipients:
        at = document.text.find(recipient)
        if at >= 0:
            words = naming.shortened(recipient)
            lines.append(DraftLine(f"{words};", (Evidence(document, Span(at, at + len(recipient))),), (words,)))
    return lines

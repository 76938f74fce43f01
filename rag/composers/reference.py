"""Which document is meant: number, date and issuer as printed, with the clause that refers to it (often by a footnote)."""

from __future__ import annotations

from dataclasses import dataclass

from index.text.sentences import sentences
from ingest.document import Document, Reference, Span
from rag.composers.cited_acts import act_at, kind_at
from rag.composers.referring import referring
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.candidate import Candidate
from rag.evidence.clauses import clauses, sentence_at, trimmed
from rag.evidence.desk import FITS, Desk
from rag.evidence.matching import Matcher, TextTokens
from rag.evidence.period_fit import fit_of_periods
from rag.evidence.places import anchor_sentence, note_holding
from rag.evidence.weighing import weighed
from rag.question.numbers import same_kind
from rag.wording import document_phrases, naming, phrases

MOST = 3
RIGHT_KIND = 1.15
"""A reference of the kind that was asked for outranks a slightly better fitting one of another kind."""


@dataclass(frozen=True, slots=True)
class CitedReference:
    """A reference with the words that make clear what it is for: the note or clause it stands in, the clause marked."""

    document: Document
    span: Span
    printed: str
    clause: Span
    marked: Span | None
    share: float
    right_kind: bool
    fit: float
    named: bool

    @property
    def score(self) -> float:
        """What references are ordered by."""
        return (
            self.share
            * (RIGHT_KIND if self.right_kind else 1.0)
            * (0.5 + 0.5 * self.fit)
            * (1.0 if self.named else 0.6)
        )


def reference(desk: Desk) -> Draft:
    """Compose the answer to "Thông báo nào ...?", "Kế hoạch ... số mấy?", "Căn cứ nghị quyết nào?"."""
    matcher = desk.whole_topic
    asked = desk.question.document_kinds
    own = _own(desk, matcher, asked)
    described = own is not None and own[1] >= desk.enough and not desk.question.numbers
    told = referring(desk, desk.library.archive.summary(own[0].document.id) if own and described else None)
    if told is not None:
        return told
    found = sorted(_cited(desk, matcher, asked), key=lambda one: -one.score)
    found = [one for one in found if one.fit >= FITS and one.named]
    if asked and any(one.right_kind and one.share >= desk.nearly_enough for one in found):
        found = [one for one in found if one.right_kind]
    best = found[0] if found else None
    if own is not None and (best is None or own[1] > best.share + 0.05):
        return _document(own[0], sure=own[1] >= desk.enough)
    if best is None or best.share < desk.nearly_enough:
        return Draft("reference", "not_found", nearest=desk.nearest())
    chosen: dict[str, CitedReference] = {}
    for one in found:
        if one.score < 0.92 * best.score or len(chosen) == MOST:
            break
        chosen.setdefault(one.printed, one)
    sure = best.share >= desk.enough and (best.right_kind or not asked)
    notes = () if sure else (phrases.UNCERTAIN,)
    return Draft(
        "reference", "answered" if sure else "partial", sentences=tuple(map(_line, chosen.values())), notes=notes
    )


def _cited(desk: Desk, matcher: Matcher, asked: tuple[str, ...]) -> list[CitedReference]:
    """Score the references in the retrieved sentences and in the notes they bear."""
    found: dict[tuple[str, Span], CitedReference] = {}
    for candidate in desk.candidates(matcher)[:60]:
        document = candidate.document
        for one in _references_near(document, candidate.span):
            cited = _score(desk, matcher, document, one, asked)
            found.setdefault((document.id, cited.span), cited)
    return list(found.values())


def _references_near(document: Document, span: Span) -> list[Reference]:
    notes = [
        note for note in document.footnotes if note.span.overlaps(span) or span.start < note.anchor.end <= span.end
    ]
    places = [span, *(note.span for note in notes)]
    return [one for one in document.references if one.number and any(place.overlaps(one.span) for place in places)]


def _score(desk: Desk, matcher: Matcher, document: Document, one: Reference, asked: tuple[str, ...]) -> CitedReference:
    text = document.text
    note = note_holding(document, one.span)
    act = act_at(text, one.span, one.date is not None)
    if note is not None:
        clause = _clause(text, note.span, one.span)
        marked = trimmed(document, anchor_sentence(document, note))
        near, beside = note.anchor, (clause.of(text), marked.of(text))
        coverage = matcher.coverage(
            desk.tokens(f"{clause.of(text)} {near.of(text)}"),
            [desk.tokens(words) for words in beside],
            _far(desk, document, near),
        )
    else:
        sentence = sentence_at(text, one.span.start)
        clause, marked = trimmed(document, sentence), None
        local = Span(max(sentence.start, one.span.start - 160), min(sentence.end, one.span.end + 200))
        coverage = matcher.coverage(
            desk.tokens(local.of(text)), [desk.tokens(sentence.of(text))], _far(desk, document, sentence)
        )
    kind = kind_at(text, one)
    missing = (matcher.topic.words[at] for at in coverage.missing)
    return CitedReference(
        document=document,
        span=one.span,
        printed=naming.shortened(act.of(text)),
        clause=clause,
        marked=marked,
        share=weighed(coverage, 0.0),
        right_kind=not asked or any(same_kind(kind, name) for name in asked),
        fit=fit_of_periods(document, clause, desk.question.periods),
        named=not any(word.proper or word.token[0].isdigit() for word in missing),
    )


def _far(desk: Desk, document: Document, span: Span) -> list[TextTokens]:
    path = document.section_path(span.start)
    return [desk.tokens(words) for words in (*path, document.subject or "") if words]


def _clause(text: str, note: Span, place: Span) -> Span:
    """Return the clause of a note that holds a reference: a note may list several acts."""
    for sentence in sentences(text, note):
        for clause in clauses(text, sentence):
            if clause.contains(place):
                return clause
    return note


def _line(one: CitedReference) -> DraftLine:
    text = one.document.text
    evidence = [Evidence(one.document, trimmed(one.document, one.clause))]
    if one.marked is not None:
        evidence.append(Evidence(one.document, one.marked))
        words = naming.shortened(one.marked.of(text))
    else:
        words = naming.shortened(one.clause.of(text))
    return DraftLine(phrases.reference_of(one.printed, words, one.document), tuple(evidence), (one.printed, words))


def _own(desk: Desk, matcher: Matcher, asked: tuple[str, ...]) -> tuple[Candidate, float] | None:
    """Return the document of the archive whose own subject fits best, by its head passage."""
    if not asked:
        return None
    best: tuple[Candidate, float] | None = None
    for document in desk.documents[:20]:
        if document.number is None or not any(same_kind(document.kind, name) for name in asked):
            continue
        head = " ".join((document.kind or "", document.subject or "", document.issuer or ""))
        share = matcher.coverage(desk.tokens(head)).share
        passages = desk.library.passages(document.id)
        if (
            passages
            and (best is None or share > best[1])
            and fit_of_periods(document, document.body, desk.question.periods) >= FITS
        ):
            span = number_span(document)
            if span is not None:
                best = (desk.candidate(matcher, document, span, passages[0]), share)
    return best if best is not None and best[1] >= desk.nearly_enough else None


def number_span(document: Document) -> Span | None:
    """Return where the document prints its own number."""
    if document.number is None:
        return None
    for printed in (document.number.printed, document.number.number):
        at = document.text.find(printed, document.letterhead.start, document.letterhead.end or len(document.text))
        if at >= 0:
            end = document.text.find("\n", at)
            return trimmed(document, Span(document.text.rfind("\n", 0, at) + 1, end if end > 0 else len(document.text)))
    return None


def _document(one: Candidate, *, sure: bool) -> Draft:
    printed = one.document.number.printed if one.document.number else ""
    line = DraftLine(document_phrases.metadata_with_subject(one.document), (one.evidence,), (printed,))
    return Draft("reference", "answered" if sure else "partial", sentences=(line,))

"""Facts about a document itself: which it is, when issued, who signed, who concluded, how urgent, to whom."""

from __future__ import annotations

import re
from dataclasses import replace

from index.sentences import sentences
from ingest.document import Document, Span, without_marks
from ingest.folding import fold
from ingest.numbers import normal_number, parse_number
from rag import phrases
from rag.clauses import sentence_at, trimmed
from rag.composers.deadline import deadline
from rag.composers.reference import number_span
from rag.composers.topic import topic
from rag.cues import cue
from rag.draft import Draft, Evidence, Line
from rag.evidence import Desk, anchor_sentence, note_holding, same_kind
from rag.fitting import issued_within, summary_fits
from rag.question_words import Word

MOST = 20
# "ngày 07 tháng 01 năm 2021" with the place before it.
_PLACE_DATE = re.compile(r"[^\n]*ngày\s+\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4}")
# "Chủ tịch ... chủ trì cuộc họp", "có ý kiến kết luận như sau", "kết luận của đồng chí ..."
_CHAIRED = cue(r"\b(?:chủ trì (?:cuộc\s)?(?:họp|hội nghị|buổi)|(?:ý kiến )?kết luận|phát biểu kết luận)\b")
_HELD = cue(r"\b(?:ngày \d{1,2} tháng|ngày \d{1,2}[/-]).{0,200}\b(?:tổ chức|chủ trì|họp|hội nghị)\b")
_PERSON = re.compile(
    r"(?:đồng chí|ông|bà|[Cc]hủ tịch|[Bb]í thư|[Gg]iám đốc|[Tt]hủ tướng)[^\n.;:]{0,80}?[A-ZĐ]\w+ [A-ZĐ]\w+"
)


def metadata(desk: Desk) -> Draft:
    """Compose the answer to "cv 1088", "Ai ký ...?", "ban hành khi nào?", "văn bản hỏa tốc 2024"."""
    if desk.question.aspect == "meeting" and not desk.whole_topic.empty:
        held = deadline(desk)
        if held.status == "answered":
            return replace(held, kind="metadata")
    documents = _documents(desk)
    if not documents:
        return _absent(desk)
    aspect = desk.question.aspect
    if aspect in ("lookup", "urgent", "subject"):
        return _looked_up(desk, documents)
    facts = {
        "signer": _signer,
        "issued": _issued,
        "issuer": _issuer,
        "urgency": _urgency,
        "recipients": _recipients,
        "chair": _chair,
        "meeting": _meeting,
    }[aspect]
    lines = [line for document in documents[:MOST] for line in facts(document)]
    if not lines:
        nearest = tuple(Evidence(one, span) for one in documents[:1] if (span := number_span(one)) is not None)
        return Draft("metadata", "not_found", opening=_unknown(aspect, documents[0]), nearest=nearest or desk.nearest())
    return Draft("metadata", "answered", sentences=tuple(lines))


def _documents(desk: Desk) -> list[Document]:
    """Return the documents meant: by number, else by kind, date, urgency and topic."""
    question = desk.question
    if question.numbers:
        found = [one for one in desk.numbered if summary_fits(one, question.periods)]
        return [desk.library.document(one.id) for one in found]
    summaries = desk.summaries()
    kinds = [kind for kind in question.document_kinds if not (kind == "kết luận" and question.aspect == "chair")]
    if kinds and question.aspect not in ("chair", "meeting"):
        summaries = tuple(one for one in summaries if any(same_kind(one.kind, kind) for kind in kinds))
    if question.aspect == "urgent":
        summaries = tuple(one for one in summaries if _as_urgent(one.urgency, question.asked.lowered))
    strict = question.aspect in ("lookup", "urgent", "subject")
    if question.periods:
        if strict:
            summaries = tuple(
                one
                for one in summaries
                if issued_within(one.issued_on, question.periods)
                or (one.issued_on is None and summary_fits(one, question.periods) and one.subject)
            )
        else:
            summaries = tuple(one for one in summaries if summary_fits(one, question.periods))
    matcher = desk.matcher(_topic_words(desk))
    documents = [desk.library.document(one.id) for one in summaries[:200]]
    if matcher.empty:
        return documents if strict or len(documents) <= 1 or question.periods else documents[:3]
    scored = []
    for document in documents:
        opening = document.text[document.body.start : document.body.start + 600]
        share = matcher.coverage(
            desk.tokens(f"{document.kind or ''} {document.subject or ''}"), [desk.tokens(opening)]
        ).share
        scored.append((share, document))
    best = max((share for share, _ in scored), default=0.0)
    return [document for share, document in scored if share >= desk.enough - 0.02 and share >= 0.95 * best]


def _topic_words(desk: Desk) -> tuple[Word, ...]:
    """Return the topic words without the names of kinds of document."""
    kinds = {word for kind in desk.question.document_kinds for word in fold(kind).split()}
    return tuple(word for word in desk.question.all_words if word.folded not in kinds)


def _as_urgent(mark: str | None, asked: str) -> bool:
    if not mark:
        return False
    said = fold(asked)
    wanted = "hoa toc" if "hoa toc" in said else "thuong khan" if "thuong khan" in said else ""
    return wanted in fold(mark)


def _absent(desk: Desk) -> Draft:
    """Say that there is no such document; where others refer to it, show that."""
    question = desk.question
    for number in question.numbers:
        normal = _normal(number.key)
        places = desk.library.archive.references_to(normal) if normal else ()
        places = tuple(one for one in places if desk.may_refer(one.document.id))
        lines = []
        for place in places[:4]:
            document = desk.library.document(place.document.id)
            lines.append(_referred(document, place.span, place.printed))
        if lines:
            note = phrases.not_in_archive(places[0].printed)
            return Draft("metadata", "partial", sentences=tuple(lines), notes=(note,))
    what = " ".join(
        (
            question.document_kinds[0] if question.document_kinds else "văn bản",
            *(question.asked.text[one.span.start : one.span.end] for one in question.numbers),
        )
    )
    where = "".join(phrases.in_period(period) for period in question.periods)
    return Draft(
        "metadata",
        "not_found",
        opening=phrases.no_document(f"{what} nào{where}" if not question.numbers else f"{what}{where}"),
        nearest=desk.nearest(),
    )


def _normal(key: str) -> str | None:
    return normal_number(key) if parse_number(key) is not None else None


def _referred(document: Document, span: Span, printed: str) -> Line:
    note = note_holding(document, span)
    line = trimmed(document, note.span if note else sentence_at(document.text, span.start))
    evidence = [Evidence(document, line)]
    words = phrases.shortened(line.of(document.text))
    if note is not None:
        marked = trimmed(document, anchor_sentence(document, note))
        evidence.append(Evidence(document, marked))
        words = f"{phrases.shortened(marked.of(document.text))} … {words}"
        return Line(phrases.reference_of(printed, words, document), tuple(evidence), (printed,))
    return Line(phrases.reference_of(printed, words, document), tuple(evidence), (printed, words))


def _looked_up(desk: Desk, documents: list[Document]) -> Draft:
    if desk.question.aspect == "subject" and not desk.topic.empty and not desk.question.numbers:
        return topic(desk, "metadata")
    lines = [line for document in documents[:MOST] for line in _card(document)]
    opening = phrases.documents_found(len(documents)) if len(documents) > 1 else ""
    if len(documents) == 1:
        return Draft("metadata", "answered", sentences=tuple(lines))
    return Draft("metadata", "answered", opening=opening, items=tuple(line for line in lines if not line.group))


def _card(document: Document) -> list[Line]:
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
    lines = [Line(phrases.card(document), tuple(evidence), tuple(claims))]
    first_words = _gist(document)
    if first_words is not None:
        words = phrases.shortened(first_words.of(document.text))
        lines.append(Line(phrases.gist(words), (Evidence(document, first_words),), (words,), group="gist"))
    return lines


def _gist(document: Document) -> Span | None:
    """Return the first sentence of the body that is long enough to say something and is not the subject again."""
    for sentence in sentences(document.text, document.body):
        words = sentence.of(document.text)
        about = fold(document.subject or "")
        if len(words) >= 60 and fold(words)[:50] not in about and not words.lstrip().startswith(("-", "Kính gửi")):
            return sentence
    return None


def subject_span(document: Document) -> Span | None:
    """Return where the document prints its subject, as far as it stands in one stretch."""
    if not document.subject:
        return None
    wanted = re.findall(r"\w+", without_marks(document.subject))
    if not wanted:
        return None
    pattern = re.compile(r"[\W_]+".join(map(re.escape, wanted)))
    match = pattern.search(without_marks(document.text))
    return Span(*match.span()) if match else None


def _signer(document: Document) -> list[Line]:
    if not document.signer:
        return []
    at = document.text.rfind(document.signer)
    if at < 0:
        return []
    evidence = [Evidence(document, Span(at, at + len(document.signer)))]
    claims = [document.signer]
    if document.signer_title:
        found = _found_back(document, document.signer_title, at)
        if found is not None:
            evidence.insert(0, Evidence(document, found))
    return [Line(phrases.signed(document.signer, document.signer_title, document), tuple(evidence), tuple(claims))]


def _found_back(document: Document, words: str, before: int) -> Span | None:
    wanted = re.findall(r"\w+", words)
    pattern = re.compile(r"[\W_]+".join(map(re.escape, wanted)))
    last = None
    for match in pattern.finditer(document.text, 0, before):
        last = Span(*match.span())
    return last


def _issued(document: Document) -> list[Line]:
    if document.issued_on is None:
        return []
    end = document.letterhead.end or len(document.text)
    for match in _PLACE_DATE.finditer(document.text, document.letterhead.start, end):
        span = trimmed(document, Span(*match.span()))
        day = re.search(r"ngày.*", span.of(document.text))
        words = day.group() if day else span.of(document.text)
        return [Line(phrases.issued(document, words), (Evidence(document, span),), (words,))]
    return []


def _issuer(document: Document) -> list[Line]:
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
        Line(
            phrases.issuer(document.issuer, document), (Evidence(document, span),), (document.issuer,) if match else ()
        )
    ]


def _urgency(document: Document) -> list[Line]:
    if document.urgency:
        at = document.text.find(document.urgency, document.letterhead.start)
        if at >= 0:
            span = Span(at, at + len(document.urgency))
            return [Line(phrases.urgency(document.urgency, document), (Evidence(document, span),), (document.urgency,))]
    span_ = number_span(document)
    return [Line(phrases.urgency(None, document), (Evidence(document, span_),))] if span_ is not None else []


def _recipients(document: Document) -> list[Line]:
    lines = []
    for recipient in document.recipients:
        at = document.text.find(recipient)
        if at >= 0:
            words = phrases.shortened(recipient)
            lines.append(Line(f"{words};", (Evidence(document, Span(at, at + len(recipient))),), (words,)))
    return lines


def _chair(document: Document) -> list[Line]:
    """Quote who chaired or concluded: the body says it, the signature does not."""
    found = []
    for region in (document.letterhead, document.body):
        for sentence in sentences(document.text, region):
            words = sentence.of(document.text)
            match = _CHAIRED.search(words.lower())
            if match and _PERSON.search(words):
                found.append((0 if "kết luận" in match.group() else 1, sentence))
    found.sort(key=lambda pair: pair[0])
    return [_quoted(document, sentence, True) for _, sentence in found[:2]]


def _meeting(document: Document) -> list[Line]:
    for sentence in sentences(document.text, document.body):
        if _HELD.search(sentence.of(document.text).lower()):
            return [_quoted(document, sentence, False)]
    return []


def _quoted(document: Document, sentence: Span, chaired: bool) -> Line:
    words = phrases.shortened(sentence.of(document.text))
    text = phrases.chaired(words, document) if chaired else phrases.quoted_from(words, document)
    return Line(text, (Evidence(document, sentence),), (words,))


def _unknown(aspect: str, document: Document) -> str:
    if aspect == "issued":
        return phrases.no_date(document)
    if aspect == "signer":
        return phrases.no_signer(document)
    return phrases.NOT_FOUND

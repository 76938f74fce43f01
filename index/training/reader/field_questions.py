"""Questions made from the head and the ending of documents: who signed, for whom, when, under which number, sent to whom."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator

from index.chunking.cut import passages_of
from index.reader.rows import text_of
from index.training.reader.directive_questions import holding
from index.training.reader.groups import Asked
from ingest.document import Document
from ingest.spans import Span

MADE_OF_ONE = 3
"""Questions made from one document at most."""
SUBJECT_WORDS = 12
"""Words of a subject that a made question repeats."""

_FORMS = {
    "signer": ("Ai ký {it}?", "{it} do ai ký?", "Người ký {it} là ai?"),
    "signer_title": ("Người ký {it} giữ chức vụ gì?", "{it} ký thay ai?"),
    "issued_on": ("{it} ban hành ngày nào?", "Ngày ký {it}?", "{it} ra hồi nào?"),
    "number": ("{it} mang số bao nhiêu?", "Số hiệu của {it}?"),
    "issuer": ("Cơ quan nào ban hành {it}?", "{it} của cơ quan nào?"),
    "addressees": ("{it} gửi cho ai?", "{it} gửi những nơi nào?", "Cơ quan nào nhận {it}?"),
}
_ADDRESSED = re.compile(r"^[ \t]*Kính gửi[ \t]*:[ \t]*(?P<names>\S[^\n]*)", re.MULTILINE)  # NĐ 30/2020, Phụ lục I


def field_asked(documents: Iterable[Document], seed: int) -> Iterator[Asked]:
    """Yield questions for what the fields of each document say, with the words they were read from. Seeded."""
    for document in documents:
        chance = random.Random(f"{seed} fields {document.sha256}")
        made = list(_made(document, chance))
        yield from chance.sample(made, min(MADE_OF_ONE, len(made)))


def _made(document: Document, chance: random.Random) -> Iterator[Asked]:
    spans = {one.name: one.span for one in document.fields if not one.inferred}
    addressed = _ADDRESSED.search(document.text, 0, document.body.end or len(document.text))
    if addressed:
        spans["addressees"] = Span(*addressed.span("names"))
    passages = passages_of(document)
    for name, forms in _FORMS.items():
        passage = holding(passages, spans[name]) if name in spans else None
        asked = _named(document, name, chance)
        if passage is None or asked is None or not passage.span.contains(spans[name]):
            continue
        text = text_of(passage)
        start = spans[name].start - passage.span.start + text.before
        question = chance.choice(forms).format(it=asked)
        question = f"{question[:1].upper()}{question[1:]}"
        yield Asked(question, text, True, (start, start + spans[name].end - spans[name].start))


def _named(document: Document, wanted: str, chance: random.Random) -> str | None:
    """Name ``document`` as people do, by number or by subject; never by what is asked for."""
    kind = (document.kind or "văn bản").lower()
    words = (document.subject or "").split()
    subject = " ".join(words[:SUBJECT_WORDS]).rstrip(".,;:")
    ways = []
    if document.number and wanted != "number":
        ways += [f"{kind} {document.number.shown}", f"{kind} số {document.number.number}"]
    if subject:
        ways.append(f"{kind} về {subject[:1].lower()}{subject[1:]}")
        if document.issuer and wanted != "issuer":
            ways.append(f"{kind} của {document.issuer} về {subject[:1].lower()}{subject[1:]}")
    return chance.choice(ways) if ways else None

"""Gold questions: what is asked, where the evidence stands, what a right answer says."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from eval.gold.gold_span import GoldError, GoldSpan, gold_span
from ingest.document import Document, Span, without_marks
from ingest.text.alignment import Letters
from ingest.text.folding import fold

STATUSES = {"answered", "partial", "not_found"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with its evidence.

    ``documents`` are file names; ``quotes`` the exact words that carry the answer (any one is enough). ``answer`` lists
    what a right answer must contain, every entry; inside an entry the alternatives are separated by ``|``. ``places`` note
    the evidence where the words may not be kept.
    """

    id: str
    question: str
    kind: str
    style: str
    documents: tuple[str, ...]
    quotes: tuple[str, ...]
    answer: tuple[str, ...]
    status: str
    split: str
    places: tuple[GoldSpan, ...] = ()

    def evidence(self, document: Document) -> tuple[Span, ...]:
        """Return where the evidence stands in ``document``."""
        quoted = evidence_spans(document, self.quotes) if document.file_name in self.documents else ()
        own = [one for one in self.places if one.sha256 == document.sha256]
        letters = Letters(document.text) if own else None
        noted = [letters.find(one.span, one.crc, one.letters) for one in own] if letters else []
        return (*quoted, *(one for one in noted if one is not None))


def read_gold(path: Path, split: str | None = None) -> tuple[Gold, ...]:
    """Read a JSON-lines question file; ``split`` keeps only ``dev`` or ``test``. Raises ``GoldError``."""
    found: list[Gold] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
            gold = Gold(
                id=item["id"],
                question=item["question"],
                kind=item["kind"],
                style=item["style"],
                documents=_texts(item.get("document")),
                quotes=_texts(item.get("quote")),
                answer=_texts(item.get("answer")),
                status=item["status"],
                split=item.get("split", "test"),
                places=tuple(map(gold_span, item.get("evidence", ()))),
            )
        except (ValueError, KeyError, TypeError) as problem:
            raise GoldError(f"{path}:{number}: {problem!r}") from problem
        if gold.status not in STATUSES:
            raise GoldError(f"{path}:{number}: status: {gold.status}")
        if split is None or gold.split == split:
            found.append(gold)
    return tuple(found)


def _texts(value: object) -> tuple[str, ...]:
    if not value:
        return ()
    return (value,) if isinstance(value, str) else tuple(str(part) for part in value)  # type: ignore[attr-defined]


def plain(text: str) -> str:
    """Fold for comparing wordings: no case, diacritics, footnote marks, nor differences of blanks and dashes."""
    words = fold(without_marks(text)).replace("–", "-").replace("—", "-").replace("“", '"').replace("”", '"')
    return " ".join(words.split())


def evidence_spans(document: Document, quotes: tuple[str, ...]) -> tuple[Span, ...]:
    """Return where each quote stands in the document's text; marks and blanks may differ. Quotes not found are left out."""
    squeezed: list[str] = []
    positions: list[int] = []
    for position, sign in enumerate(fold(without_marks(document.text)).replace("–", "-").replace("—", "-")):
        if not sign.isspace():
            squeezed.append({"“": '"', "”": '"'}.get(sign, sign))
            positions.append(position)
    haystack = "".join(squeezed)
    spans: list[Span] = []
    for quote in quotes:
        needle = plain(quote).replace(" ", "")
        at = haystack.find(needle)
        while needle and at >= 0:
            spans.append(Span(positions[at], positions[at + len(needle) - 1] + 1))
            at = haystack.find(needle, at + 1)
    return tuple(spans)


def says(answer: str, gold: Gold) -> bool:
    """Tell whether ``answer`` holds every required string of ``gold``, one alternative of each, as whole words."""
    given = f" {_words(answer)} "
    return all(any(f" {_words(choice)} " in given for choice in entry.split("|")) for entry in gold.answer)


def _words(text: str) -> str:
    kept = "".join(sign if sign.isalnum() or sign in ".,/-" else " % " if sign == "%" else " " for sign in plain(text))
    return " ".join(word.strip(".,-") for word in kept.split() if word.strip(".,-"))

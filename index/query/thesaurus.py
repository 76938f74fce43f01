"""What people type and what documents write: the project's list of everyday wordings and abbreviations.

One list serves the ranking (``index.query.expansion``) and the composing of answers (``rag.evidence.expansion``).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from index.text.tokens import tokenise, typed_words
from ingest.text.folding import fold, lowered
from ingest.text.syllables import is_syllable

FILE = Path(__file__).parents[1] / "data" / "thesaurus.tsv"

ABBREVIATION = "abbreviation"
RELATIONS = frozenset(
    {"syn", "north-south", ABBREVIATION, "place-nickname", "verb", "actor", "narrower", "broader", "cause"}
)
BOTH_WAYS = frozenset({ABBREVIATION, "north-south"})
"""Relations in which documents, too, may have what people type: TNGT, heo."""

FEWEST_LETTERS = 3
"""Letters of an abbreviation that is looked for where its full form was typed: shorter ones have too many senses."""

# Signs inside a short form that are often left out: "TN&MT", "LĐ-TB&XH", "b/c"; the joined form is known as well (TNMT).
_JOINTS = re.compile(r"[&/.-]")


@dataclass(frozen=True, slots=True)
class ThesaurusEntry:
    """One sense: ``said`` by people, ``written`` by documents (the closest first), and how they are related.

    ``about`` says in which domain and context it has this sense. ``back`` marks the way back, from what documents write.
    """

    said: str
    written: tuple[str, ...]
    relation: str
    about: str = ""
    back: bool = False

    @property
    def context(self) -> frozenset[str]:
        """The syllables that speak for this sense where the question has them."""
        return frozenset(tokenise(self.about).syllables)

    def may_be(self, typed: str) -> bool:
        """Tell whether the ``typed`` form may be this: "AI" is an abbreviation, "ai" is a word of its own."""
        if self.relation != ABBREVIATION or " " in self.said or lowered(self.said) != lowered(typed):
            return True
        return typed == self.said or not is_syllable(lowered(typed)) or fold(typed) != fold(self.said)


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All senses, by the syllables of what is said; ``by_folded`` without diacritics."""

    by_tokens: dict[tuple[str, ...], tuple[ThesaurusEntry, ...]]
    by_folded: dict[tuple[str, ...], tuple[ThesaurusEntry, ...]]
    longest: int

    def of(self, relations: frozenset[str]) -> Thesaurus:
        """Return the senses of some relations only."""
        return _arranged(row for rows in self.by_tokens.values() for row in rows if row.relation in relations)


@cache
def load_thesaurus() -> Thesaurus:
    """Read the list that ships with the project, the ways back included; the file is read once."""
    rows = tuple(read_rows(FILE))
    return _arranged((*rows, *_joined(rows), *_backwards(rows)))


def read_rows(path: Path) -> Iterator[ThesaurusEntry]:
    """Yield the senses of a list in its order; raises ``ValueError`` for an unknown relation."""
    with path.open(encoding="utf-8", newline="") as lines:
        plain = (line for line in lines if not line.startswith("#"))
        for row in csv.DictReader(plain, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["relation"] not in RELATIONS:
                raise ValueError(f"{path}: {row['everyday']}: no such relation: {row['relation']}")
            written = tuple(part.strip() for part in row["administrative"].split("|") if part.strip())
            yield ThesaurusEntry(
                row["everyday"], written, row["relation"], f"{row['domain'] or ''} {row['note'] or ''}".strip()
            )


def _joined(rows: Iterable[ThesaurusEntry]) -> Iterator[ThesaurusEntry]:
    known = {lowered(row.said) for row in rows}
    for row in rows:
        joined = _JOINTS.sub("", row.said)
        new = joined != row.said and " " not in joined and lowered(joined) not in known
        if row.relation == ABBREVIATION and new and len(joined) >= FEWEST_LETTERS:
            yield ThesaurusEntry(joined, row.written, row.relation, row.about)


def _backwards(rows: Iterable[ThesaurusEntry]) -> Iterator[ThesaurusEntry]:
    """Yield the other way round where it is true: "tai nạn giao thông" for TNGT, "lợn" for heo."""
    senses = Counter(lowered(row.said) for row in rows)
    for row in rows:
        if row.relation not in BOTH_WAYS:
            continue
        words = typed_words(row.written[0])
        sure = senses[lowered(row.said)] == 1 and len(row.said) >= FEWEST_LETTERS and len(words) > 1
        if (sure and not row.said.islower()) or row.relation == "north-south":
            yield ThesaurusEntry(row.written[0], (row.said,), row.relation, back=True)


def _arranged(rows: Iterable[ThesaurusEntry]) -> Thesaurus:
    by_tokens: dict[tuple[str, ...], list[ThesaurusEntry]] = {}
    by_folded: dict[tuple[str, ...], list[ThesaurusEntry]] = {}
    for row in rows:
        said = tuple(word.token for word in typed_words(row.said))
        by_tokens.setdefault(said, []).append(row)
        by_folded.setdefault(tuple(map(fold, said)), []).append(row)
    return Thesaurus(
        {key: tuple(found) for key, found in by_tokens.items()},
        {key: tuple(found) for key, found in by_folded.items()},
        max(map(len, by_tokens), default=0),
    )

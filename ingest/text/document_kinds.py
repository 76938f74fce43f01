"""The kinds of documents, in one table: their names, codes and short forms, and where each name means what.

``ingest/data/document_kinds.csv`` follows Nghị định 30/2020/NĐ-CP, Article 7 and Appendix III; for the Party Hướng dẫn
36-HD/VPTW; for laws Luật Ban hành văn bản quy phạm pháp luật. ``codes`` are those of a number, the right spelling first;
``short`` are forms that people type and that are no codes. ``uses`` say where a name counts; the sets differ on purpose:

==============  ======================================================================================================
heading         printed in capitals above the subject
cited           stands before the number or the name of an act; also what is no kind of its own (đơn, văn thư)
numbered        stands before ``số`` and a number with any code; no word of a body's name (Cục Văn thư, Hội Luật gia)
alone           its code is believed with no issuer behind it: 12/QĐ
by_name         cited without a number: Luật Đất đai, Nghị quyết Đại hội XIII, Hiến pháp
titled          the same, and what it is about is its name: Luật Đất đai
enacting        acts by being said: "Điều 1. Bãi bỏ Quyết định số ..."
law             tells everybody's duties, so that what it says is no task of a document that cites it
formula         stands alone in capitals above what is decided: QUYẾT ĐỊNH:
annexed         heads an annex
reporting       tells of things done or asks for them
assigning       its numbered verbs are tasks even if nobody is named
not_assigning   its numbered verbs are rules, not tasks
looked_up       typed before a number to look up in the archive
short           its code alone is typed for its name, and hardly for anything else (tt, hd, pa are)
fitted          known to the fitted ranking; another name here needs another fit
asked           named in questions by name or code to say which document is meant
which           stands before ``nào``, ``gì`` where a document is asked for
referring       the same where the question is who cites whom
compared        a figure's year behind it is only what the figure is compared with ("so với kế hoạch năm 2020")
==============  ======================================================================================================
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_FILE = Path(__file__).parents[1] / "data" / "document_kinds.csv"


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One kind: ``name`` in small letters, the rest as in the table."""

    name: str
    codes: tuple[str, ...]
    short: tuple[str, ...]
    uses: frozenset[str]

    @property
    def typed(self) -> tuple[str, ...]:
        """The short forms in small letters; the code is one of them unless it has one letter alone: c.văn, cv."""
        return (*self.short, *(code.lower() for code in self.codes[:1] if len(code) > 1))


def _read() -> tuple[DocumentKind, ...]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            DocumentKind(
                row["name"],
                tuple(row["codes"].split()),
                tuple(row["short"].split()),
                frozenset(row["uses"].split()),
            )
            for row in csv.DictReader(lines)
        )


KINDS = _read()
"""All rows, in the order of the table."""

# Đ is meaningful (ĐA a scheme, DA a project), so look-up never folds a code.
TYPES = {code: kind.name for kind in KINDS for code in kind.codes}
"""The names by code."""


def kinds_for(use: str) -> tuple[DocumentKind, ...]:
    """Return the kinds of one use, in the order of the table; none for a use that it does not hold.

    >>> [kind.name for kind in kinds_for("reporting")], kinds_for("short")[0].typed
    (['báo cáo', 'biên bản', 'tờ trình'], ('nq',))
    """
    return tuple(kind for kind in KINDS if use in kind.uses)


def kind_names(use: str) -> tuple[str, ...]:
    """Return the names of one use, in the order of the table."""
    return tuple(kind.name for kind in kinds_for(use))


def one_of(words: Iterable[str]) -> str:
    r"""Return a pattern (one group that captures nothing) for any of ``words``, the longest first.

    >>> one_of(["luật", "bộ luật"])
    '(?:bộ\\ luật|luật)'
    """
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"

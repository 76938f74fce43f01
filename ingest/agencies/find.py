"""The authority file of agencies and the mentions of agencies in a text.

Names are generic: "Sở Y tế" is the department of any province. Finding is not resolving: a mention keeps what is
printed; ``agency`` is set only where the authority file has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from ingest.agencies.authority import Agency, Mention, agencies_of, merged
from ingest.agencies.check import check, usable
from ingest.agencies.context import may_be_small, other_word_before, region_before, with_head, with_place
from ingest.agencies.file import AgencyRow, read_rows
from ingest.agencies.grammar import collectives, local_agencies, named_agencies
from ingest.agencies.lineage import Relative, lineage_of, parts_of
from ingest.agencies.lists import LIST_OPENER, listed
from ingest.agencies.misread import MisreadNames
from ingest.agencies.names import NameTree, compact
from ingest.agencies.questions import find_loosely
from ingest.document import Span, without_marks
from ingest.text.edit_distance import nearest
from ingest.text.folding import fold, lowered

SHIPPED = Path(__file__).parents[1] / "data" / "agencies.csv"
OWN_FILE = "agencies.csv"
"""What an office's own file is called in the folder of its archive."""
_COLLECTIVE = "collective"


class Agencies:
    """Look-up by name and search in text over one authority file; immutable once loaded."""

    def __init__(self, agencies: Iterable[Agency], symbols: dict[str, str] | None = None) -> None:
        self.agencies: tuple[Agency, ...] = tuple(agencies)
        self._by_name = {agency.name: agency for agency in self.agencies}
        self._symbols = {fold(symbol): self._by_name[name] for symbol, name in (symbols or {}).items()}
        names = [(name, agency) for agency in self.agencies if agency.kind != _COLLECTIVE for name in agency.names]
        # What is written in the file comes before what is built of it: "Sở TT" of one agency, "Sở TT&TT" of another.
        self._tree = NameTree([*names, *((form, agency) for agency in self.agencies for form in agency.forms)])
        self._misread = MisreadNames(self.agencies)
        self._bare = {
            "sở": NameTree([(name[3:], agency) for name, agency in names if name.startswith("Sở ")]),
            "bộ": NameTree([(name[3:], agency) for name, agency in names if name.startswith("Bộ ")]),
        }

    @classmethod
    def load(cls, own: Path | None = None) -> Agencies:
        """Read the authority file that ships with the program, and lay an office's own file over it where it is there.

        Rows of ``own`` with a grave fault are left out (``ingest.agencies.check`` reports them), a file that cannot be read
        counts as none.
        """
        shipped, _ = read_rows(SHIPPED)
        rows: list[AgencyRow] = []
        if own is not None:
            with suppress(OSError):
                rows, faults = read_rows(own)
                rows = usable(rows, (*faults, *check(rows, shipped)))
        return cls(*agencies_of(merged(shipped, rows) if rows else shipped))

    @classmethod
    def for_archive(cls, folder: Path) -> Agencies:
        """Return the agencies as an archive's office knows them: the shipped ones and those of ``agencies.csv`` in it."""
        return cls.load(folder / OWN_FILE)

    def find(self, text: str) -> list[Mention]:
        """Return the agencies named in ``text`` (NFC), in order, without overlaps; heads of agencies count as the agency.

        At one place the form that begins first and reaches furthest wins. Footnote marks are no letters. Departments and
        ministries are also found where a letter or a mark of their name was misread.
        """
        plain = without_marks(text)
        low = lowered(plain)
        known = [*self._known(plain, low), *self._misread.finditer(plain, fold(plain))]
        in_lists = listed(plain, low, known, self._bare)
        # (start, rank, -end, ...): at one place a known name comes before a local one, a collective, a built one.
        found: list[tuple[int, int, int, Agency | None, bool]] = [
            (start, 0, -with_place(plain, start, end, agency.kind), agency, False) for start, end, agency in known
        ]
        found += [(start, 0, -end, agency, False) for start, end, agency in in_lists]
        found += [(start, 1, -end, self._by_name.get(name or ""), False) for start, end, name in local_agencies(plain)]
        found += [
            (start, 2, -end, self._by_name.get(name or ""), True)
            for start, end, name in collectives(plain)
            if not LIST_OPENER.match(plain, max(start, end - len("các Sở")))
            or not any(at - end in (1, 2) for at, *_ in in_lists)
        ]
        found += [(start, 3, -end, None, False) for start, end in named_agencies(plain, low)]
        mentions: list[Mention] = []
        reached = 0
        for start, _, negative_end, agency, common in sorted(found, key=lambda one: one[:3]):
            end = -negative_end
            if start < reached:
                continue
            begin = start if common else with_head(plain, start, reached)
            mentions.append(Mention(Span(begin, end), agency, text[begin:end], common))
            reached = end
        return mentions

    def _known(self, plain: str, low: str) -> list[tuple[int, int, Agency]]:
        return [
            (start, end, agency)
            for start, end, agency in self._tree.finditer(low)
            if not region_before(low, start)
            and (not plain[start].islower() or (may_be_small(agency.kind) and not other_word_before(low, start)))
        ]

    def named(self, name: str) -> Agency | None:
        """Return the agency a person means by ``name``: any case, with or without diacritics, symbols, small slips.

        ``None`` where nothing or more than one agency fits equally well.
        """
        asked = re.sub(r"\s+", " ", name).strip(" .,;:?")
        if not asked:
            return None
        exact = self._exact.get(lowered(asked))
        if exact is not None:
            return exact
        for form in (asked, _HEAD_START.sub("", asked)):
            key = compact(form)
            if key in self._compact:
                return self._compact[key]
            if key in self._symbols:
                return self._symbols[key]
            shorter = re.sub(r"(?<=\w) tinh(?: .*)?$", "", fold(form))
            if compact(shorter) in self._compact and shorter != fold(form):
                return self._compact[compact(shorter)]
        close = nearest(fold(asked), self._folded)
        if close is not None:
            return close
        # "Chánh Văn phòng UBND tỉnh", "Phó Giám đốc Sở Y tế tỉnh Bình Lạc": one agency and nothing beside it.
        whole = [one for one in self.find(asked) if one.span == Span(0, len(asked))]
        return whole[0].agency if whole else None

    def find_in_question(self, question: str) -> list[Mention]:
        """Return the agencies a question names, also without diacritics, by symbol (stc) or with a small slip."""
        return find_loosely(question, self.find(question), self.folded_tree, self._folded, self.by_symbol)

    def lineage(self, agency: Agency, on: date | None = None) -> tuple[Relative, ...]:
        """Return ``agency`` and its relatives on a day (``None``: at any time); see ``ingest.agencies.lineage``."""
        return lineage_of(agency, on, self._by_name.get)

    def parts(self, agency: Agency, on: date | None = None) -> tuple[Relative, ...]:
        """Return the agencies that took over or gave away a part of the work; see ``ingest.agencies.lineage.parts_of``."""
        return parts_of(agency, on, self.agencies, self._by_name.get)

    def by_name(self, canonical: str) -> Agency | None:
        """Return the agency with exactly this canonical name."""
        return self._by_name.get(canonical)

    @cached_property
    def _exact(self) -> dict[str, Agency]:
        return {lowered(name): agency for agency in reversed(self.agencies) for name in agency.names}

    @cached_property
    def _compact(self) -> dict[str, Agency]:
        written = {compact(name): agency for agency in reversed(self.agencies) for name in reversed(agency.names)}
        return {compact(form): agency for agency in reversed(self.agencies) for form in agency.forms} | written

    @cached_property
    def _folded(self) -> dict[str, Agency]:
        return {fold(name): agency for agency in reversed(self.agencies) for name in agency.names}

    @cached_property
    def folded_tree(self) -> NameTree[Agency]:
        """All names, folded: for questions."""
        return NameTree([(name, agency) for agency in self.agencies for name in agency.names], folded=True)

    def by_symbol(self, symbol: str) -> Agency | None:
        """Return the agency whose issuer symbol (STC, SNV) this is, in any case."""
        return self._symbols.get(fold(symbol))


_HEAD_START = re.compile(r"^(?:giám đốc|chủ tịch|lãnh đạo|thủ trưởng|giam doc|chu tich|lanh dao)\s+", re.IGNORECASE)

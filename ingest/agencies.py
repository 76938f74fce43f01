"""The authority file of bodies and the mentions of bodies in a text.

Names are generic: "Sở Y tế" is the department of any province. Finding is not resolving: a mention keeps what is
printed; ``agency`` is set only where the authority file has the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from ingest.agency_grammar import CAPITAL, collectives, local_bodies, named_bodies
from ingest.agency_names import NameTree, compact
from ingest.authority import Agency, read_authority
from ingest.document import Span, without_marks
from ingest.folding import fold, lowered
from ingest.lineage import Relative, lineage_of, parts_of
from ingest.slips import nearest
from ingest.verbs import starts_with_verb

_DEFAULT = Path(__file__).parent / "data" / "agencies.csv"
_COLLECTIVE = "collective"
# Kinds whose names are also written with a small first letter ("sở Tài chính"); others ("thuế tỉnh") are then words.
_SMALL_INITIAL = frozenset({"department", "ministry", "government", "council", "police", "party", "central", "office"})
# "cơ sở y tế", "cán bộ y tế", "toàn bộ": no department, no ministry.
_NOT_BEFORE = re.compile(r"(?:cơ|trụ|cán|toàn|nội|đồng|tiến|bản|co|tru|can|toan|noi|dong|tien)[ ]$")
# Giám đốc Sở Y tế · Chánh Thanh tra tỉnh · Phó Cục trưởng Cục Thuế · Chủ tịch UBND xã Hòn Ngang
_HEAD = re.compile(
    r"(?:(?:các )?(?:đồng chí|đ/c) )?(?:Phó )?(?:(?:Tổng )?[Gg]iám đốc|[Cc]hủ tịch|[Tt]hủ trưởng|[Cc]hánh án|[Cc]hánh|[Cc]hi cục trưởng"
    r"|[Cc]ục trưởng|[Tt]rưởng [Bb]an|[Tt]rưởng|[Bb]ộ trưởng|[Cc]hỉ huy trưởng|[Vv]iện trưởng|[Bb]í thư|[Hh]iệu trưởng|[Ll]ãnh đạo"
    r"|[Nn]gười đứng đầu)(?: \([^()\n]{3,40}\))? $"
)
_HEAD_REACH = 60
_PROVINCE = re.compile(rf"[ ]tỉnh(?:[ ]{CAPITAL}\w*(?:(?: | - ){CAPITAL}\w*){{0,3}})?")
_PLACE = re.compile(rf"(?:[ ]{CAPITAL}\w*){{2,3}}(?!\w)")
_PROVINCE_NAME = re.compile(rf"[ ]{CAPITAL}\w*(?:(?: | - ){CAPITAL}\w*){{0,3}}")
# The word said once before a list: "các Sở: A, B và C" · "Sở A; B; C".
_LIST_OPENER = re.compile(r"(?<!\w)[Cc]ác (?P<kind>[Ss]ở|[Bb]ộ):? (?=[^\W\d_])")
_LIST_STEP = re.compile(r"(?:[ ]?[,;][ ]?(?:và )?| và )(?=[^\W\d_])")
_LIST_END = re.compile(r"[ ]?(?:[,;.:)]|$|\n| và | chủ trì| phối hợp)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A body named in a text; ``printed == text[span]``. ``common`` marks collectives (các sở, ban, ngành)."""

    span: Span
    agency: Agency | None
    printed: str
    common: bool = False


class Agencies:
    """Look-up by name and search in text over one authority file; immutable once loaded."""

    def __init__(self, bodies: Iterable[Agency], symbols: dict[str, str] | None = None) -> None:
        self.bodies: tuple[Agency, ...] = tuple(bodies)
        self._by_name = {body.name: body for body in self.bodies}
        self._symbols = {fold(symbol): self._by_name[name] for symbol, name in (symbols or {}).items()}
        names = [(name, body) for body in self.bodies if body.kind != _COLLECTIVE for name in body.names]
        self._tree = NameTree(names)
        self._bare = {
            "sở": NameTree([(name[3:], body) for name, body in names if name.startswith("Sở ")]),
            "bộ": NameTree([(name[3:], body) for name, body in names if name.startswith("Bộ ")]),
        }

    @classmethod
    def load(cls, path: Path | None = None) -> Agencies:
        """Read an authority file (CSV with the columns of ``ingest/data/agencies.csv``), by default the project's own.

        Raises ``KeyError`` for a missing column and ``ValueError`` for a malformed day.
        """
        bodies, symbols = read_authority(path or _DEFAULT)
        return cls(bodies, symbols)

    def find(self, text: str) -> list[Mention]:
        """Return the bodies named in ``text`` (NFC), in order, without overlaps; heads of bodies count as the body.

        At one place the form that begins first and reaches furthest wins. Footnote marks are no letters.
        """
        plain = without_marks(text)
        low = lowered(plain)
        listed = self._listed(plain, low)
        # (start, rank, -end, ...): at one place a known name comes before a local one, a collective, a built one.
        found: list[tuple[int, int, int, Agency | None, bool]] = [
            (start, 0, -end, body, False) for start, end, body in (*self._known(plain, low), *listed)
        ]
        found += [(start, 1, -end, None, False) for start, end in local_bodies(plain)]
        found += [
            (start, 2, -end, self._by_name.get(name or ""), True)
            for start, end, name in collectives(plain)
            if not _LIST_OPENER.match(plain, max(start, end - len("các Sở")))
            or not any(at - end in (1, 2) for at, *_ in listed)
        ]
        # A department misread by a letter's mark ("Sở Kế hoạch và Đâu tư") is still the department.
        found += [(start, 3, -end, self._misread(plain[start:end]), False) for start, end in named_bodies(plain, low)]
        mentions: list[Mention] = []
        reached = 0
        for start, _, negative_end, agency, common in sorted(found, key=lambda one: one[:3]):
            end = -negative_end
            if start < reached:
                continue
            begin = start if common else _with_head(plain, start, reached)
            mentions.append(Mention(Span(begin, end), agency, text[begin:end], common))
            reached = end
        return mentions

    def _misread(self, printed: str) -> Agency | None:
        return self._compact.get(compact(printed)) if printed.startswith("Sở ") else None

    def _known(self, plain: str, low: str) -> list[tuple[int, int, Agency]]:
        found: list[tuple[int, int, Agency]] = []
        for start, end, body in self._tree.finditer(low):
            if plain[start].islower() and (
                body.kind not in _SMALL_INITIAL or _NOT_BEFORE.search(low, max(0, start - 6), start)
            ):
                continue
            found.append((start, _with_place(plain, start, end, body), body))
        return found

    def _listed(self, plain: str, low: str) -> list[tuple[int, int, Agency]]:
        """Find the names behind a Sở or Bộ that is said once: "các Sở: Tài chính, Y tế", "Sở Nội vụ; Xây dựng"."""
        found: list[tuple[int, int, Agency]] = []
        openings: list[tuple[int, str]] = []
        for opener in _LIST_OPENER.finditer(plain):
            kind = opener["kind"].lower()
            first = self._bare[kind].match(low, opener.end())
            if first and plain[opener.end()].isupper():
                found.append((opener.end(), first[0], first[1]))
                openings.append((first[0], kind))
        openings += [
            (end, low[start : start + 2])
            for start, end, body in self._tree.finditer(low)
            if body.kind in ("department", "ministry")
        ]
        for position, kind in openings:
            at, bare = position, self._bare.get(kind)
            while bare is not None and (step := _LIST_STEP.match(plain, at)):
                item = bare.match(low, step.end())
                if item is None or not plain[step.end()].isupper():
                    break
                if not (_LIST_END.match(plain, item[0]) or starts_with_verb(low, item[0] + 1)):
                    break
                found.append((step.end(), item[0], item[1]))
                at = item[0]
        return found

    def named(self, name: str) -> Agency | None:
        """Return the body a person means by ``name``: any case, with or without diacritics, symbols, small slips.

        ``None`` where nothing or more than one body fits equally well.
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
        return nearest(fold(asked), self._folded)

    def find_in_question(self, question: str) -> list[Mention]:
        """Return the bodies a question names, also without diacritics, by symbol (stc) or with a small slip."""
        return find_loosely(self, question)

    def lineage(self, agency: Agency, on: date | None = None) -> tuple[Relative, ...]:
        """Return ``agency`` and its relatives on a day (``None``: at any time); see ``ingest.lineage``."""
        return lineage_of(agency, on, self._by_name.get)

    def parts(self, agency: Agency, on: date | None = None) -> tuple[Relative, ...]:
        """Return the bodies that took over or gave away a part of the work; see ``ingest.lineage.parts_of``."""
        return parts_of(agency, on, self.bodies, self._by_name.get)

    def by_name(self, canonical: str) -> Agency | None:
        """Return the body with exactly this canonical name."""
        return self._by_name.get(canonical)

    @cached_property
    def _exact(self) -> dict[str, Agency]:
        return {lowered(name): body for body in reversed(self.bodies) for name in body.names}

    @cached_property
    def _compact(self) -> dict[str, Agency]:
        return {compact(name): body for body in reversed(self.bodies) for name in reversed(body.names)}

    @cached_property
    def _folded(self) -> dict[str, Agency]:
        return {fold(name): body for body in reversed(self.bodies) for name in body.names}

    @cached_property
    def folded_tree(self) -> NameTree[Agency]:
        """All names, folded: for questions."""
        return NameTree([(name, body) for body in self.bodies for name in body.names], folded=True)

    def by_symbol(self, symbol: str) -> Agency | None:
        """Return the body whose issuer symbol (STC, SNV) this is, in any case."""
        return self._symbols.get(fold(symbol))


_HEAD_START = re.compile(r"^(?:giám đốc|chủ tịch|lãnh đạo|thủ trưởng|giam doc|chu tich|lanh dao)\s+", re.IGNORECASE)


def find_loosely(agencies: Agencies, question: str) -> list[Mention]:
    """See ``Agencies.find_in_question``."""
    found = [mention for mention in agencies.find(question) if mention.agency is not None or not mention.common]
    folded, low = fold(question), lowered(question)
    candidates = [(start, end, body) for start, end, body in agencies.folded_tree.finditer(folded)]
    for word in re.finditer(r"[^\W_]+", question):
        body = agencies.by_symbol(word.group()) if len(word.group()) >= 3 else None
        if body is not None:
            candidates.append((word.start(), word.end(), body))
    for root in re.finditer(r"(?<!\w)(?:sở|so|bộ|bo)(?!\w)", low):
        words = list(re.finditer(r"[^\W_]+", question[root.end() :]))[:6]
        for count in range(len(words), 0, -1):
            end = root.end() + words[count - 1].end()
            body = nearest(folded[root.start() : end], agencies._folded)
            if body is not None:
                candidates.append((root.start(), end, body))
                break
    for start, end, body in candidates:
        span = Span(start, end)
        if _NOT_BEFORE.search(folded, max(0, start - 6), start) or any(
            span.overlaps(mention.span) for mention in found
        ):
            continue
        if _contradicts(low[start:end], body):
            continue
        found.append(Mention(span, body, question[start:end], body.kind == _COLLECTIVE))
    return sorted(found, key=lambda mention: mention.span)


def _contradicts(typed: str, body: Agency) -> bool:
    """Tell whether typed diacritics rule the name out: "số y tế" is not "sở y tế", "so y te" may be."""
    first = typed.split()[0]
    return fold(first) != first and first != lowered(body.names[0]).split()[0] and len(first) < 3


def _with_head(plain: str, start: int, floor: int) -> int:
    head = _HEAD.search(plain, max(floor, start - _HEAD_REACH), start)
    if head is None or (head.start() and plain[head.start() - 1].isalnum()):
        return start
    return head.start()


def _with_place(plain: str, start: int, end: int, body: Agency) -> int:
    """Take the name of the province into the mention: "Sở Y tế tỉnh Bình Lạc", "Công an tỉnh Bình Lạc"."""
    printed = plain[start:end]
    if body.kind in ("office", "ministry", "central", _COLLECTIVE) or printed.isupper():
        return end
    if printed.endswith("tỉnh"):
        place = _PROVINCE_NAME.match(plain, end)
    else:
        place = _PROVINCE.match(plain, end) or (
            None if _HEAD.search(plain, max(0, start - _HEAD_REACH), start) else _PLACE.match(plain, end)
        )
    return place.end() if place else end

"""What became of an agency, and what it came out of; with the documents' own words where they say so."""

from __future__ import annotations

import re
from datetime import date

from ingest.agencies.authority import Agency
from ingest.agencies.lineage import Relative
from ingest.references.numbers import normal_number, parse_number
from ingest.text.folding import fold
from rag.composers.agency_tasks import agency_tasks
from rag.composers.province_lineage import province_lineage
from rag.composers.referring import referring
from rag.composers.replacing import replacing
from rag.draft import Draft, DraftLine, Evidence
from rag.evidence.clauses import sentence_at, trimmed
from rag.evidence.desk import Desk
from rag.question.agencies import AskedAgency
from rag.wording import lineage_phrases, naming, phrases

MOST = 2


def lineage(desk: Desk) -> Draft:
    """Compose the answer to "Sở GTVT nay là sở nào?"; the list of agencies is a note, the documents are the evidence."""
    if desk.question.aspect == "replaced":
        return referring(desk) or replacing(desk) or _replaced(desk)
    if not desk.question.agencies:
        return province_lineage(desk)
    agency = desk.question.agencies[0]
    if desk.question.aspect == "tasks":
        return agency_tasks(desk, "lineage")
    if agency.agency is None:
        ended = (lineage_phrases.DISTRICTS_ENDED,) if _OF_DISTRICT.match(fold(agency.printed)) else ()
        return Draft("lineage", "not_found", opening=" ".join(ended), notes=ended)
    relatives = desk.library.agencies.lineage(agency.agency, None)
    wanted = "predecessor" if desk.question.aspect == "before" else "successor"
    names = [one.name for one in relatives if one.relation == wanted]
    notes = []
    for one in relatives:
        if one.relation == "successor":
            since = one.valid_from or _day_after(agency)
            notes.append(phrases.now_named(agency.name, one.name, since))
        elif one.relation == "predecessor":
            notes.append(phrases.came_from(agency.name, one.name))
    known = bool(names)
    for said, kin in _parts(desk, agency.agency):
        notes.append(said)
        known = True
        if kin.relation == f"part {wanted}" and kin.name not in names:
            names.append(kin.name)
    notes.append(phrases.lineage_source() if known else phrases.unchanged_body(agency.name))
    lines = _said(desk, agency, names)
    if lines:
        return Draft("lineage", "answered", sentences=lines, notes=tuple(notes))
    named = _named(desk, agency)
    if names and named:
        return Draft("lineage", "partial", sentences=named, notes=tuple(notes))
    opening = phrases.lineage_only(agency.name, names) if names else phrases.unchanged_body(agency.name)
    return Draft("lineage", "not_found", opening=opening, notes=tuple(notes))


# huyện Vĩnh Sơn, quận 3, thị xã Tân Lập; UBND huyện Vĩnh Sơn; not thành phố: some are provinces
_OF_DISTRICT = re.compile(r"(?:ubnd |cong an |chu tich )*(?:huyen|quan|thi xa)\b")


def _parts(desk: Desk, agency: Agency) -> list[tuple[str, Relative]]:
    """Return what is said of each part of the work that went over, and to whom or from whom."""
    found = []
    for one in desk.library.agencies.parts(agency):
        said = (
            lineage_phrases.part_came(agency.name, one.name, one.since, one.words)
            if one.relation == "part predecessor"
            else lineage_phrases.part_passed(agency.name, (one.name,), one.since, one.words)
        )
        found.append((said, one))
    return found


def _replaced(desk: Desk) -> Draft:
    """Quote what says that a document was replaced; no word about its force where nothing says so."""
    lines: list[DraftLine] = []
    numbers = [one.normal for one in desk.numbered if one.normal]
    numbers += [normal_number(one.key) for one in desk.question.numbers if parse_number(one.key) is not None]
    for normal in dict.fromkeys(numbers):
        for place in desk.library.archive.references_to(normal):
            if not desk.may_refer(place.document.id):
                continue
            document = desk.library.document(place.document.id)
            sentence = sentence_at(document.text, place.span.start)
            words = sentence.of(document.text)
            if _REPLACED.search(words.lower()):
                shown = naming.around(document.text, sentence, place.span)
                evidence = Evidence(document, trimmed(document, sentence))
                lines.append(DraftLine(phrases.quoted_from(shown, document), (evidence,), (shown.strip("… "),)))
    if lines:
        return Draft("lineage", "answered", sentences=tuple(lines[:MOST]), notes=(phrases.NOT_IN_FORCE,))
    return Draft("lineage", "not_found", notes=(phrases.NOT_IN_FORCE,))


# "hợp nhất", "thành lập ... trên cơ sở", "nay là", "chuyển chức năng", "tiếp nhận": not agencies merely named side by side.
_MERGED = re.compile(
    r"hợp nhất|sáp nhập|sát nhập|nay là|đổi tên|tiếp nhận|chuyển (?:chức năng|nhiệm vụ|nguyên trạng|về)|chuyển từ|trên cơ sở|kết thúc hoạt động|kế thừa|tổ chức lại"
)
_REPLACED = re.compile(r"thay thế|bãi bỏ|hết hiệu lực|bị thay|hủy bỏ|không còn hiệu lực")


def _said(desk: Desk, agency: AskedAgency, names: list[str]) -> tuple[DraftLine, ...]:
    """Return sentences that name the agency and one of its relatives together."""
    found: list[DraftLine] = []
    for one in desk.sentences():
        if _MERGED.search(one.quote.lower()) is None:
            continue
        mentions = {
            mention.agency.name for mention in desk.library.agencies.find(one.quote) if mention.agency is not None
        }
        if agency.name in mentions and mentions & {*names, agency.name}:
            words = naming.shortened(one.quote)
            found.append(DraftLine(phrases.quoted_from(words, one.document), (one,), (words,)))
    return tuple(found[:MOST])


def _named(desk: Desk, agency: AskedAgency) -> tuple[DraftLine, ...]:
    """Return one place that prints the agency's name, so that its old name can be seen in a document."""
    for summary in desk.summaries():
        if summary.id not in desk.library.archive.names_agency(agency.name):
            continue
        document = desk.library.document(summary.id)
        for mention in desk.library.agencies.find(document.text):
            if mention.agency is not None and mention.agency.name == agency.name:
                printed = mention.printed
                line = DraftLine(phrases.printed_in(printed, document), (Evidence(document, mention.span),), (printed,))
                return (line,)
    return ()


def _day_after(agency: AskedAgency) -> date | None:
    return naming.next_day(agency.agency.valid_to) if agency.agency and agency.agency.valid_to else None

"""What a search found, on the terminal: how it was understood, the passages with their places, and why they are there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from index.passages import Hit, Passage
from ui.terminal.printing import paragraph, quoted, strong
from ui.texts import reports as said
from ui.texts.naming import document_name, place_in_line

if TYPE_CHECKING:  # the engines they come with have no business in a command line's --help
    from index.lexical.reasons import Reasons
    from rag.search.find import Find, Findings
    from rag.search.stated_filters import Narrowed


def print_findings(found: Findings, paged: Mapping[str, bool], seconds: float) -> None:
    """Print the hits, best first; ``paged`` tells of each document whether its pages mean something."""
    if found.understood_as:
        print(paragraph(f"{said.UNDERSTOOD.format(text=found.understood_as)} {said.EXACTLY}"))
    for line in (
        spelled_out(found),
        conditions(found.narrowed),
        *(said.PHRASE_MISSED.format(phrase=one) for one in found.missed),
    ):
        if line:
            print(paragraph(line))
    if not found.finds:
        print(said.NO_HITS)
    for number, one in enumerate(found.finds, 1):
        passage = one.hit.passage
        page = passage.page if paged.get(passage.document_id) else None
        print(paragraph(strong(_name(passage)), 4, f"{number:>2}. "))
        for line in (
            place_in_line(passage.section_path, passage.footnote, page),
            *_changed(one),
            quoted(passage.text),
            said.COPIES.format(names="; ".join(map(_name, one.copies))) if one.copies else "",
            *(why(one.reasons, one.hit) if one.reasons else ()),
        ):
            if line:
                print(paragraph(line, 4, "    "))
    if found.finds:
        print("\n" + said.HITS.format(count=len(found.finds), seconds=f"{seconds:.2f}".replace(".", ",")))


def _changed(one: Find) -> list[str]:
    from ui.shapes.references import change_text  # with the engines of a search, not with --help

    return list(dict.fromkeys(f"{change_text(edge)}." for edge in one.changes))


def spelled_out(found: Findings) -> str:
    """Say what the short forms of a question were read as; empty when it has none that is sure."""
    forms = ", ".join(said.SHORT_FORM.format(short=short, full=full) for short, full in found.reading.spelled_out)
    return said.SPELLED_OUT.format(forms=forms) if forms else ""


def conditions(narrowed: Narrowed) -> str:
    """Say what the question's own words restricted the search to; empty when nothing."""
    parts = [said.IN_NUMBERS.format(numbers=", ".join(narrowed.numbers))] if narrowed.numbers else []
    parts += [said.OF_ISSUER.format(issuer=narrowed.issuer)] if narrowed.issuer else []
    printed = ", ".join(one.printed for one in narrowed.periods)
    parts += [said.OF_PERIODS.format(periods=printed)] if printed else []
    return said.CONDITION.format(what=", ".join(parts)) if parts else ""


def why(reasons: Reasons, hit: Hit) -> tuple[str, ...]:
    """Say what a hit was found for, a line for each kind of reason."""
    words = dict.fromkeys(
        (one.typed if one.typed.lower() == one.read else f"{one.typed} → {one.read}") + said.PLACES[one.place]
        for one in reasons.words
    )
    found = {
        "words": list(words),
        "wordings": [f"{one.typed} → {one.wording}{said.PLACES[one.place]}" for one in reasons.wordings],
        "numbers": list(reasons.numbers),
        "missing": list(reasons.missing),
        "legs": [f"{said.LEGS.get(name, name)} {score:.3f}".replace(".", ",") for name, score in hit.retrievers],
    }
    return tuple(said.WHY[name].format(words=", ".join(parts)) for name, parts in found.items() if parts)


def _name(passage: Passage) -> str:
    return document_name(passage.document_kind, passage.number, passage.issued_on, passage.file_name)

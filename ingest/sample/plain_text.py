"""Renders a sample document as plain text that looks like text taken off pages: notes stand at page bottoms."""

from __future__ import annotations

import textwrap
import unicodedata

from ingest.document import TO_SUPERSCRIPTS
from ingest.sample.letterhead import RECIPIENTS, addressees, left_column, right_column
from ingest.sample.source import Block, Grid, Run, Source, SourceParagraph

WRAP_AT = 78


def plain_text(source: Source) -> str:
    """Return the whole file; paragraphs are separated by an empty line, page ends cut sentences."""
    page = _Pages(source)
    page.letterhead()
    page.blocks(source.body)
    page.signature()
    if source.appendix:
        page.end_page()
        page.blocks(source.appendix)
    page.end_page()
    text = "\n\n".join(page.out) + "\n"
    if source.laid_out("wrapped"):
        text = "\n".join(textwrap.fill(line, WRAP_AT, break_long_words=False) for line in text.split("\n"))
    return unicodedata.normalize("NFD" if source.laid_out("nfd") else "NFC", text)


class _Pages:
    """The text so far and the notes that wait for the end of the page."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.out: list[str] = []
        self.waiting: list[int] = []
        self.displaced: tuple[str, ...] = ()
        self.number = 1

    def letterhead(self) -> None:
        source = self.source
        left, right = left_column(source), right_column(source)
        if source.laid_out("columns"):
            self.out.append("\n".join(" ".join(pair) for pair in zip(left, right, strict=True)))
        elif source.laid_out("displaced"):
            self.out += ["\n".join(left[:2]), *left[2:]]
            self.displaced = right
        elif not source.laid_out("bare"):
            self.out += ["\n".join(left[:2]), *left[2:], "\n".join(right[:-1]), right[-1]]
        if source.first("urgency"):
            self.out.append(source.first("urgency"))
        if source.first("title"):
            self.out += [source.first("title"), source.first("subject")]
        self.out += addressees(source)

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Grid):
                self.out.append("\n".join(f"| {' | '.join(row)} |" for row in block.rows))
            else:
                self.paragraph(block)

    def paragraph(self, paragraph: SourceParagraph) -> None:
        words = ""
        for run in paragraph.runs:
            if run.cut:
                self.out.append(words)
                words = ""
                self.end_page()
                self.next_page()
            elif run.note is not None:
                words += str(run.note).translate(TO_SUPERSCRIPTS)
                self.waiting.append(run.note)
            else:
                words += self.styled(run)
        self.out.append(words)

    def styled(self, run: Run) -> str:
        return f"**{run.text}**" if run.bold and self.source.laid_out("markdown") else run.text

    def signature(self) -> None:
        self.out.append("\n".join([RECIPIENTS, *(f"- {name}" for name in self.source.every("recipient"))]))
        self.out += ["\n".join(self.source.every("authority")), self.source.first("signer")]

    def end_page(self) -> None:
        self.out += [
            f"{str(number).translate(TO_SUPERSCRIPTS)} {self.source.notes[number - 1]}" for number in self.waiting
        ]
        self.waiting = []
        self.out += ["\n".join(self.displaced[:-1]), self.displaced[-1]] if self.displaced else []
        self.displaced = ()

    def next_page(self) -> None:
        self.number += 1
        if self.source.laid_out("numbered"):
            self.out.append(str(self.number))

"""Renders a sample document as a laid-out PDF: raised marks, notes over the page's foot, page numbers on top."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from ingest.sample.letterhead import MOTTO, PARTY_MOTTO, RECIPIENTS, addressees, left_column
from ingest.sample.source import Block, Grid, Run, Source, SourceParagraph
from ingest.sample.typesetting import REGULAR, SetPiece, SetWord, lines_of, load_fonts, note_words, width_of, words_of

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT, RIGHT, TOP, BOTTOM = 85.0, 43.0, 57.0, 57.0
WIDTH = PAGE_WIDTH - LEFT - RIGHT
LEADING, NOTE_LEADING, AFTER_PARAGRAPH, INDENT = 19.0, 12.5, 4.0, 36.0
LEFT_COLUMN = 168.0
NOTE_GAP = 14.0  # from the last line to the rule over the notes
CELL_PAD = 4.0
CELL_SIZE = 11.0


def pdf_file(source: Source) -> bytes:
    """Return the bytes of the file; raises FileNotFoundError without the font."""
    load_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, pageCompression=1, initialFontName=REGULAR)
    canvas.setTitle(source.name)
    typesetter = _Pages(source, canvas)
    typesetter.letterhead()
    typesetter.blocks(source.body)
    typesetter.signature()
    if source.appendix:
        typesetter.end_page()
        typesetter.blocks(source.appendix)
    typesetter.end_page(last=True)
    canvas.save()
    return out.getvalue()


class _Pages:
    """The page being filled: the height left, and the notes that stand at its foot."""

    def __init__(self, source: Source, canvas: Canvas) -> None:
        self.source = source
        self.canvas = canvas
        self.number = 1
        self.y = PAGE_HEIGHT - TOP
        self.notes: list[int] = []

    def end_page(self, last: bool = False) -> None:
        if self.notes:
            y = BOTTOM + self.notes_height(self.notes) - NOTE_GAP
            self.canvas.setLineWidth(0.5)
            self.canvas.line(LEFT, y, LEFT + 144, y)
            for number in self.notes:
                for line in lines_of(note_words(number, self.source.notes[number - 1]), WIDTH):
                    y -= NOTE_LEADING
                    self.draw(line, LEFT, y)
        self.canvas.showPage()
        if last:
            return
        self.number += 1
        self.notes = []
        self.y = PAGE_HEIGHT - TOP
        self.centred_at(words_of((Run(str(self.number)),)), PAGE_WIDTH / 2, PAGE_HEIGHT - 42)

    def notes_height(self, numbers: list[int]) -> float:
        lines = sum(len(lines_of(note_words(k, self.source.notes[k - 1]), WIDTH)) for k in numbers)
        return lines * NOTE_LEADING + NOTE_GAP if numbers else 0.0

    def room(self, height: float, numbers: tuple[int, ...] = ()) -> None:
        """Begin a new page unless ``height`` and these notes still fit on this one."""
        if self.y - height < BOTTOM + self.notes_height([*self.notes, *numbers]):
            self.end_page()

    def draw(self, line: tuple[SetWord, ...], x: float, y: float, stretch: float = 0.0) -> None:
        """Draw words from ``x``; with ``stretch`` each word on its own, that much further apart."""
        pieces = [
            piece for word in line for piece in (*word.pieces, SetPiece(" ", word.pieces[-1].font, _full_size(word)))
        ]
        run: list[SetPiece] = []
        for piece in pieces:
            same = run and (run[-1].font, run[-1].size, run[-1].rise) == (piece.font, piece.size, piece.rise)
            if run and (not same or (stretch and run[-1].text == " ")):
                x = self.draw_run(run, x, y, stretch)
                run = []
            run.append(piece)
        if run[-1].text == " ":
            run.pop()
        self.draw_run(run, x, y, 0.0)

    def draw_run(self, run: list[SetPiece], x: float, y: float, stretch: float) -> float:
        if not run:
            return x
        whole = SetPiece("".join(piece.text for piece in run), run[0].font, run[0].size, run[0].rise)
        self.canvas.setFont(whole.font, whole.size)
        self.canvas.drawString(x, y + whole.rise, whole.text)
        return x + whole.width + (stretch if whole.text.endswith(" ") else 0.0)

    def centred_at(self, line: tuple[SetWord, ...], centre: float, y: float) -> None:
        self.draw(line, centre - width_of(line) / 2, y)

    def column(self, texts: tuple[str, ...], centre: float, width: float, y: float, bold_from: int = 99) -> float:
        for number, text in enumerate(texts):
            size = 11.0 if width < 300 and number < bold_from else 12.0
            for line in lines_of(words_of((Run(text),), size, bold=number >= bold_from), width):
                self.centred_at(line, centre, y)
                y -= 16.0
        return y

    def letterhead(self) -> None:
        source = self.source
        left = left_column(source)
        left_centre, right_width = LEFT + LEFT_COLUMN / 2 - 12, WIDTH - LEFT_COLUMN
        right_centre = LEFT + LEFT_COLUMN + right_width / 2 + 10
        names = 3 if source.party else 2
        under_names = self.column(left[:names], left_centre, LEFT_COLUMN, self.y, bold_from=1)
        self.canvas.line(left_centre - 30, under_names + 11, left_centre + 30, under_names + 11)
        under_motto = self.column(PARTY_MOTTO if source.party else MOTTO, right_centre, WIDTH, self.y, bold_from=0)
        self.canvas.line(right_centre - 70, under_motto + 11, right_centre + 70, under_motto + 11)
        y = min(under_names, under_motto) - 8
        self.centred_at(words_of((Run(source.first("place"), italic=True),)), right_centre, y)
        y = self.column(left[names:], left_centre, LEFT_COLUMN, y)
        if source.first("urgency"):
            y -= 8
            box = words_of((Run(source.first("urgency")),), 12.0, bold=True)
            self.canvas.rect(left_centre - width_of(box) / 2 - 8, y - 6, width_of(box) + 16, 20)
            self.centred_at(box, left_centre, y)
            y -= 16
        self.y = y - 14
        for text in (source.first("title"), source.first("subject") if source.first("title") else ""):
            if text:
                self.paragraph(SourceParagraph((Run(text, bold=True),), centred=True))
        for number, text in enumerate(addressees(source)):
            self.paragraph(SourceParagraph((Run(text),)), indent=INDENT + 40 if number == 0 else INDENT + 76, hang=True)
        self.y -= 6

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if isinstance(block, Grid):
                self.grid(block)
            else:
                self.paragraph(block)

    def paragraph(self, paragraph: SourceParagraph, indent: float = INDENT, hang: bool = False) -> None:
        words = words_of(paragraph.runs)
        if paragraph.centred:
            lines = lines_of(words, WIDTH - 60)
        else:
            lines = lines_of(words, WIDTH - indent if hang else WIDTH, 0.0 if hang else indent)
        for number, line in enumerate(lines):
            marked = tuple(k for word in line for k in word.notes)
            self.room(LEADING, marked)
            self.notes += marked
            self.y -= LEADING
            if paragraph.centred:
                self.centred_at(line, PAGE_WIDTH / 2, self.y)
                continue
            start = indent if hang or number == 0 else 0.0
            fill = self.source.laid_out("justified") and number < len(lines) - 1 and len(line) > 1
            stretch = (WIDTH - start - width_of(line)) / (len(line) - 1) if fill else 0.0
            self.draw(line, LEFT + start, self.y, stretch)
        self.y -= AFTER_PARAGRAPH

    def grid(self, grid: Grid) -> None:
        widths = _column_widths(grid)
        for row in grid.rows:
            cells = [
                lines_of(words_of((Run(text),), CELL_SIZE, bold=row is grid.rows[0]), width - 2 * CELL_PAD)
                for text, width in zip(row, widths, strict=True)
            ]
            height = max(len(lines) for lines in cells) * 15.0 + 2 * CELL_PAD
            self.room(height)
            x = LEFT
            for lines, width in zip(cells, widths, strict=True):
                self.canvas.line(x, self.y, x + width, self.y)
                self.canvas.line(x, self.y, x, self.y - height)
                for number, line in enumerate(lines):
                    self.draw(line, x + CELL_PAD, self.y - CELL_PAD - 11 - 15.0 * number)
                x += width
            self.canvas.line(x, self.y, x, self.y - height)
            self.y -= height
            self.canvas.line(LEFT, self.y, x, self.y)

    def signature(self) -> None:
        names = self.source.every("recipient")
        authority = self.source.every("authority")
        self.y -= 10
        self.room(max(16.0 * (len(names) + 2), 18.0 * len(authority) + 100))
        top = self.y
        y = top - 16
        self.draw(words_of((Run(RECIPIENTS, bold=True),), 12.0), LEFT, y)
        for name in names:
            for line in lines_of(words_of((Run(f"- {name}"),), 11.0), 225):
                y -= 14
                self.draw(line, LEFT, y)
        centre = LEFT + WIDTH * 0.76
        under = self.column(authority, centre, 250, top - 16, bold_from=0)
        self.column((self.source.first("signer"),), centre, 250, under - 60, bold_from=0)
        self.y = min(y, under - 76)


def _full_size(word: SetWord) -> float:
    return max(piece.size for piece in word.pieces)


def _column_widths(grid: Grid) -> list[float]:
    """Share the width by the longest texts, but leave every column room for its longest word."""
    least = [
        max(max(word.width for word in words_of((Run(row[k]),), CELL_SIZE, bold=True)) for row in grid.rows)
        + 2 * CELL_PAD
        + 2
        for k in range(len(grid.rows[0]))
    ]
    weights = [max(len(row[k]) for row in grid.rows) ** 0.8 for k in range(len(grid.rows[0]))]
    spare = WIDTH - sum(least)
    return [low + spare * weight / sum(weights) for low, weight in zip(least, weights, strict=True)]

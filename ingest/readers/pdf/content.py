"""The content streams of a PDF page, followed operator by operator to find where each word stands.

pypdf's own text visitor reports where a text object starts but not where each string of it stands nor ends, and it
loses the place when the font changes inside one. So pypdf opens the stream and decodes the fonts, and this file
follows the matrices (PDF 32000-1, 8.3 and 9.4).
"""

from __future__ import annotations

from dataclasses import dataclass

from pypdf.generic import DictionaryObject, StreamObject

from ingest.readers.pdf import paint
from ingest.readers.pdf.drawing import Drawing
from ingest.readers.pdf.graphics import GraphicsState
from ingest.readers.pdf.objects import corners, dictionary, matrix_of, multiply, numbers
from ingest.readers.pdf.page_state import PageState
from ingest.readers.pdf.tokens import operations

# A text page has some thousand operators; a map drawn as vectors may have millions and must not stall the import.
MAX_OPERATORS = 400_000
MAX_STREAM_BYTES = 8 * 2**20
_MAX_FORM_DEPTH = 8
_MAX_FORMS = 3_000
_SHINES_THROUGH = ("/SMask", "/Mask", "/ImageMask")


@dataclass(slots=True)
class ContentWalk(PageState):
    """Walks the content streams of one page and adds what it finds to ``page``."""

    def form(self, form: StreamObject, outer: DictionaryObject, state: GraphicsState, depth: int) -> None:
        """Follow a form drawn in ``state``, which is its own; without resources of its own it uses those around it."""
        self.forms += 1
        if self.forms > _MAX_FORMS or depth > _MAX_FORM_DEPTH:
            self.page.nested, self.page.complete = True, False
            return
        resources = dictionary(form.get("/Resources")) or outer
        state.ctm = multiply(matrix_of(form.get("/Matrix")), state.ctm)
        if len(box := numbers(form.get("/BBox"))) == 4:
            paint.clipped_to([paint.around(state.ctm, corners(box), paint.is_level(state.ctm))], state)
        if "/Group" in form:
            state.veil, state.alpha = state.opacity, 1.0
        self.optional += "/OC" in form
        self.run(form, resources, state, depth)
        self.optional -= "/OC" in form

    def run(self, stream: StreamObject, resources: DictionaryObject, state: GraphicsState, depth: int) -> None:
        """Follow one content stream from the graphics state it starts in."""
        if self.operators > MAX_OPERATORS or len(data := stream.get_data()) > MAX_STREAM_BYTES:
            self.page.complete = False
            return
        drawing = Drawing(self, resources, state, depth)
        for operator, operands in operations(data):
            self.operators += 1
            if self.operators > MAX_OPERATORS:
                self.page.complete = False
                return
            if operator == b"Do":
                if operands:
                    self._draw(str(operands[-1]), drawing)
                continue
            try:
                drawing.follow(operator, operands)
            except (TypeError, ValueError, IndexError, OverflowError):
                continue  # operands that do not fit their operator cost that operator alone

    def _draw(self, name: str, drawing: Drawing) -> None:
        drawn = dictionary(dictionary(drawing.resources.get("/XObject")).get(name))
        if drawn.get("/Subtype") == "/Image":
            self.page.pictures += 1
            paint.picture(self.page, drawing.state, not any(key in drawn for key in _SHINES_THROUGH))
        elif isinstance(drawn, StreamObject) and not self.page.nested:
            self.form(drawn, drawing.resources, drawing.state.copy(), drawing.depth + 1)

"""What all content streams of one PDF page share while they are followed."""

from __future__ import annotations

from dataclasses import dataclass, field

from pypdf import PageObject
from pypdf.generic import DictionaryObject

from ingest.layout.legibility import zoom
from ingest.layout.words import PageWords
from ingest.readers.pdf.fonts import PdfFont, font_of
from ingest.readers.pdf.objects import dictionary

# Fonts of a document by the identity of their dictionaries; reading one costs more than a page of text.
FontCache = dict[int, tuple[DictionaryObject, PdfFont]]


@dataclass(slots=True)
class PageState:
    """What is found so far on a page, the fonts of its file, and what is around the words being shown.

    ``stamp`` is set by the caller while the appearance of a digital signature is drawn. ``optional`` counts the layers
    (optional content) around what is drawn: whether they are switched on, drawing the page tells.
    """

    page: PageWords
    source: PageObject
    fonts: FontCache = field(default_factory=dict)
    operators: int = 0
    forms: int = 0
    stamp: bool = False
    spaced: bool = False
    optional: int = 0

    @property
    def zoom(self) -> float:
        """By how much a page smaller than A4 is enlarged to be read."""
        return zoom(self.page.width, self.page.height)

    def font(self, resources: DictionaryObject, name: str) -> PdfFont:
        """Return the font of this name, read once for the document."""
        found = dictionary(dictionary(resources.get("/Font")).get(name))
        if id(found) not in self.fonts:
            # The dictionary is kept beside its font, so that no other object can take its id.
            self.fonts[id(found)] = (found, font_of(found))
        font = self.fonts[id(found)][1]
        # A damaged font makes its words unreadable, not the page.
        self.page.complete &= font.font is not None
        return font

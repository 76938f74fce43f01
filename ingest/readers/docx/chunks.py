"""Files that Word prints in the place of a chunk (``w:altChunk``): pages, texts or documents pasted in by programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.lines import Line, Reading

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
_MOST_CHUNKS = 200  # an honest document has a few; each may cost a conversion


@dataclass(slots=True)
class Chunks:
    """The chunks of one document by the id that names them, and the reader for them; counts those that stay unread."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    read: Callable[[bytes], Reading] | None = None
    unread: int = 0
    begun: int = 0
    told: list[ReadingWarning] = field(default_factory=list)

    def lines(self, element: etree._Element) -> Iterator[Line]:
        """Yield the lines of a chunk in its place; its separate notes stay unread."""
        data = self.files.get(element.get(_ID) or element.get(_STRICT_ID) or "")
        self.begun += 1
        if data is None or self.read is None or self.begun > _MOST_CHUNKS:
            self.unread += 1
            return
        try:
            reading = self.read(data)
        except UnreadableFileError as refusal:
            if refusal.code not in ("no_text", "empty_file"):
                self.unread += 1
            return
        except Exception:  # what the readers' libraries raise on damaged bytes
            self.unread += 1
            return
        self.unread += bool(reading.notes)
        self.told += reading.warnings
        yield from reading.lines

    def warnings(self) -> tuple[ReadingWarning, ...]:
        """Return what the chunks' readers told, each once, and how many chunks were not read."""
        more = [ReadingWarning("unread_parts", f"chunk × {self.unread}")] if self.unread else []
        return (*dict.fromkeys(self.told), *more)

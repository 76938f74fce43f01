"""Renders the sources of the sample archive to files: ``python -m ingest.sample.render [folder]``."""

from __future__ import annotations

import sys
from pathlib import Path

from ingest.sample.plain_text import plain_text
from ingest.sample.source import Source, sources

FILES = Path(__file__).parent / "files"


def rendered(source: Source) -> bytes:
    """Return the bytes of one file; the same source always gives the same bytes."""
    if source.first("format") == "docx":
        from ingest.sample.word import word_file

        return word_file(source)
    if source.first("format") == "pdf":
        from ingest.sample.pages import pdf_file

        return pdf_file(source)
    return plain_text(source).encode("utf-8")


def render(folder: Path = FILES) -> tuple[Path, ...]:
    """Write every sample document into ``folder`` and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for source in sources():
        path = folder / source.file_name
        path.write_bytes(rendered(source))
        paths.append(path)
    return tuple(paths)


if __name__ == "__main__":
    render(Path(sys.argv[1]) if len(sys.argv) > 1 else FILES)

"""Print the reference of the HTTP interface as it is: ``python -m ui.reference > ui/api/API.md``."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ui.api.reference_text import reference_text
from ui.app import create_app


def main() -> None:
    """Print the Markdown on standard output."""
    with tempfile.TemporaryDirectory() as scratch:
        print(reference_text(create_app(Path(scratch) / "archive", encoder="").openapi()), end="")


if __name__ == "__main__":
    main()

"""Names of files inside a file, as a warning or a refusal may show them: bounded, on one line."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.document import ReadingWarning
from ingest.errors import UnreadableFileError
from ingest.text.printable import printable

_MOST_NAMED = 5
_LONGEST_NAME = 80


def listed(names: Sequence[str]) -> str:
    """Return the first names, then how many more there are; a name without letters is a question mark.

    >>> listed(["a.pdf", "b.xlsx"]), listed([f"{at}.pdf" for at in range(1, 9)])
    ('a.pdf; b.xlsx', '1.pdf; 2.pdf; 3.pdf; 4.pdf; 5.pdf; … +3')
    """
    shown = [_short(name) for name in names[:_MOST_NAMED]]
    return "; ".join([*shown, f"… +{len(names) - _MOST_NAMED}"] if len(names) > _MOST_NAMED else shown)


def nothing_but(warnings: Sequence[ReadingWarning]) -> UnreadableFileError:
    """Return the refusal of a file without words: ``only_attachments`` where there are some, else ``no_text``."""
    names = next((one.detail for one in warnings if one.code == "attachments"), None)
    return UnreadableFileError("no_text") if names is None else UnreadableFileError("only_attachments", names)


def _short(name: str) -> str:
    # The path a file had on its author's machine is nobody's business.
    plain = " ".join(printable(name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]).split())
    return (plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - 1] + "…") or "?"

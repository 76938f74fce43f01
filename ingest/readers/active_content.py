"""What in a file would act or call out if a program let it: named for the clerk, never run and never fetched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.document import ReadingWarning

# In the order in which they are told. "script" is a program of a page or PDF, "launch" starts another program or opens
# another file, "submit" sends a form, "template" and "outside" are files to be fetched, "path" names a place outside.
KINDS = ("macro", "script", "launch", "submit", "dde", "control", "template", "outside", "path")

_CODE = "active_content"

# A template on the author's own disk is named in most Word files; one to be fetched from elsewhere brings macros.
_REMOTE = re.compile(
    r"\s*(?:https?:|ftp:|file://[^/\\]|\\\\|//)", re.IGNORECASE
)  # http://x, \\server\x, file://server/x
# { DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" } · { INCLUDEPICTURE "http://x/y.png" \d }
_DDE = re.compile(r"\s*DDE(?:AUTO)?\b", re.IGNORECASE)
_INCLUDES = re.compile(r"\s*(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|RD|DATABASE)\b", re.IGNORECASE)

_RTF_TEMPLATE = re.compile(rb"\{\\\*\\template\s+([^{}]{1,300})")  # {\*\template http://x/y.dotm}
# Possessive, since a long run of control words has many ways to be cut: {\*\fldinst {\b1 DDEAUTO cmd.exe}}
_RTF_FIELD = re.compile(
    rb"\\fldinst\b(?:\\[a-z]++-?\d*+|\\[^a-z]|[^A-Za-z{}\\]|[{}]){0,60}+([A-Za-z]{2,20}[^{}]{0,200})"
)


def active_content(kinds: Iterable[str]) -> tuple[ReadingWarning, ...]:
    """Return the one warning that names the kinds found (``macro, script``), or nothing."""
    found = set(kinds)
    return (ReadingWarning(_CODE, ", ".join(kind for kind in KINDS if kind in found)),) if found else ()


def told_once(warnings: Sequence[ReadingWarning]) -> tuple[ReadingWarning, ...]:
    """Return the warnings with all ``active_content`` in one, the last: a file and what it holds are told together."""
    kinds = [kind for one in warnings if one.code == _CODE for kind in one.detail.split(", ")]
    return (*(one for one in warnings if one.code != _CODE), *active_content(kinds))


def is_remote(target: str) -> bool:
    r"""Tell whether a path or address leads off the machine.

    >>> is_remote("http://x/a.dotm"), is_remote("file:///C:/Users/a/Normal.dotm"), is_remote(r"\\may\a.dotm")
    (True, False, True)
    """
    return bool(_REMOTE.match(target))


def active_in_field(instruction: str) -> str | None:
    """Return the kind of a Word field that would call a program or fetch a file, else ``None``."""
    if _DDE.match(instruction):
        return "dde"
    return "outside" if _INCLUDES.match(instruction) else None


def active_in_rtf(data: bytes) -> tuple[str, ...]:
    """Return the kinds in a rich text file, looked for in its control words."""
    found = set()
    template = _RTF_TEMPLATE.search(data)
    if template and is_remote(template[1].decode("latin-1").replace("\\\\", "\\")):
        found.add("template")
    for field in _RTF_FIELD.finditer(data):
        found.add(active_in_field(field[1].decode("latin-1")) or "")
    if b"\\objocx" in data:
        found.add("control")
    return tuple(kind for kind in KINDS if kind in found)

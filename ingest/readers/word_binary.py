"""Old and foreign word processor files (.doc, .rtf, .odt, Word 2003 XML): LibreOffice turns them into DOCX."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import UnreadableFileError
from ingest.lines import Reading
from ingest.readers.docx.reader import read_docx
from ingest.scratch import scratch

if TYPE_CHECKING:
    from ingest.ocr.recognition import Recognition

# Starting LibreOffice takes seconds, a long document some more; a file that takes longer hangs it.
TIME_LIMIT_SECONDS = 120.0
# Settings of LibreOffice (officecfg, Office/Common.xcs and Office/Writer.xcs): no macro of any signature, no program behind
# a link or object, no file fetched from where the document does not lie, no link brought up to date (2: never).
_FORBIDDEN = (
    ("Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Common/Security/Scripting", "DisableOLEAutomation", "true"),
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Writer/Content/Update", "Link", "2"),
)
_PROGRAMS = ("soffice", "libreoffice")


def read_through_soffice(
    data: bytes, suffix: str, time_limit: float = TIME_LIMIT_SECONDS, recognition: Recognition | None = None
) -> Reading:
    """Read a file of a format LibreOffice knows; ``suffix`` (``doc``, ``rtf``, ``odt``, ``xml``) names it.

    The conversion runs in a folder and with a profile of its own, so that several may run at once, where no macro runs and
    no link is followed; page breaks that
    LibreOffice computed are not those of the author, so the reading has no pages. Raises ``UnreadableFileError``:
    ``missing_helper`` (detail ``soffice``), ``timeout``, ``encrypted_file``, ``broken_file`` and those of ``read_docx``.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableFileError("missing_helper", "soffice")
    with scratch("convert") as folder:
        settings = Path(folder, "profile", "user", "registrymodifications.xcu")
        settings.parent.mkdir(parents=True)
        settings.write_text(_settings(), encoding="utf-8")
        source = Path(folder, f"document.{suffix}")
        source.write_bytes(data)
        _convert(program, source, time_limit)
        made = Path(folder, "out", "document.docx")
        if not made.is_file():
            raise UnreadableFileError("broken_file", suffix)
        return _without_pages(read_docx(made.read_bytes(), recognition))


def _settings() -> str:
    """Return the profile's settings: what a stranger's file may do, which is nothing."""
    items = (
        f'<item oor:path="/org.openoffice.Office.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _FORBIDDEN
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">{"".join(items)}</oor:items>'


def _convert(program: str, source: Path, time_limit: float) -> None:
    command = [
        program,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation={(source.parent / 'profile').as_uri()}",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(source.parent / "out"),
        str(source),
    ]
    # soffice is a script around the real program: the whole group must go when time is up.
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as running:
        try:
            running.wait(time_limit)
        except subprocess.TimeoutExpired as error:
            os.killpg(running.pid, signal.SIGKILL)
            raise UnreadableFileError("timeout", f"{time_limit:.0f} s") from error
        except BaseException:
            os.killpg(running.pid, signal.SIGKILL)
            raise


def _without_pages(reading: Reading) -> Reading:
    return replace(reading, lines=tuple(replace(line, page=1) for line in reading.lines), page_count=1, paged=False)

"""The program run as a user runs it, and small archives to run it on."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ui.cli import main
from ui.commands.demo import sample_folder

ROOT = Path(__file__).parents[2]
SAMPLES = [sample_folder() / name for name in ("02-1276-UBND-KT.txt", "09-1893-UBND-KGVX.txt")]
NO_VECTORS = ["--encoder", ""]


def tracuu(*arguments: str | Path, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does."""
    given = [sys.executable, "-m", "ui.cli", *map(str, arguments)]
    given += ["--archive", str(folder)] if folder else []
    return subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=False)


def value_of(run: subprocess.CompletedProcess[str]) -> Any:  # noqa: ANN401
    """Return the one JSON value on standard output; anything else there fails."""
    return json.loads(run.stdout)


def sample_archive(folder: Path) -> Path:
    """Make an archive of two sample directives."""
    assert main(["ingest", *map(str, SAMPLES), "--archive", str(folder), *NO_VECTORS]) == 0
    return folder


def archive_with_tasks(folder: Path) -> Path:
    """Make an archive with two tasks, one of them meant to act as a formula."""
    text = '=HYPERLINK("http://x") do Sở Y tế thực hiện.\nSở Tài chính bố trí kinh phí.'
    tasks = (
        assigned(text, '=HYPERLINK("http://x")', None, "assigned", due="2024-07"),
        assigned(text, "bố trí kinh phí", "Sở Tài chính", due="2024-06-30", coordinators=("Công an tỉnh",)),
    )
    document, original = directive(
        text, number="8/UBND-TH", kind="công văn", issued_on=date(2024, 6, 1), assignments=tasks
    )
    path = folder.with_suffix(".txt")
    path.write_bytes(original)
    with Archive.open(folder, create=True, agencies=FewAgencies()) as archive:
        archive.add(document, path, "vb.txt")
    return folder

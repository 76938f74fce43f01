"""An archive of an older version opens with every row of its register, whole even when the growth is cut short."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from archived import FewAgencies, assigned, directive
from ingest.archive.archive import Archive
from ingest.archive.register.filters import TaskFilters
from ingest.archive.register.rows import TaskRow
from ingest.archive.schema import VERSION
from older_archives import take_back

TEXT = (
    "Sở Y tế chủ trì, phối hợp Công an tỉnh rà soát chợ Bến Gỗ trước 30/6/2024.\n"
    "Sở Tài chính bố trí kinh phí trong tháng 7 năm 2024.\n"
    "Các sở, ban, ngành tiết kiệm điện.\n"
    "Khẩn trương khắc phục hậu quả."
)


def filled(folder: Path) -> tuple[TaskRow, ...]:
    """Make an archive of two directives, one of them undated, and return its register."""
    tasks = (
        assigned(TEXT, "rà soát chợ Bến Gỗ", "Sở Y tế", due="2024-06-30", coordinators=("Công an tỉnh",)),
        assigned(TEXT, "bố trí kinh phí", "Sở Tài chính", "assigned", due="2024-07"),
        replace(assigned(TEXT, "tiết kiệm điện", "Các sở, ban, ngành", "assigned"), common=True),
        assigned(TEXT, "Khẩn trương khắc phục hậu quả", None, "assigned"),
    )
    issued = {"number": "12/UBND-TH", "issued_on": date(2024, 6, 1), "issuer": "UBND tỉnh Bình Lạc"}
    again = "Công an tỉnh tuần tra địa bàn."
    made = (
        directive(TEXT, assignments=tasks, **issued),  # type: ignore[arg-type]
        directive(again, assignments=(assigned(again, "tuần tra địa bàn", "Công an tỉnh"),)),
    )
    with Archive.open(folder, create=True, agencies=FewAgencies()) as archive:
        for document, original in made:
            path = folder / "vb.txt"
            path.write_bytes(original)
            archive.add(document, path, document.id)
        return archive.assignments()


@pytest.mark.slow
@pytest.mark.parametrize("version", [1, 2, 3])
def test_every_row_of_an_older_register_is_kept_and_found(tmp_path: Path, version: int) -> None:
    before = filled(tmp_path)
    take_back(tmp_path, version)
    with Archive.open(tmp_path, agencies=FewAgencies()) as archive:
        assert archive.assignments() == before
        assert [row.task for row in archive.assignments(agency="Công an tỉnh")] == [
            "rà soát chợ Bến Gỗ",
            "tuần tra địa bàn",
        ]
        for filters, count in (
            (TaskFilters(words="chợ bến"), 1),
            (TaskFilters(words="cho ben go"), 1),
            (TaskFilters(section="nhiệm vụ"), 5),
            (TaskFilters(issuer="binh lac"), 4),
            (TaskFilters(due_before=date(2024, 6, 30)), 1),
            (TaskFilters(unled=True), 1),
            (TaskFilters(issued_from=date(2024, 1, 1)), 4),
            (TaskFilters(status="todo"), 5),
        ):
            assert archive.tasks.list(filters).count == count, filters
        assert archive.database_report() == ()
    with sqlite3.connect(tmp_path / "archive.db") as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == VERSION
        assert not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'assignments'").fetchone()
    db.close()


@pytest.mark.slow
def test_a_document_of_an_older_archive_is_removed_without_a_trace(tmp_path: Path) -> None:
    filled(tmp_path)
    take_back(tmp_path, 3)
    with Archive.open(tmp_path, agencies=FewAgencies()) as archive:
        for document_id in archive.ids():
            archive.remove(document_id)
        with sqlite3.connect(tmp_path / "archive.db") as db:
            for table in ("tasks", "task_rows", "task_bodies", "task_words"):
                assert db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == 0, table
        db.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from ingest.archive.archive import Archive
from ingest.archive.register import rows
whole = rows.store_rows
def cut(db, origin, *rest):
    whole(db, origin, *rest)
    os.kill(os.getpid(), signal.SIGKILL)
rows.store_rows = cut
Archive.open(Path(sys.argv[1]))
"""


@pytest.mark.slow
def test_a_growth_that_is_killed_leaves_the_older_archive_whole(tmp_path: Path) -> None:
    before = filled(tmp_path)
    take_back(tmp_path, 3)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env=environment, check=False)
    assert killed.returncode == -signal.SIGKILL
    with sqlite3.connect(tmp_path / "archive.db") as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == 3
        assert db.execute("SELECT count(*) FROM assignments").fetchone()[0] == len(before)
    db.close()
    with Archive.open(tmp_path, agencies=FewAgencies()) as archive:
        assert archive.assignments() == before

"""Reads many files in worker processes, one per core, each file within limits of time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from ingest.intake.process_family import kill_family
from ingest.intake.worker import OUT_OF_MEMORY, OVERDUE, OWN_FOLDER, Outcome, Pages
from ingest.scratch import scratch

# A worker that has not come up by then (seconds) never will; importing the readers takes about one.
_START_SECONDS = 120.0
_MOST_FAILED_STARTS = 3  # in a row; one may fail when the machine is short of memory for a moment
# A file whose pages keep coming may take this many times the limit: a scan of 500 pages is honest, one without end not.
_LONGEST_FILE = 15
_DEATH_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: ``seconds`` until its end or its next page, ``memory`` in bytes of address space."""

    seconds: float
    memory: int


PageProgress = Callable[[Path, int, int], None]
"""Called with a file, how many of its pages are read and how many it has; not for every page."""


class _Worker:
    """One reading process and the file it is at; ``path`` is None while it starts or waits.

    ``lost`` is true when it can read no further file: it is dead, hangs, or has no memory left.
    """

    def __init__(self, reader: str, limits: Limits) -> None:
        self.connection, theirs = Pipe()
        self.limits = limits
        # Copies that readers make for other programs go with the process, however it ends.
        self._lent = ExitStack()
        folder = self._lent.enter_context(scratch(OWN_FOLDER))
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
        alarm = str(int(limits.seconds) + 5)
        command = [sys.executable, "-m", "ingest.intake.worker", str(theirs.fileno()), reader, alarm]
        self.process = subprocess.Popen(
            [*command, str(limits.memory)],
            pass_fds=[theirs.fileno()],
            env=environment | {"TMPDIR": str(folder), "OMP_THREAD_LIMIT": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=None if os.environ.get("TRACUU_DEBUG") else subprocess.DEVNULL,  # libraries curse as they crash
        )
        theirs.close()
        self.path: Path | None = None
        self.lost = False
        self.since = time.monotonic()
        self.due = self.since + _START_SECONDS

    def give(self, path: Path) -> None:
        self.path = path
        self.since = time.monotonic()
        self.due = self.since + self.limits.seconds
        with suppress(OSError):  # it died meanwhile: heard() will tell
            self.connection.send(os.fsencode(path))

    def heard(self) -> Outcome | Pages | None:
        """Return what the process says; its death is the outcome of its file. None: it is ready."""
        try:
            said: Outcome | Pages | None = self.connection.recv()
        except (EOFError, OSError):
            self.lost = True
            return self._cause_of_death()
        if said is not None and len(said) == 2:
            self.due = min(time.monotonic() + self.limits.seconds, self.since + _LONGEST_FILE * self.limits.seconds)
        self.lost = said is not None and said[1] == "out_of_memory"  # what is left of its memory is in pieces
        return said

    def overdue(self) -> Outcome:
        self.lost = True
        return None, "timeout", ""

    def _cause_of_death(self) -> Outcome:
        try:
            status = self.process.wait(_DEATH_SECONDS)
        except subprocess.TimeoutExpired:
            status = 0
        causes = {OVERDUE: "timeout", OUT_OF_MEMORY: "out_of_memory"}
        return (None, causes[status], "") if status in causes else (None, "broken_file", "crash")

    def stop(self) -> None:
        self.connection.close()
        if self.process.returncode is None:
            kill_family(self.process.pid)
            self.process.wait()
        self._lent.close()


def read_all(
    paths: Sequence[Path], reader: str, workers: int, limits: Limits, on_page: PageProgress | None = None
) -> Generator[tuple[Path, Outcome], None, None]:
    """Yield the outcome of every file once, in the order they are done.

    ``reader`` names a function of a module (``ingest.reading:read_document``), because it runs elsewhere. A file that
    ends its process has the code ``broken_file`` (detail ``crash``), one beyond the limits ``timeout`` or
    ``out_of_memory``. Close the iterator to stop the processes early. Raises RuntimeError when no process can be started.
    """
    waiting = deque(paths)
    team: dict[Connection, _Worker] = {}
    failed_starts = 0

    def hire() -> None:
        worker = _Worker(reader, limits)
        team[worker.connection] = worker

    try:
        for _ in range(min(workers, len(waiting))):
            hire()
        while team:
            patience = max(0.0, min(worker.due for worker in team.values()) - time.monotonic())
            ready = set(wait(list(team), timeout=patience))
            now = time.monotonic()
            for connection, worker in list(team.items()):
                if connection not in ready and now < worker.due:
                    continue
                said = worker.heard() if connection in ready else worker.overdue()
                done = worker.path
                if said is not None and len(said) == 2:
                    if done is not None and on_page is not None:
                        on_page(done, *said)
                    continue
                if done is None:
                    failed_starts = failed_starts + 1 if worker.lost else 0
                    if failed_starts == _MOST_FAILED_STARTS:
                        raise RuntimeError("a reading process did not start")
                if worker.lost or not waiting:
                    del team[connection]
                    worker.stop()
                    if waiting:
                        hire()
                else:
                    worker.give(waiting.popleft())
                if done is not None and said is not None:
                    yield done, said
    finally:
        for worker in list(team.values()):
            worker.stop()

"""Reads many files in worker processes, one per core, each file within a time limit."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path

from ingest.reading_worker import Outcome

# A worker that has not come up by then (seconds) never will; importing the readers takes about one.
_START_SECONDS = 120.0
_CRASHED: Outcome = (None, "broken_file", "crash")
_OVERDUE: Outcome = (None, "timeout", "")


class _Worker:
    """One reading process and the file it is at; ``path`` is None while it starts or waits."""

    def __init__(self, reader: str, seconds: float) -> None:
        self.connection, theirs = Pipe()
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
        alarm = str(int(seconds) + 5)
        command = [sys.executable, "-m", "ingest.reading_worker", str(theirs.fileno()), reader, alarm]
        self.process = subprocess.Popen(
            command,
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        theirs.close()
        self.path: Path | None = None
        self.due = time.monotonic() + _START_SECONDS

    def give(self, path: Path, seconds: float) -> None:
        self.path = path
        self.due = time.monotonic() + seconds
        with suppress(OSError):  # it died meanwhile: heard() will tell
            self.connection.send(os.fsencode(path))

    def heard(self) -> Outcome | None:
        try:
            answer: Outcome | None = self.connection.recv()
        except (EOFError, OSError):
            return _CRASHED
        return answer

    def stop(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()


def read_all(
    paths: Sequence[Path], reader: str, workers: int, seconds: float
) -> Generator[tuple[Path, Outcome], None, None]:
    """Yield the outcome of every file once, in the order they are done.

    ``reader`` names a function of a module (``ingest.reading:read_document``), because it runs elsewhere. A file that
    ends its process has the code ``broken_file`` (detail ``crash``), one that takes longer than ``seconds`` ``timeout``.
    Close the iterator to stop the processes early. Raises RuntimeError when no process can be started.
    """
    waiting = deque(paths)
    team: dict[Connection, _Worker] = {}

    def hire() -> None:
        worker = _Worker(reader, seconds)
        team[worker.connection] = worker

    def dismiss(worker: _Worker) -> None:
        del team[worker.connection]
        worker.stop()

    try:
        for _ in range(min(workers, len(waiting))):
            hire()
        while team:
            patience = max(0.0, min(worker.due for worker in team.values()) - time.monotonic())
            ready = set(wait(list(team), timeout=patience))
            now = time.monotonic()
            for connection, worker in list(team.items()):
                if connection in ready:
                    answer = worker.heard()
                elif now >= worker.due:
                    answer = _OVERDUE
                else:
                    continue
                done = worker.path
                lost = answer is _CRASHED or answer is _OVERDUE
                if lost and done is None:
                    raise RuntimeError("a reading process did not start")
                if lost or not waiting:
                    dismiss(worker)
                if lost and waiting:
                    hire()
                elif waiting:
                    worker.give(waiting.popleft(), seconds)
                if done is not None and answer is not None:
                    yield done, answer
    finally:
        for worker in list(team.values()):
            worker.stop()

"""How the server ends: at once where nothing is under way, in any case within ten seconds, and with status 0."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
import time
from pathlib import Path
from socket import socket
from types import FrameType

import uvicorn

from ingest.intake.process_family import kill_descendants
from ui.terminal.arguments import to_stderr
from ui.texts import reports as said

# What is under way may take this long (seconds) from the signal on; service managers kill after ten.
GRACE = 7.0
_ATTEMPTS, _BETWEEN = 20, 0.05  # seconds


class EndingServer(uvicorn.Server):
    """Ends on SIGTERM and Ctrl-C: the streams of open pages at once, requests under way when they are done.

    What is not done after ``GRACE`` seconds, or when a second signal comes, is abandoned as by a kill: the archive holds
    each document whole or not at all. Reading processes go with it, and so does ``folder``, where everything lies that
    this process writes for a moment.
    """

    def __init__(self, config: uvicorn.Config, stopping: asyncio.Event, folder: Path) -> None:
        super().__init__(config)
        self.stopping = stopping
        self.folder = folder

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin the end. The base class would raise the signal once more, and the status would not be 0."""
        last_resort = threading.Timer(0.0 if self.should_exit else GRACE, self._abandon)
        self.should_exit = True
        last_resort.daemon = True
        last_resort.start()

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Let the streams go, then wait for the rest."""
        to_stderr(said.STOPPING.format(seconds=f"{GRACE:.0f}"))
        self.stopping.set()
        await super().shutdown(sockets)

    def _abandon(self) -> None:
        for _ in range(_ATTEMPTS):
            # A thread whose reading process died may start another and write once more; without the folder it cannot.
            kill_descendants(os.getpid())
            shutil.rmtree(self.folder, ignore_errors=True)
            if not self.folder.exists():
                break
            time.sleep(_BETWEEN)
        os._exit(0)

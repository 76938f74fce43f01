"""Probe the HTTP interface for a while: ``python tests/support/probe.py SECONDS``.

Serves a small archive on a free port of this machine and lets schemathesis send what the OpenAPI description allows and
what it forbids: first every case it can derive, then, in the time that is left, chains of requests. Status 1 when an
answer is a server error, is not described, or lets something wrong pass.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from served import filled, serving

ROOT = Path(__file__).parents[2]


def main(seconds: int) -> int:
    """Probe for about so long; return the exit status."""
    program = Path(sys.executable).with_name("schemathesis")
    with tempfile.TemporaryDirectory(prefix="tracuu-probe-") as folder:
        archive = filled(Path(folder))
        with serving(archive) as address:
            limits = (f"--max-time={seconds}", "--continue-on-failure", "--request-timeout=60", "--warnings=off")
            command = [
                str(program),
                f"--config-file={ROOT / 'schemathesis.toml'}",
                "run",
                f"{address}/openapi.json",
                *limits,
            ]
            return subprocess.run(command, check=False, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))

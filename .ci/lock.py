"""Write the lock files: every version with the hashes of all its published files, for every platform and Python.

``make lock`` runs this. uv resolves (pip cannot for other platforms than its own); pip installs, see ``.ci/install``. The
versions of the files that are there are kept; ``--upgrade`` takes newer ones.

``requirements.lock``: what the program needs. On Linux it names the CPU build of torch, since an office machine has no
use for the other, with the hash of the file that pip finds here. ``requirements-cuda.lock``: the build of the public index with
what it needs, for Linux where there is no other. ``requirements-dev.lock`` and ``requirements-tools.lock``: what tests, and
what fuzzing, probing and locking need besides.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUN, CUDA, DEV, TOOLS = (ROOT / f"requirements{part}.lock" for part in ("", "-cuda", "-dev", "-tools"))
OLDEST_PYTHON = "3.11"
BUILD = "setuptools>=77"  # as in pyproject.toml: the project itself is built without fetching anything
# nvidia-cublas, cuda-toolkit, triton: only torch needs them, and only its build for graphics cards
_CUDA = re.compile(r"(?:nvidia|cuda|triton)\b")
# torch==2.13.0+cpu ; sys_platform == 'linux' \
_CPU = re.compile(r"torch==[^+ ]+\+cpu ")

Entries = list[tuple[str, str]]
"""Pinned packages: name, and the lock file's own words for it. A name may come twice, for different platforms."""


def compiled(extras: tuple[str, ...], upgrade: bool) -> Entries:
    """Resolve the project with some extras; versions that stand in any of the files stay, so that a package may move."""
    pins = "" if upgrade else "\n".join(pin for file in (RUN, CUDA, DEV, TOOLS) for pin in pinned(file))
    constraints = ROOT / ".ci" / "constraints.tmp"
    constraints.write_text(pins, encoding="utf-8")
    command = [str(Path(sys.executable).with_name("uv")), "pip", "compile", "--universal", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--quiet", f"--python-version={OLDEST_PYTHON}"]
    command += [f"--extra={extra}" for extra in extras]
    try:
        run = subprocess.run(
            [*command, f"--constraints={constraints}", "pyproject.toml", "-"],
            input=BUILD, capture_output=True, text=True, check=False, cwd=ROOT,
        )  # fmt: skip
    finally:
        constraints.unlink()
    if run.returncode:
        sys.exit(run.stderr)
    return entries(run.stdout)


def entries(text: str) -> Entries:
    """Cut a lock file into its packages."""
    return [(name, name + rest) for name, rest in re.findall(r"^([\w.-]+)(==.*(?:\n .*)*\n)", text, re.M)]


def pinned(file: Path) -> list[str]:
    """Return what a lock file holds, without hashes and with public versions."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    found: list[tuple[str, str]] = re.findall(r"^([\w.-]+==[^+\s]+)(?:\+cpu)?( ;[^\\\n]+)?", text, re.M)
    return [pin + marker for pin, marker in found]


def cpu_build(version: str) -> str:
    """Return the entry for the CPU build of torch: with the hash of the file here, else as it stands in the lock."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed", "--no-deps"]
    run = subprocess.run([*command, "--report=-", f"torch=={version}"], capture_output=True, text=True, check=True)
    found = json.loads(run.stdout)["install"][0]
    if found["metadata"]["version"] == f"{version}+cpu":
        digest = found["download_info"]["archive_info"]["hashes"]["sha256"]
        return f"torch=={version}+cpu ; sys_platform == 'linux' \\\n    --hash=sha256:{digest}\n"
    here = [entry for _, entry in entries(RUN.read_text(encoding="utf-8")) if _CPU.match(entry)]
    if not here or f"=={version}+" not in here[0]:
        sys.exit(f"pip finds no CPU build of torch {version} here, and requirements.lock names none.")
    return here[0]


def write(file: Path, chosen: Entries) -> set[str]:
    """Write a lock file and return the names in it."""
    file.write_text("".join(entry for _, entry in chosen), encoding="utf-8")
    return {name for name, _ in chosen}


def main(upgrade: bool) -> None:
    """Resolve and write all four."""
    every = compiled((), upgrade)
    cards = [(name, entry) for name, entry in every if _CUDA.match(name)]
    (torch,) = [entry for name, entry in every if name == "torch"]
    version = torch.split("==")[1].split()[0]
    elsewhere, linux = (torch.replace(" \\", f" ; sys_platform {test} 'linux' \\", 1) for test in ("!=", "=="))
    run = [(name, elsewhere + cpu_build(version) if name == "torch" else entry) for name, entry in every]
    held = write(RUN, [one for one in run if one not in cards]) | write(CUDA, [*cards, ("torch", linux)])
    dev = compiled(("dev",), upgrade)
    held |= write(DEV, [one for one in dev if one[0] not in held])
    tools = compiled(("dev", "fuzz", "probe", "lock"), upgrade)
    write(TOOLS, [one for one in tools if one[0] not in held])


if __name__ == "__main__":
    main("--upgrade" in sys.argv[1:])

"""Fuzz the readers for a while: ``python tests/support/fuzz.py SECONDS [TARGET ...]``; the time is shared by the targets.

Each target runs in a process of its own under atheris (coverage-guided). What it finds is kept in ``.fuzz/<target>/`` and
the inputs it learnt from beside it, so the next run goes on. Status 1 when anything was found.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import warnings
from pathlib import Path

FOLDER = Path(__file__).parents[2] / ".fuzz"
# One input may take so long (seconds) and the process so much memory (MB); an import grants a file 120 and 2048.
ONE_INPUT, MEMORY = 20, 2048
LONGEST_INPUT = 20_000  # bytes
OF_FILES = ("text", "html", "pdf", "docx")  # targets whose input is a whole file


def main(seconds: int, names: list[str]) -> int:
    """Give each target its share of the time; return the exit status."""
    from fuzz_targets import TARGETS, seeds

    chosen = names or list(TARGETS)
    found = []
    for name in chosen:
        corpus, findings = FOLDER / name / "corpus", FOLDER / name / "findings"
        for folder in (corpus, findings):
            folder.mkdir(parents=True, exist_ok=True)
        for at, data in enumerate(seeds(name)):
            (corpus / f"seed-{at:02}").write_bytes(data)
        before = set(findings.iterdir())
        print(f"== {name}: {seconds // len(chosen)} s", flush=True)
        limits = (
            f"-max_total_time={max(1, seconds // len(chosen))}",
            f"-timeout={ONE_INPUT}",
            f"-max_len={LONGEST_INPUT}",
        )
        command = [
            sys.executable,
            __file__,
            "--target",
            name,
            *limits,
            f"-rss_limit_mb={MEMORY}",
            "-print_final_stats=1",
        ]
        run = subprocess.run([*command, f"-artifact_prefix={findings}/", str(corpus)], check=False, cwd=FOLDER.parent)
        new = sorted(set(findings.iterdir()) - before)
        contained = {path: stopped for path in new if name in OF_FILES and (stopped := stopped_by_import(path))}
        for path, code in contained.items():
            print(f"== {name}: {path.name} is stopped by the limits of an import: {code}", flush=True)
        new = [path for path in new if path not in contained]
        if new or (run.returncode and not contained):
            found.append(name)
            print(f"== {name}: found {[path.name for path in new] or f'status {run.returncode}'}", flush=True)
    print(f"== {len(chosen) - len(found)} of {len(chosen)} targets without a finding", flush=True)
    return 1 if found else 0


def stopped_by_import(finding: Path) -> str:
    """Return the code with which an import stops reading this input, when a library takes too much memory; else "".

    Libraries outside Python cannot be asked to stop, so an import reads each file in a process of its own limits. That
    process is tried here with the input; only memory counts, for a crash or a hang would be a finding all the same.
    """
    from ingest.intake.pool import Limits, read_all

    if not finding.name.startswith("oom-"):
        return ""
    limits = Limits(seconds=120, memory=MEMORY << 20)
    outcomes = dict(read_all([finding], "ingest.reading:read_document", 1, limits))
    return "out_of_memory" if outcomes[finding][1] == "out_of_memory" else ""


def fuzz(name: str, options: list[str]) -> None:
    """Fuzz one target in this process; never returns."""
    import atheris

    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with atheris.instrument_imports(include=["ingest", "index"]):
        from fuzz_targets import TARGETS
    atheris.Setup([sys.argv[0], *options], TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--target"]:
        fuzz(sys.argv[2], sys.argv[3:])
    else:
        sys.exit(main(int(sys.argv[1]), sys.argv[2:]))

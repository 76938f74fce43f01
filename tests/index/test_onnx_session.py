"""onnxruntime is loaded in one place, and told to report nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_LOADS = re.compile(r"^ *(?:from|import) onnxruntime\b", re.MULTILINE)


def test_one_file_loads_it() -> None:
    for floor in ("ingest", "index", "rag", "ui", "eval"):
        for path in (ROOT / floor).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            loads = path.name != "onnx_session.py" and _LOADS.search(
                text.replace("    from onnxruntime import InferenceSession\n", "")
            )
            assert not loads, path


@pytest.mark.slow
def test_a_reader_leaves_nothing_to_be_reported(tmp_path: Path) -> None:
    """What is to be sent is kept in the temporary folder: there is none."""
    program = (
        "from index.reader.onnx_reader import OnnxReader\n"
        "from index.reader.rows import Text\n"
        "OnnxReader().read('ai?', [Text('Sở Y tế')])\n"
    )
    kept = {name: value for name, value in os.environ.items() if name not in ("CI", "ORT_DISABLE_TELEMETRY")}
    subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=kept | {"TMPDIR": str(tmp_path)}, check=True, timeout=120
    )
    assert list(tmp_path.iterdir()) == []

"""What every test shares: one thread for numeric libraries, seeded property tests, and no import of what will not run."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(name, "1")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")

from hypothesis import HealthCheck, settings  # noqa: E402 - the environment comes first

settings.register_profile(
    "seeded", derandomize=True, deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("quick", settings.get_profile("seeded"), max_examples=5)
settings.register_profile("long", deadline=None, max_examples=5000, suppress_health_check=list(HealthCheck))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "seeded"))

_FILE_MARK = re.compile(r"^pytestmark = \[?\s*pytest\.mark\.(slow|browser)\b", re.M)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over a file whose first mark is left out: torch and Gradio take longer to import than quick tests to run."""
    if collection_path.suffix != ".py" or "not slow" not in config.option.markexpr:
        return None
    mark = _FILE_MARK.search(collection_path.read_text(encoding="utf-8"))
    return bool(mark and f"not {mark[1]}" in config.option.markexpr) or None

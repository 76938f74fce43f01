"""What an encoder costs on one core: start, a question, passages a second, memory, disk. Measured in a process of its own."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

QUESTION = "Sở nào chủ trì kiểm tra an toàn thực phẩm tại chợ đầu mối trước ngày 20 tháng 12?"
PASSAGE = (
    "Giao Sở Công Thương chủ trì, phối hợp Sở Y tế, Công an tỉnh và Ủy ban nhân dân các xã, phường kiểm tra việc chấp hành "
    "quy định về an toàn thực phẩm tại chợ đầu mối, cửa hàng và cơ sở chế biến; xử lý nghiêm vi phạm, công khai kết quả và "
    "báo cáo Ủy ban nhân dân tỉnh trước ngày 20 hằng tháng. "
) * 3
PASSAGES = 512


def cost(model: Path) -> dict[str, float]:
    """Return seconds to the first question, ms a question (median of 50), passages a second, MB of memory and on disk."""
    environment = os.environ | {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false", "RAYON_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "eval.encoders.speed", str(model)],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    found: dict[str, float] = json.loads(done.stdout)
    size = sum(path.stat().st_size for path in model.rglob("*") if path.is_file())
    return found | {"disk_mb": round(size / 1e6, 1)}


def _measured(model: Path) -> dict[str, float]:
    started = perf_counter()
    from index.dense.encoder import load_encoder

    read = load_encoder(model).encode_passages
    read([QUESTION])
    start = perf_counter() - started
    times = []
    for _ in range(50):
        began = perf_counter()
        read([QUESTION])
        times.append(perf_counter() - began)
    began = perf_counter()
    read([f"{number} {PASSAGE}" for number in range(PASSAGES)])
    seconds = perf_counter() - began
    return {
        "start_s": round(start, 2),
        "question_ms": round(1000 * median(times), 3),
        "passages_per_s": round(PASSAGES / seconds, 1),
        "memory_mb": round(_peak_bytes() / 1e6, 1),
    }


def _peak_bytes() -> int:
    """Return the most memory this process held; ``getrusage`` would count the parent it was forked from."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines())
    return int(lines["VmHWM"].split()[0]) * 1024


if __name__ == "__main__":
    print(json.dumps(_measured(Path(sys.argv[1]))))

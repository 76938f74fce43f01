"""What an office's own archive adds to an encoder: a change of low rank to its rows (Hu et al. 2021, applied behind the model).

The model itself stays as it ships, so that adapting takes minutes and the file is small.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

ADAPTER_FILE = "adapter.safetensors"


@dataclass(frozen=True, slots=True, eq=False)
class Adapter:
    """``down`` of shape (dimensions, rank) and ``up`` of shape (rank, dimensions)."""

    down: NDArray[np.float32]
    up: NDArray[np.float32]

    def applied(self, rows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return rows + rows · down · up, not yet of length 1; a row of zeros stays one."""
        changed: NDArray[np.float32] = (rows + rows @ self.down @ self.up).astype(np.float32)
        return changed


def read_adapter(folder: Path) -> Adapter | None:
    """Return the adapter of a model folder; ``None`` where there is none."""
    file = folder / ADAPTER_FILE
    if not file.is_file():
        return None
    from safetensors.numpy import load_file

    stored = load_file(file)
    return Adapter(stored["down"].astype(np.float32), stored["up"].astype(np.float32))

"""The re-ranker's model: a straight line over the features of ``index.ranking.features``, and a layer of hidden units beside it.

The straight line says what a feature is worth; the hidden units let its worth depend on other features (a word missed counts less
where a note carries it). Every feature is there twice: once for all archives, and once more for those whose passages have
headings, where it may be worth something else. Committed as ``data/rerank.json``, its card beside it, computed with numpy
in well under a millisecond for a hundred passages.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.ranking.features import NAMES, Table

DEFAULT = Path(__file__).parents[1] / "data" / "rerank.json"
FARTHEST = 6.0
"""Standard deviations from the mean at which a feature is cut: nothing beyond was ever seen in fitting."""
STRUCTURED = 0.2
"""The share of candidates under a heading above which an archive counts as one with headings."""
_GATE = NAMES.index("structured")
_DIGITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """Mean and scale of every feature of ``NAMES``; the rest has a row for each input (``inputs``).

    ``hidden`` has a column a hidden unit; a hidden unit is worth ``out`` times how far its sum of inputs and ``bias`` is above 0.
    """

    mean: Table
    scale: Table
    weights: Table
    hidden: Table
    bias: Table
    out: Table

    def scores(self, table: Table) -> Table:
        """Return one score for every row of ``table``; only their differences mean something."""
        rows = inputs(table, self.mean, self.scale)
        found: Table = rows @ self.weights + np.maximum(rows @ self.hidden + self.bias, 0) @ self.out
        return found


def inputs(table: Table, mean: Table, scale: Table) -> Table:
    """Return the features in standard deviations from their mean, then the same again, 0 where nothing has headings.

    ``table`` has the features of ``NAMES`` on its last axis.
    """
    rows = np.clip((table - mean) / scale, -FARTHEST, FARTHEST)
    weighting = table[..., [_GATE]] > STRUCTURED
    found: Table = np.concatenate([rows, rows * weighting], axis=-1)
    return found


def straight(weights: Table) -> Model:
    """Return the model without a bend: the sum of features times ``weights``, each cut at ``FARTHEST`` from 0."""
    count = len(weights)
    whole = np.concatenate([weights, np.zeros(count)])
    return Model(np.zeros(count), np.ones(count), whole, np.zeros((2 * count, 0)), np.zeros(0), np.zeros(0))


def load_model(file: Path = DEFAULT) -> Model:
    """Read a model; ``ValueError`` when the file is damaged or was made for other features."""
    try:
        stored = json.loads(file.read_text(encoding="utf-8"))
        if tuple(stored["features"]) != NAMES:
            raise KeyError("features")
        rows = np.array([stored["features"][name] for name in NAMES], dtype=np.float64)
        bias, out = (np.array(stored[part], dtype=np.float64) for part in ("bias", "out"))
        own = 1 + len(bias)
        if rows.shape != (len(NAMES), 2 + 2 * own) or bias.shape != out.shape or not (rows[:, 1] > 0).all():
            raise ValueError("shape")
        parts = np.concatenate([rows[:, 2 : 2 + own], rows[:, 2 + own :]])
        return Model(rows[:, 0], rows[:, 1], parts[:, 0], parts[:, 1:], bias, out)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"not a model for ranking: {file}") from error


def write_model(model: Model, file: Path) -> None:
    """Write a model as ``load_model`` reads it, one line a feature.

    A line has mean and scale, weight and part in every bend, and these once more for archives with headings.
    """
    parts = np.column_stack([model.weights, model.hidden])
    rows = np.column_stack([model.mean, model.scale, parts[: len(NAMES)], parts[len(NAMES) :]])
    lines = [f"  {json.dumps(name)}: {_told(row)}" for name, row in zip(NAMES, rows, strict=True)]
    text = [
        '{"features": {\n' + ",\n".join(lines) + "\n }",
        f' "bias": {_told(model.bias)}',
        f' "out": {_told(model.out)}',
    ]
    file.write_text(",\n".join(text) + "}\n", encoding="utf-8")


def _told(values: Table) -> str:
    return json.dumps([round(float(value), _DIGITS) for value in values])

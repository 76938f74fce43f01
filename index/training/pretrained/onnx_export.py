"""A trained body as ONNX with eight-bit weights: what the product computes rows from, without torch."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel

from index.dense.checksums import write_checksums
from index.dense.onnx_encoder import ONNX_FILE
from index.onnx_session import quantise

OPSET = 17
_EXAMPLE = torch.tensor([[0, 7, 8, 9, 2], [0, 7, 2, 1, 1]])


class _States(nn.Module):
    """What sentence-transformers expects of an ONNX file: the states of the last layer, not yet pooled."""

    def __init__(self, body: nn.Module) -> None:
        super().__init__()
        self._body = body

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states: torch.Tensor = self._body(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return states


def write_onnx(trained: Path, folder: Path) -> None:
    """Write the model of the folder ``trained`` as ONNX into ``folder``, with tokenizer, settings and checksums.

    Weights are eight bits wide with a factor a channel, of which seven are used: on processors without VNNI eight would
    overflow the sixteen bits that two products are added in, and rows would differ from machine to machine.
    """
    for name in ("tokenizer.json", "modules.json", "config.json", "config_sentence_transformers.json"):
        shutil.copyfile(trained / name, _made(folder / name))
    for pooling in sorted(trained.glob("*/config.json")):
        shutil.copyfile(pooling, _made(folder / pooling.relative_to(trained)))
    body = BertModel.from_pretrained(trained, add_pooling_layer=False, dtype=torch.float32, attn_implementation="eager")
    body.train(False)
    quantised(_States(body), ("last_hidden_state",), _made(folder / ONNX_FILE))
    write_checksums(folder)


def quantised(module: nn.Module, outputs: Sequence[str], file: Path) -> None:
    """Write ``module``, which takes pieces and mask, as ONNX with eight-bit weights; ``outputs`` name what it returns."""
    axes = {"input_ids": {0: "texts", 1: "pieces"}, "attention_mask": {0: "texts", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as scratch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer tells of every branch on a shape
        whole, ready = Path(scratch) / "whole.onnx", Path(scratch) / "ready.onnx"
        with torch.no_grad():
            shapes = [len(one.shape) for one in _outputs_of(module)]
        axes |= {
            name: {0: "texts", 1: "pieces"} if many > 1 else {0: "texts"}
            for name, many in zip(outputs, shapes, strict=True)
        }
        torch.onnx.export(
            module, (_EXAMPLE, (_EXAMPLE != 1).long()), str(whole), dynamo=False, opset_version=OPSET,
            input_names=["input_ids", "attention_mask"], output_names=list(outputs), dynamic_axes=axes,
        )  # fmt: skip
        quantise(whole, ready, file)


def _outputs_of(module: nn.Module) -> tuple[torch.Tensor, ...]:
    found = module(_EXAMPLE, (_EXAMPLE != 1).long())
    return found if isinstance(found, tuple) else (found,)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path

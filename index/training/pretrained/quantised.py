"""A body read back from the ONNX file that ``onnx_export`` wrote: where later training may start without the earlier one."""

from __future__ import annotations

import re
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from transformers import BertConfig, BertModel

from index.dense.onnx_encoder import ONNX_FILE

_BODY = "_body."
_PATH = re.compile(r"/_body/(.+)/MatMul_output_0_output_quantized")


def dequantised(folder: Path) -> BertModel:
    """Return the body in float32; its rows are those of the file but for the rounding of activations.

    Raises ValueError when the file lacks a weight, and OSError.
    """
    graph = onnx.load(str(folder / ONNX_FILE)).graph
    values = {one.name: torch.from_numpy(numpy_helper.to_array(one).copy()) for one in graph.initializer}

    def weight(name: str) -> torch.Tensor:
        return (values[f"{name}_quantized"].float() - values[f"{name}_zero_point"].float()) * values[f"{name}_scale"]

    found = {name.removeprefix(_BODY): value for name, value in values.items() if name.startswith(f"{_BODY}encoder")}
    for name in values:
        if name.startswith(f"{_BODY}embeddings") and name.endswith("_quantized"):
            short = name.removesuffix("_quantized")
            found[short.removeprefix(_BODY)] = weight(short)
        elif name.startswith(f"{_BODY}embeddings.LayerNorm"):
            found[name.removeprefix(_BODY)] = values[name]
    for node in graph.node:
        path = _PATH.fullmatch(node.output[0]) if node.op_type == "MatMulInteger" else None
        if path:
            found[f"{path[1].replace('/', '.')}.weight"] = weight(node.input[1].removesuffix("_quantized")).T
    body = BertModel(BertConfig.from_pretrained(folder, attn_implementation="eager"), add_pooling_layer=False)
    lacking = body.load_state_dict(found, strict=False)
    if lacking.missing_keys or lacking.unexpected_keys:
        raise ValueError(f"{folder / ONNX_FILE}: {(lacking.missing_keys or lacking.unexpected_keys)[0]}")
    body.train(False)
    return body

"""Sessions of onnxruntime, which computes models; it is told to report nothing to its makers.

From 1.29 on its official Linux builds send what models are loaded to a collector of Microsoft's, unless ``ORT_DISABLE_TELEMETRY`` is set
before it is loaded. Nothing may leave the machine, so every file that needs onnxruntime imports this one first.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(file: Path) -> InferenceSession:
    """Return a session that computes ``file`` on one thread of the processor; raises what onnxruntime raises for damaged files."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def quantise(whole: Path, ready: Path, file: Path) -> None:
    """Write the model ``whole`` with eight-bit weights, of which seven are used, as ``file``; ``ready`` is scratch."""
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.preprocess import quant_pre_process

    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(str(ready), str(file), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)

"""The reader: a cross-encoder that says whether a passage answers a question, and with which words.

Promises: One pair at a time, so that a score does not depend on what else is read; no torch.
Imports: index.dense, index.errors, index.onnx_session, index.passages.
Face: onnx_reader, reader, rows.
Start at: onnx_reader.py.
"""

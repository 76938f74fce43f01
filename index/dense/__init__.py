"""Dense retrieval: encoders, vectors, and how near is near.

Promises: Rows are unit vectors; the shipped encoder needs no torch, others load through sentence-transformers, offline.
Imports: index.errors, index.onnx_session, index.retriever, index.seal, ingest.archive.
Face: adapter, checksums, choice, encoder, onnx_encoder, other_models, static_encoder, vector_index,
  vector_retriever.
Start at: encoder.py, vector_index.py.
"""

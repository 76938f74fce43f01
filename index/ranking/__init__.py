"""Retrievers fused and the best re-ranked by a small learned model.

Promises: Scores are in [0, 1] and comparable within one question.
Imports: index.dense, index.lexical, index.passages, index.query, index.retriever, index.text, ingest.document,
  ingest.text.
Face: features, fusion, hybrid, reranker, reranker_model.
Start at: hybrid.py, fusion.py, reranker.py.
"""

"""Encoders compared on held-out questions, in one run and one table.

Promises: The same passages and questions for every encoder.
Imports: eval.baselines, eval.gold, index.chunking, index.dense, index.lexical, index.passages, index.query,
  index.ranking, index.retriever, index.text, index.training,
  index.training.pretrained, ingest, ingest.archive, ingest.document, ingest.text,
  rag.library.
Face: command.
Start at: compare.py.
"""

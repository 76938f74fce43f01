"""Measuring retrieval: systems, measures, tables, report and gate.

Promises: All systems answer the same questions in one run; intervals and paired tests go with every difference.
Imports: eval.baselines, eval.gold, eval.sample, eval.significance, eval.texts, index.chunking, index.dense,
  index.lexical, index.passages, index.query, index.ranking, index.retriever, index.store, index.text, ingest.document,
  rag.library.
Face: chunking, command, gate, texts.
Start at: measure.py, systems.py, gate.py.
"""

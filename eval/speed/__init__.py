"""Measuring speed: search, reading, register, on archives of any size.

Promises: Figures are printed, never asserted.
Imports: eval.baselines, eval.gold, eval.retrieval, eval.sample, eval.texts, index.dense, index.passages, index.ranking,
  index.store, index.text, ingest.agencies, ingest.archive, ingest.archive.register, ingest.assignment, ingest.document,
  ingest.errors, ingest.readers, ingest.reading, rag.ask, rag.library.
Face: nothing.
Start at: __main__.py.
"""

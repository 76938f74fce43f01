"""The roof over figures: retrieval, answers, the register, reading and speed against gold.

Promises: Figures are reproducible from committed gold and seeds; a baseline changes only by ``--save``.
Imports: index.dense, index.errors, index.reader, index.store, index.training, index.training.reader, ingest.errors,
  ingest.text, rag.library.
Face: nothing.
Start at: __main__.py, answers.py, baselines.py.
"""

"""Training and adapting encoders.

Promises: Seeded and resumable; held-out questions (``split.py``) are never trained on.
Imports: index.chunking, index.dense, index.errors, index.passages, index.store, index.text, ingest.archive,
  ingest.data, ingest.document, ingest.errors, ingest.text.
Face: comparing, hand_questions, labelled_pairs, split.
Start at: __main__.py, stages.py.
"""

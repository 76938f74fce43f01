"""Training the reader: a pretrained body with two heads, on questions with right, wrong and nearly right passages.

Promises: Seeded and resumable; held-out passages give no example.
Imports: index.chunking, index.dense, index.passages, index.reader, index.training, index.training.pretrained,
  ingest.agencies, ingest.assignment, ingest.document, ingest.spans, ingest.text.
Face: command, staff_questions.
Start at: stage.py, groups.py.
"""

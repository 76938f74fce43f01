"""Measuring the register of assignments against gold tasks; the gold lies beside the code.

Promises: One found assignment stands for one gold task.
Imports: eval.baselines, eval.gold, eval.sample, eval.texts, ingest.assignment, ingest.document, ingest.errors,
  ingest.reading, ingest.text.
Face: command.
Start at: README.md, measure.py.
"""

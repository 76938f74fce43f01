"""Measuring the register of assignments against gold tasks; the gold lies beside the code.

Promises: One found assignment stands for one gold task.
Imports: eval.baselines, eval.gold, ingest.assignment, ingest.document, ingest.errors, ingest.text.
Face: gold, measure.
Start at: README.md, measure.py.
"""

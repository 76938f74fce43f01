"""Measuring answers: right words, right place, honest refusals; two runs beside each other.

Promises: A run writes down every answer, so that it can be read and compared later.
Imports: eval.baselines, eval.gold, eval.sample, eval.significance, eval.texts, ingest.document, rag.answer, rag.ask,
  rag.library.
Face: command, judge.
Start at: command.py.
"""

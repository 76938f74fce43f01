"""Measuring recognition: error rate, and the order of words.

Promises: Figures are printed, never asserted.
Imports: eval.baselines, eval.texts, ingest.document, ingest.intake, ingest.layout, ingest.ocr, ingest.text.
Face: nothing.
Start at: quality.py.
"""

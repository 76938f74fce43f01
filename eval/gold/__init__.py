"""Gold: questions with their evidence, judged sets and test collections.

Promises: Evidence is noted by place, never by copied words, and found again when a reading moves.
Imports: index.passages, index.training, ingest.document, ingest.text, rag.library.
Face: beir, evidence, gold_span, judged, originals, questions.
Start at: questions.py, judged.py.
"""

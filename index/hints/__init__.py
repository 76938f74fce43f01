"""What a question hints at: documents by number and kind, places, times.

Promises: A hint orders, it never excludes.
Imports: index.passages, index.query, index.text, ingest.text.
Face: agreement, places.
Start at: agreement.py.
"""

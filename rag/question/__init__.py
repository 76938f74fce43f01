"""A question understood: its kind, agencies, documents, times and topic.

Promises: Every part is a span of the question; with and without diacritics alike.
Imports: index.query, index.text, ingest.agencies, ingest.document, ingest.text.
Face: agencies, cues, numbers, periods, topic_words, understand.
Start at: understand.py, kinds.py.
"""

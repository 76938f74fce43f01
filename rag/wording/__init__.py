"""The Vietnamese sentences of answers, and how documents, days and periods are named.

Promises: What stands between “ and ” is taken word for word from a document.
Imports: ingest.archive, ingest.document, rag.question.
Face: document_phrases, lineage_phrases, naming, phrases.
Start at: phrases.py, naming.py.
"""

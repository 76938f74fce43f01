"""Search for people: hits with their copies folded, and the conditions a question states.

Promises: A stated condition restricts; what replaced a document stands before it, nothing is hidden.
Imports: index.chunking, index.hints, index.lexical, index.passages, index.query, index.text, ingest.agencies,
  ingest.archive, ingest.archive.citations, ingest.document, ingest.filters, ingest.text, rag.evidence, rag.library,
  rag.question.
Face: find, stated_filters.
Start at: find.py.
"""

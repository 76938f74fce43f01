"""Evidence: what there is for a question, and how well topic, time and source fit it.

Promises: One text is one source; documents outside what the question names are not looked at.
Imports: index.passages, index.query, index.text, ingest.archive, ingest.document, ingest.filters,
  ingest.text, rag.answer, rag.citations, rag.draft, rag.library, rag.question, rag.verify, rag.wording.
Face: clauses, desk, matching, one_source, period_fit, places, rivals.
Start at: desk.py.
"""

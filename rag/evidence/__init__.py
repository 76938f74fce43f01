"""Evidence: the sentences that may carry an answer, and how well each fits the question.

Promises: One text is one source; documents outside what the question names are not looked at.
Imports: index.dense, index.passages, index.query, index.store, index.text, ingest.archive, ingest.document,
  ingest.filters, ingest.text, rag.answer, rag.citations, rag.draft, rag.library, rag.question, rag.verify, rag.wording.
Face: candidate, clauses, desk, matching, meaning, one_source, period_fit, places, rivals, weighing.
Start at: desk.py, candidate.py.
"""

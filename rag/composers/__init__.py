"""Composers: one a kind of answer, from evidence to a draft; and which of them is asked.

Promises: A draft holds only words of documents, sentences of ``rag.wording`` and the places both rest on.
Imports: index.passages, index.text, ingest.agencies, ingest.archive, ingest.archive.citations,
  ingest.archive.register, ingest.assignment, ingest.document, ingest.references, ingest.text, rag.draft,
  rag.evidence, rag.question, rag.reading, rag.wording.
Face: cautions, choose.
Start at: choose.py, topic.py.
"""

"""Composers: one a kind of fact, from evidence to a draft; and what is asked of them and what is read.

Promises: A draft holds only words of documents, sentences of ``rag.wording`` and the places both rest on.
Imports: index.text, ingest.agencies, ingest.archive, ingest.archive.citations, ingest.archive.register,
  ingest.assignment, ingest.document, ingest.references, ingest.text, rag.draft, rag.evidence, rag.question,
  rag.reading, rag.wording.
Face: cautions, choose, lineage_notes.
Start at: choose.py.
"""

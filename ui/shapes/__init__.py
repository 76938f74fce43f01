"""The values of the outside contract: what ``--json`` prints and HTTP returns.

Promises: Fields may be added, never renamed or removed.
Imports: index.lexical, index.passages, index.query, ingest.agencies, ingest.archive, ingest.archive.citations,
  ingest.archive.register, ingest.document, ingest.errors, ingest.intake, ingest.letterhead, ingest.references,
  ingest.text, rag.answer, rag.library, rag.search, rag.wording, ui.texts, ui.version.
Face: agencies, answers, documents, feedback, reference_listing, references, relations, search.
Start at: answers.py, documents.py.
"""

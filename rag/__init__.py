"""The second floor: questions become answers in the documents' own words.

Promises: Every sentence rests on citations that were verified against the archive; what is not carried is refused.
Imports: index.dense, index.errors, index.hints, index.passages, index.ranking, index.reader, index.store,
  ingest.agencies, ingest.archive, ingest.archive.citations, ingest.document, ingest.errors, ingest.filters,
  ingest.intake, ingest.scratch, ingest.text.
Face: answer, ask, library, reindexing, verify.
Start at: answer.py, ask.py, verify.py.
"""

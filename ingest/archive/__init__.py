"""The archive: whole documents with their originals in one folder, the system of record.

Promises: A document is there whole or not at all, whatever is killed when; what is removed leaves no byte. SQLite and
  disk errors have names of their own.
Imports: ingest.agencies, ingest.document, ingest.errors, ingest.filters, ingest.letterhead, ingest.ocr,
  ingest.scratch, ingest.spans, ingest.text.
Face: agency_documents, archive, catalogue, consistency, database_errors, database_log, database_reading, feedback,
  letter_rows, originals, relations, releases, schema, serialization, task_register, versions.
Start at: archive.py, schema.py, catalogue.py.
"""

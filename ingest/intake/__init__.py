"""Intake: files gathered, read in processes of their own, accepted or refused, and reported.

Promises: What a file breaks costs that file alone; imports are idempotent and go on where they were killed.
Imports: ingest.agencies, ingest.archive, ingest.assignments, ingest.document, ingest.errors, ingest.ocr,
  ingest.page_progress, ingest.readers, ingest.reading, ingest.scratch, ingest.text.
Face: agency_renewal, gathering, intake, ocr_reading, ocr_waiting, process_family.
Start at: intake.py, pool.py.
"""

"""Readers: one a file format, from bytes to lines.

Promises: A file gives a reading or ``UnreadableFileError`` with a code; its content decides the format, not its name.
  Nothing in a file is run or fetched.
Imports: ingest.document, ingest.errors, ingest.layout, ingest.lines, ingest.ocr, ingest.page_progress, ingest.scratch,
  ingest.text.
Face: dispatch.
Start at: dispatch.py, plain/reader.py.
"""

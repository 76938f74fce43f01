"""DOCX files: paragraphs, notes and tables as finally printed, and what the package carries beside them.

Promises: Words nobody sees are set apart; entities and bombs are refused.
Imports: ingest.document, ingest.errors, ingest.layout, ingest.lines, ingest.ocr, ingest.readers,
  ingest.readers.formats, ingest.secrecy, ingest.text.
Face: reader.
Start at: reader.py.
"""

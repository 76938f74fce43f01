"""PDF files: words with their places, what is seen of them, and what the file carries beside its pages.

Promises: pypdf opens the file, this room follows its streams (PDF 32000-1); PDFium is asked where that fails.
Imports: ingest.document, ingest.errors, ingest.layout, ingest.lines, ingest.ocr, ingest.page_progress, ingest.readers,
  ingest.secrecy, ingest.text.
Face: reader.
Start at: reader.py, content.py.
"""

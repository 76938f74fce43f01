"""The ground floor: files become documents, documents become an archive.

Promises: A document is one text; every fact about it is a span of that text, so a quote is always the document's own
  words. A file gives a document or a refusal with a code; nothing else happens to the archive.
Imports: nothing.
Face: assignment, document, errors, filters, reading, scratch, spans.
Start at: document.py (the model), lines.py (what readers return), assembly.py, reading.py.
"""

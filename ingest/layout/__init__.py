"""A page as words with places, and the lines, columns, tables and roles they form; for PDF and recognised pages alike.

Promises: Every word comes out once, in reading order, with its page and box in points.
Imports: ingest.document, ingest.errors, ingest.lines, ingest.text.
Face: columns, legibility, lines, page, pdfium, roles, words.
Start at: words.py, page.py.
"""

"""Plain text and Markdown in whatever encoding.

Promises: One line a visual line; the signs of Markdown go, what they mean stays.
Imports: ingest.document, ingest.errors, ingest.layout, ingest.lines, ingest.secrecy, ingest.text.
Face: decoding, reader.
Start at: reader.py.
"""

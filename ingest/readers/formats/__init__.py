"""What a file is, told by its first bytes and the names inside it.

Promises: Only directories are read, nothing is unpacked; a foreign format gets its name and the next step.
Imports: ingest.document, ingest.errors, ingest.lines, ingest.readers, ingest.readers.html.
Face: compound_file, mail, ole_formats, signatures, text_kinds, zip_formats.
Start at: signatures.py, zip_formats.py.
"""

"""HTML pages: what of them is seen, as lines, and what would act if a browser opened it.

Promises: Words nobody sees are set apart; no script runs, nothing is fetched.
Imports: ingest.document, ingest.errors, ingest.layout, ingest.lines, ingest.readers, ingest.readers.plain, ingest.text.
Face: reader.
Start at: reader.py.
"""

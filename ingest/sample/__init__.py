"""The sample archive: directives of an invented province, rendered to files from their sources.

Promises: The same sources give the same files; nothing in them is taken from a real directive.
Imports: ingest.document.
Face: nothing.
Start at: README.md, render.py.
"""

"""Marks of state secrecy: what one is, and whether a document bears it.

Promises: In doubt a document stays out until a clerk releases it; words about secrecy keep nothing out.
Imports: ingest.document, ingest.errors, ingest.lines, ingest.structure, ingest.text.
Face: find, grammar, stretches.
Start at: find.py, grammar.py.
"""

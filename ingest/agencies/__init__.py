"""Agencies: the authority file, their names in texts and questions, and what became of them through time.

Promises: A mention is a span and names a known agency or one found by its form; lineage is told with days.
Imports: ingest.document, ingest.spans, ingest.text.
Face: authority, check, file, find, grammar, known, lineage, names, provinces, reach.
Start at: authority.py, find.py.
"""

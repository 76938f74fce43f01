"""Documents cut into passages: the smallest numbered unit with what it cannot be understood without.

Promises: Passages cover the text, are spans of it and have a largest size.
Imports: index.passages, index.text, ingest.document, ingest.structure.
Face: cut, surroundings.
Start at: cut.py.
"""

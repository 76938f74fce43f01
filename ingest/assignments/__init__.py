"""The register of a document: who must do what, found in its sentences and tables.

Promises: Each assignment quotes the words that assign it and says how surely it was read; who is not named is not
  guessed.
Imports: ingest.agencies, ingest.assignment, ingest.deadlines, ingest.document, ingest.structure, ingest.text.
Face: find.
Start at: find.py, clauses.py.
"""

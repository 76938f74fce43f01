"""Cited acts as rows of the archive, and which document each of them means.

Promises: Which document is meant is decided when asked, so the order of arrivals changes nothing; what fits several
  stays open.
Imports: ingest.archive, ingest.document, ingest.references, ingest.text.
Face: conflicts, graph, rows, store, told_edges.
Start at: store.py, resolve.py.
"""

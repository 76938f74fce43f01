"""The index of an archive on disk: filled, searched, mended, purged, rebuilt, checked.

Promises: Three stores agree whatever was killed when; damage is found and mended or told; one writer at a time.
Imports: index.chunking, index.dense, index.errors, index.lexical, index.passages, index.query, index.ranking,
  index.retriever, index.seal, index.text, ingest.archive, ingest.document, ingest.filters, ingest.scratch, ingest.text.
Face: corpus, lent_copy, opening, rebuilding, search_index, status, stores, wholeness, write_lock.
Start at: search_index.py, stores.py.
"""

"""The first floor: documents become passages, passages are found.

Promises: Everything here is derived from the archive and can be made anew; what is added is found, what is removed is
  not.
Imports: ingest.document.
Face: errors, passages, retriever.
Start at: passages.py, chunking/cut.py, store/search_index.py.
"""

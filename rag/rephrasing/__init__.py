"""Rephrasing: an optional language model says an answer in other words, and only what its sources carry is shown.

Promises: Nothing is sent anywhere unless an address was given; what cannot be checked is dropped, and the answer itself stays.
Imports: index.text, ingest.agencies, ingest.document, ingest.text, rag.answer, rag.wording.
Face: rephrase, server.
Start at: rephrase.py, support.py.
"""

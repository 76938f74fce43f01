"""Reading: passages offered to the reader for a question, what it found in them, and how sure that is.

Promises: Every span is words of a document; whether it answers is a probability, fitted by command.
Imports: index.passages, index.reader, index.text, ingest.document, rag.draft, rag.evidence, rag.wording.
Face: compose, sureness.
Start at: read.py.
"""

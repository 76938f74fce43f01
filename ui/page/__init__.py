"""The Gradio page, area by area, and the door to it.

Promises: No event brings what no box can say; no file of the server is reached through it.
Imports: index.dense, index.passages, ingest.archive, ingest.archive.citations, ingest.archive.register,
  ingest.document, ingest.errors, ingest.filters, ingest.readers, rag.answer, rag.ask, rag.library, rag.question,
  rag.rephrasing, rag.search, rag.wording, ui.api, ui.document_view, ui.shapes, ui.terminal, ui.texts.
Face: allowlist, build, shell.
Start at: build.py, gate.py.
"""

"""The commands of ``tracuu``, one a file.

Promises: Each prints for people or, with ``--json``, one value; exit status 0 done, 1 some input failed, 2 wrong usage.
Imports: index.dense, index.store, ingest.agencies, ingest.archive, ingest.archive.register, ingest.assignment,
  ingest.document, ingest.errors, ingest.filters, ingest.intake, ingest.letterhead, ingest.ocr, ingest.sample,
  ingest.scratch, ingest.text, rag.ask, rag.question, rag.reindexing, rag.search, rag.wording, ui.app, ui.exports,
  ui.server, ui.shapes, ui.terminal, ui.texts, ui.version.
Face: nothing.
Start at: ask.py, ingest.py.
"""

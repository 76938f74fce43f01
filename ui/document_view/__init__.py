"""The document view: a directive as a fast page without scripts, the cited words in sight.

Promises: Every character of the document is shown once, escaped.
Imports: ingest.archive, ingest.archive.citations, ingest.document, ingest.letterhead, ingest.text, rag.wording,
  ui.shapes, ui.templating, ui.texts.
Face: highlighting, view.
Start at: view.py, text.py.
"""

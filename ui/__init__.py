"""The roof over people and programs: command line, HTTP interface and page over one library.

Promises: The same values everywhere: ``--json`` prints what HTTP returns and the page shows. Text out of a document is
  data: escaped, never run.
Imports: index.errors, ingest.archive, ingest.errors, ingest.scratch, rag.library, rag.rephrasing.
Face: nothing.
Start at: cli.py, app.py, texts/.
"""

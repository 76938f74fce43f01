"""Results as words on a terminal, and the command line's grammar.

Promises: Wrong usage ends with status 2 and a sentence that names the way out.
Imports: index.dense, index.lexical, index.passages, ingest.archive, ingest.errors, rag.library, rag.rephrasing,
  rag.search, rag.wording, ui.shapes, ui.texts.
Face: arguments, language_model, opening, printing, search, tasks.
Start at: arguments.py, printing.py.
"""

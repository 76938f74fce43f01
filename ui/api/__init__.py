"""The HTTP interface under /api/v1 and the pages beside it.

Promises: Every refusal is ``{"detail": ...}`` in Vietnamese with the right status; everything that comes is described
  in OpenAPI.
Imports: index.dense, index.errors, ingest.archive, ingest.archive.register, ingest.document, ingest.errors,
  ingest.filters, ingest.intake, ingest.scratch, ingest.spans, rag.ask, rag.evidence, rag.library, rag.question,
  rag.rephrasing, rag.search, ui.document_view, ui.exports, ui.machine_faults, ui.shapes, ui.templating, ui.texts.
Face: document_view, documents, doorway, faults, feedback, health, lookup, questions, reference, reference_text,
  references, tasks, uploads.
Start at: questions.py, documents.py, schemas.py.
"""

"""From lines to the one text: artifacts and notes lifted out, paragraphs joined, sections and tables found.

Promises: Nothing printed is lost: what is lifted out stands behind the body. Sections nest and cover the body.
Imports: ingest.document, ingest.lines, ingest.text.
Face: artifacts, columns, footnotes, glued_marks, line_shapes, markers, misread_labels, notes, paragraphs, pieces,
  sections, tables.
Start at: paragraphs.py, sections.py.
"""

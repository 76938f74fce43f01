"""DOCX files: paragraphs, notes, tables, and what the package carries beside them."""

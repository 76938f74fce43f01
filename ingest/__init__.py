"""Readers, document model, extraction and the archive: from a file to facts with spans."""

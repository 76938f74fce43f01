"""The archive: documents with their originals, the system of record in one SQLite file."""

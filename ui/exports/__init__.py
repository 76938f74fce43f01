"""The register and references as files to take away: CSV, Excel, calendar.

Promises: No cell acts as a formula; a calendar imported again updates its events.
Imports: ingest.archive.register, ingest.deadlines, ingest.errors, rag.wording, ui.shapes, ui.texts.
Face: csv_file, export, references.
Start at: export.py.
"""

"""Everything the program says to people, in Vietnamese, by code.

Promises: Lower floors raise and store codes; only this room (and ``rag.wording``, for answers) holds sentences.
Imports: ingest.agencies, ingest.archive, ingest.archive.register, ingest.document, ingest.text, rag.wording.
Face: agencies, codes, help, http, naming, page, references, reports, tasks, upload.
Start at: codes.py, page.py.
"""

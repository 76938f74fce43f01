"""The sample archive: directives of an invented province, their sources and the script that renders them.

``sources/`` holds one marked-up text a document, ``files/`` what ``python -m ingest.sample.render`` makes of them (TXT,
DOCX, PDF), ``expected.jsonl`` the facts that reading each file must give back. The rendered files are committed, so
that nothing but a plain installation is needed to use them. README.md in this folder describes the markup.
"""

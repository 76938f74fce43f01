"""A question read by the archive's own words: diacritics restored, typos mended, numbers recognised, expanded.

Promises: What was typed is never dropped; an expansion stands beside the words it is for.
Imports: index.text, ingest.document, ingest.text.
Face: expansion, own_expansion, read, short_forms, thesaurus, typed_numbers, vocabulary.
Start at: read.py, restore.py.
"""

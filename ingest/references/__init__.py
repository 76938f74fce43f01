"""Document numbers, acts cited by number or by name, and what a document is to each of them.

Promises: Every finding is a span of the text; a number has one normal form, however it is printed.
Imports: ingest.document, ingest.text.
Face: cited_act, edge_words, edges, find, named_acts, numbers.
Start at: numbers.py, edges.py.
"""

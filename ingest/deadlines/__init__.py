"""When a task is due, by the words that say so.

Promises: A deadline keeps its words; only a day that is printed or follows from them becomes a date.
Imports: ingest.assignment, ingest.document, ingest.text.
Face: cells, find, recurrence.
Start at: find.py.
"""

"""Assignments as rows of the archive, found by filters, and what staff say of them.

Promises: Every filter is complete, counted and in reading order; what staff say survives another reading.
Imports: ingest.agencies, ingest.archive, ingest.assignment, ingest.document, ingest.errors, ingest.text.
Face: filters, growth, lookup, rows, standings.
Start at: rows.py, lookup.py.
"""

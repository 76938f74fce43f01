"""Fitting the re-ranker on lists of candidates.

Promises: Seeded; written as ``index.ranking`` reads it.
Imports: index.ranking.
Face: nothing.
Start at: __main__.py, fit.py.
"""

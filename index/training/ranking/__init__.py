"""Fitting the re-ranker and the fusion on lists of candidates.

Promises: Seeded; written as ``index.ranking`` reads it.
Imports: index.ranking.
Face: fusion_fit.
Start at: __main__.py, fit.py.
"""

"""Fitting the re-ranker and the fusion on lists of candidates."""

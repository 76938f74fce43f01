"""Measuring retrieval: systems, measures, tables, report and gate."""

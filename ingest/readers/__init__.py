"""Readers: one file per format, each turning a file into a ``Reading`` (lines with layout, notes, warnings)."""

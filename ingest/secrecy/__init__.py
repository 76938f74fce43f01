"""Marks of state secrecy: what one is, and whether a document bears it."""

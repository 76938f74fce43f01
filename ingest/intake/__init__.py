"""Imports: files gathered, read in processes of their own, accepted or refused, and reported."""

"""Fitted constants and word lists of retrieval, each with its card.

Promises: A constant here was fitted by a command its card names.
Imports: nothing.
Face: nothing.
Start at: the cards, *.md.
"""

"""Fitted constants of answering, and how rare words are in directives.

Promises: A constant here was fitted by a command its file names.
Imports: nothing.
Face: nothing.
Start at: the files themselves.
"""

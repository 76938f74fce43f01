"""Text as retrieval sees it: tokens, sentences, quoted phrases, pieces fit to be quoted.

Promises: Tokens of passages and questions are made by one function.
Imports: ingest.document, ingest.text.
Face: function_words, phrases, quotable, sentences, tokens.
Start at: tokens.py.
"""

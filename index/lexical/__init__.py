"""Lexical retrieval: BM25 over fields by tantivy, and rank-bm25 as the reference.

Promises: Both retrievers answer as ``index.retriever`` says, over the same tokens.
Imports: index.passages, index.query, index.retriever, index.text, ingest.text.
Face: fields, rank_bm25_index, reasons, tantivy_faults, tantivy_index, tantivy_segments, tantivy_writing.
Start at: tantivy_index.py, plan.py.
"""

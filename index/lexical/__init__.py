"""Lexical retrieval: BM25 over fields, by tantivy; rank-bm25 as the reference."""

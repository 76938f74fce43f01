"""Constants fitted by command: fusion, lists for the re-ranker, how sure an answer is.

Promises: Seeded; nothing held out is used.
Imports: eval.answers, eval.baselines, eval.gold, eval.retrieval, index.chunking, index.dense, index.lexical,
  index.passages, index.query, index.ranking, index.reader, index.training, ingest.document, rag.evidence,
  rag.library, rag.reading, rag.verify.
Face: nothing.
Start at: fusion.py, sureness.py.
"""

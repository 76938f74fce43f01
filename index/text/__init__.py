"""Text as retrieval sees it: tokens, sentences, quoted phrases."""

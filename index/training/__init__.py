"""Training the project's own encoder: pieces, weak pairs, questions, contrast. Run with ``python -m index.training``."""

"""Retrievers fused and the best re-ranked."""

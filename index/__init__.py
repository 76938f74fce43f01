"""Passages, retrievers and encoders: everything derived from the archive to find words and meanings fast."""

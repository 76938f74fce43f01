"""Cited acts as rows of the archive, and which document each of them means."""

"""Encoders compared on held-out questions."""

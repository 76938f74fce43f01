"""Measuring recognition: error rate, and the order of words."""

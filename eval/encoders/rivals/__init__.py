"""Models that are trained for comparison with the one that ships, and are not shipped.

Promises: Trained on the same pairs as the shipped model, from its vectors.
Imports: index.dense, index.training.
Face: model.
Start at: __main__.py, model.py.
"""

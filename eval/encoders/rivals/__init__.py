"""Models trained for comparison, over the pieces of a static model: transformers and late interaction.

Promises: They are measured beside the shipped encoder and never shipped.
Imports: index.dense, index.training.
Face: model.
Start at: __main__.py, model.py.
"""

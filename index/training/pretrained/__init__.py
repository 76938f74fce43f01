"""Training a pretrained transformer on: base, general stage, genre stage, export.

Promises: Seeded and resumable; held-out passages, and copies of them in other collections, give no pair.
Imports: index.dense, index.onnx_session, index.training, ingest.text.
Face: body_folder, command, onnx_export, quantised, reading_sets, recipe, tower.
Start at: command.py, stages.py.
"""

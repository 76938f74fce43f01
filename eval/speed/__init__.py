"""Measuring speed: search, reading, register."""

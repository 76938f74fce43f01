"""Measuring the register of assignments against gold tasks."""

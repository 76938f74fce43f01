"""Assignments as rows of the archive, found by filters, and what staff say of them."""

"""Agencies: the authority file, their names in texts and questions, and what became of them through time."""

"""A question understood: its kind, agencies, documents, times and topic."""

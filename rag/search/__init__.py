"""Search for people: hits with their copies folded, and the conditions a question states."""

"""Document numbers, acts cited by number or name, and what a document is to each of them."""

"""Word lists of the index, with their sources in their first lines."""

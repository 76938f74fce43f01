"""Word lists of the question floor; each file names its source and licence in its first lines."""

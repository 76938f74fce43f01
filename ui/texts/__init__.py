"""Everything the program says to people, in Vietnamese."""

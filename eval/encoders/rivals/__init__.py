"""Models that are trained for comparison with the one that ships, and are not shipped."""

"""Results as words on a terminal, and the command line's grammar."""

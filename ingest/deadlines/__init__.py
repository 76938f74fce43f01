"""When a task is due, by the words that say so."""

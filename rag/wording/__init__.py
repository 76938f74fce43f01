"""The Vietnamese sentences of answers."""

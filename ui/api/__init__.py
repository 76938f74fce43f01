"""The HTTP interface under /api/v1: one file per resource, and the Vietnamese words of every refusal."""

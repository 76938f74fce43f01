"""Tables the ground floor reads: agencies, provinces, laws, old encodings, family names, a recognition model.

Promises: Each table names its source and licence beside it; a wrong row fails a test.
Imports: nothing.
Face: nothing.
Start at: the tables themselves.
"""

"""Dense retrieval: encoders, vectors, and how near is near."""

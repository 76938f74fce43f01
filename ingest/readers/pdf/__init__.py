"""PDF files: words with their places, what is seen of them, and what the file carries beside its pages."""

"""Plain text and Markdown in whatever encoding."""

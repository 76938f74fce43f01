"""What a file is, told by its bytes and names inside it."""

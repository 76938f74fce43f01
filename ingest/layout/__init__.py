"""A page as words with places, and the lines, columns, tables and roles they form; for PDF and recognised pages alike."""

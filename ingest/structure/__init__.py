"""From lines to one text: artifacts and notes lifted out, paragraphs joined, sections and tables found."""

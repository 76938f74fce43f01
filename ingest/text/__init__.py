"""Letters, words and days as Vietnamese offices write them, before anything is known of the document."""

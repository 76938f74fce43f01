"""Recognition: pictures of pages to words, and what a picture shows that words do not."""

"""Recognition: pictures of pages to words, and what a picture shows that its words do not.

Promises: Words come with boxes and confidence and are never corrected; without Tesseract the room says so and the rest
  works.
Imports: ingest.document, ingest.layout, ingest.lines, ingest.page_progress, ingest.secrecy, ingest.structure,
  ingest.text.
Face: cache, image, lines, page, recognised, recognition, stamp_patches, tesseract, words.
Start at: recognition.py, page.py.
"""

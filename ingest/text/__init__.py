"""Letters, words and days as Vietnamese offices write them, before anything is known of a document.

Promises: Folding keeps the length of a text, so spans found in folded text hold in the original; repair changes nothing
  a reader of the page would notice.
Imports: ingest.document, ingest.note_marks, ingest.spans.
Face: agency_heads, alignment, dates, document_kinds, edit_distance, encoding_warnings, folding, legacy_encodings,
  lookalikes, mended_signs, mojibake, printable, repair, syllables, verbs.
Start at: folding.py.
"""

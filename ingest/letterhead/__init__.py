"""What stands above and below the body: number, day, issuer, subject, recipients, signer; several letters in one file.

Promises: Each fact says where it was read and how sure the reading is; what is not printed stays empty. The forms are
  those of NĐ 30/2020, Phụ lục I.
Imports: ingest.document, ingest.lines, ingest.references, ingest.structure, ingest.text.
Face: circulation, fields, letter_parts, letters, page_header.
Start at: find.py, fields.py.
"""

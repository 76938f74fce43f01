"""A question read by the archive's own words: diacritics restored, typos mended, expanded."""

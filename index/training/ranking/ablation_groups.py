"""The features of the re-ranker in groups that are left out together, to tell what each is worth."""

from __future__ import annotations

GROUPS: dict[str, tuple[str, ...]] = {
    "words": (
        "text", "text_folded", "text_other", "missing_rarest", "opening", "figures", "words", "text_told",
    ),
    "context": (
        "near", "far", "anywhere", "heading", "heading_told", "near_pairs", "far_pairs", "near_run", "pairs_anywhere",
        "together", "soft_near", "soft_anywhere",
    ),
    "order": ("pairs", "run", "window", "wide_window", "figure_window"),
    "rare among the candidates": ("local", "local_anywhere", "soft_local"),
    "meaning of the passage": ("meaning", "meaning_gap", "meaning_place", "meaning_window"),
    "meaning of words": (
        "soft", "soft_phrase", "soft_missing", "soft_anywhere", "soft_local", "soft_near", "soft_words", "meaning_words",
    ),
    "what is asked for": (
        "when_fits", "amount_fits", "long_fits", "who_fits", "document_fits", "figure_window", "numbers", "own_number",
    ),
    "notes": ("note_near", "note_text"),
    "shape": ("row", "head", "depth", "long", "short"),
    "section and neighbours": (
        "section_company", "section_best", "section_words", "document_words", "before", "after",
    ),
    "company in the document": ("company", "document_best"),
    "the question": (
        "bare", "words_asked", "sure", "asks_when", "asks_amount", "asks_long", "asks_who", "asks_document",
    ),
}  # fmt: skip
"""By name; a feature may be in several, and those of the retrievers are in none."""

"""The features of the re-ranker in groups that are left out together, to tell what each is worth."""

from __future__ import annotations

GROUPS: dict[str, tuple[str, ...]] = {
    "words": (
        "text", "text_folded", "text_other", "missing_rarest", "opening", "figures", "words", "text_told",
    ),
    "context": (
        "near", "far", "anywhere", "heading", "heading_told", "near_pairs", "far_pairs", "near_run", "pairs_anywhere",
        "together",
    ),
    "order": ("pairs", "run", "window", "wide_window", "figure_window"),
    "rare among the candidates": ("local", "local_anywhere"),
    "meaning of the passage": ("meaning", "meaning_gap", "meaning_place"),
    "what is asked for": (
        "when_fits", "amount_fits", "long_fits", "who_fits", "document_fits", "figure_window", "numbers", "own_number",
    ),
    "notes": ("note_near", "note_text"),
    "shape": ("row", "head", "depth", "long", "short"),
}  # fmt: skip
"""By name; a feature may be in several, and those of the retrievers are in none."""

"""What tantivy is given for a passage, and how it is written: in one commit, after what killed commits left is gone."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

import tantivy

from index.lexical.fields import Fields
from index.lexical.tantivy_faults import LexicalDamagedError, told_as_damage
from index.query.own_expansion import introduced_keys

EVERY = "every"  # the word that each passage holds
_WRITER_BYTES = 32_000_000

_TOKEN_FIELDS = (
    "text",
    "pairs",
    "folded",
    "folded_pairs",
    "near",
    "near_folded",
    "far",
    "far_folded",
    "numbers",
    "own_numbers",
    "introduces",
)

Entry = tuple[int, str, Fields]
"""Passage number, document id, tokens."""


def write(
    index: tantivy.Index, removed: Iterable[str], numbers: Iterable[int], added: Iterable[Entry], anew: bool = False
) -> None:
    """Delete the passages of the documents ``removed`` and those called ``numbers`` (``anew``: all), then add ``added``.

    One commit: a kill leaves the state before. LexicalDamagedError when tantivy cannot go on with its files.
    """
    with told_as_damage():
        writer = index.writer(_WRITER_BYTES, 1)
        # A killed commit leaves files that it had not named yet; the next would want to write under the same names.
        writer.garbage_collect_files()
    try:
        with told_as_damage():
            if anew:
                writer.delete_all_documents()
            for document_id in removed:
                writer.delete_documents_by_term("document", document_id)
            for number in numbers:
                writer.delete_documents_by_term("passage", number)
        for number, document_id, fields in added:
            passage = tantivy.Document(
                passage=number,
                document=document_id,
                every=EVERY,
                introduced=fields.introduced,
                **_terms(fields),
            )
            with told_as_damage():
                writer.add_document(passage)
        with told_as_damage():
            writer.commit()
    except BaseException:
        with suppress(LexicalDamagedError), told_as_damage():
            writer.rollback()
        raise
    finally:
        with told_as_damage():
            writer.wait_merging_threads()


def collect(index: tantivy.Index) -> None:
    """Have tantivy remove the files of segments that nobody in this process reads any more."""
    with told_as_damage():
        writer = index.writer(_WRITER_BYTES, 1)
        writer.garbage_collect_files()
        writer.wait_merging_threads()


def schema() -> tantivy.Schema:
    """Return the fields of the index; ``index.lexical.tantivy_index.SCHEMA_VERSION`` grows when they change."""
    builder = tantivy.SchemaBuilder()
    for field in _TOKEN_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
    builder.add_text_field("every", tokenizer_name="raw", index_option="basic")
    # Short forms are read again from the text that introduces them: few passages do.
    builder.add_text_field("introduced", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("passage", indexed=True, fast=True)
    return builder.build()


def _terms(fields: Fields) -> dict[str, str]:
    text, near, far = fields.text, fields.near, fields.far
    return {
        "text": " ".join(text.syllables),
        "pairs": " ".join(text.bigrams),
        "folded": " ".join(text.folded),
        "folded_pairs": " ".join(text.folded_bigrams),
        "near": " ".join((*near.syllables, *near.bigrams)),
        "near_folded": " ".join((*near.folded, *near.folded_bigrams)),
        "far": " ".join((*far.syllables, *far.bigrams)),
        "far_folded": " ".join((*far.folded, *far.folded_bigrams)),
        "numbers": " ".join((*text.numbers, *near.numbers)),
        "own_numbers": " ".join(far.numbers),
        "introduces": " ".join(introduced_keys(fields.introduced)),
    }

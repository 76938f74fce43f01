"""The encoder's vocabulary: pieces of syllables, learnt from the training text itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from ingest.folding import fold, lowered

VOCABULARY = 24_000
FOLDED_ONE_IN = 5  # one text in five is shown without diacritics, so that undiacritised syllables have pieces too
_VOWELS = (("o", "a"), ("o", "e"), ("u", "y"))


def _tone_placement() -> list[normalizers.Normalizer]:
    """Rewrite new-style open oà, oè, uỳ to the old style, as ``ingest.folding.lowered`` does."""
    rules: list[normalizers.Normalizer] = []
    for first, second in _VOWELS:
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            new = lowered_pair(first, second + tone)
            rules.append(normalizers.Replace(Regex(rf"(?<!q){new}(?!\p{{L}})"), lowered(new)))
    return rules


def lowered_pair(first: str, second: str) -> str:
    """Compose two vowels, the second with its tone, to NFC."""
    return str(normalizers.NFC().normalize_str(first + second))


def new_tokenizer() -> Tokenizer:
    """Return an untrained tokenizer: NFC, lower case, one tone placement, words, punctuation and figures apart."""
    tokenizer = Tokenizer(models.BPE(unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex("[⁰¹²³⁴⁵⁶⁷⁸⁹]+"), " "),
            *_tone_placement(),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Whitespace(), pre_tokenizers.Digits(individual_digits=False)]
    )
    return tokenizer


def learn_pieces(texts: Iterable[str], path: Path) -> Tokenizer:
    """Learn ``VOCABULARY`` byte-pair pieces from ``texts`` and write the tokenizer to ``path``."""

    def shown() -> Iterator[str]:
        for at, text in enumerate(texts):
            yield fold(text) if at % FOLDED_ONE_IN == 0 else text

    tokenizer = new_tokenizer()
    tokenizer.train_from_iterator(
        shown(),
        trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=["[UNK]"], limit_alphabet=400, show_progress=False),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer

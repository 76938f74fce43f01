"""The encoder's vocabulary: pieces of syllables, then superwords over two to four syllables, learnt from the text itself.

Vietnamese words are mostly two syllables (``kế hoạch``), names of bodies four (``ủy ban nhân dân``): as one piece they have a
meaning of their own that the mean of their syllables has not.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from ingest.document import SUPERSCRIPTS
from ingest.text.folding import fold, lowered

SYLLABLE_PIECES = 16_000
SUPERWORDS = 24_000
FOLDED_ONE_IN = 3  # one text in four is shown without diacritics, so that undiacritised words have pieces too
FEWEST = 15  # times a superword must have been seen
CLOSEST = 2.0  # log of how much more often than by chance its parts must stand together: not "quy định của"
_ROUNDS = (0.75, 0.25)  # the share of superwords made of syllables, and of those made of superwords
START = "▁"  # stands before every syllable
_VOWELS = (("o", "a"), ("o", "e"), ("u", "y"))

FIGURE = "№"
"""What every figure of three digits or more becomes that is no year: 1.250.000, 12,5 and 1088 are found by their digits in
the lexical retriever; here a passage only shows that it holds a figure, which is what a question "bao nhiêu" looks for."""

# "1.250.000", "12,5"; not "12/3" or "3.": a figure in groups or with decimals
_GROUPED = r"\d+(?:[.,]\d+)+"
# "1088", "206", "31000"; not "2024", "1999", "12": a bare figure that is neither a year nor a day, month or article
_LONG = r"(?<!\d)(?!(?:19|20)\d\d(?!\d))\d{3,}(?!\d)"
# what separates words: punctuation and signs; not letters, digits, the percent sign or combining tones
_BETWEEN = rf"[^\p{{L}}\p{{M}}\p{{N}}%{FIGURE}\s]+"


def _tone_placement() -> list[normalizers.Normalizer]:
    """Rewrite new-style open oà, oè, uỳ to the old style, as ``ingest.text.folding.lowered`` does."""
    rules: list[normalizers.Normalizer] = []
    for first, second in _VOWELS:
        for tone in "\u0300\u0301\u0303\u0309\u0323":
            new = lowered_pair(first, second + tone)
            rules.append(normalizers.Replace(Regex(rf"(?<!q){new}(?!\p{{L}})"), lowered(new)))
    return rules


def lowered_pair(first: str, second: str) -> str:
    """Compose two vowels, the second with its tone, to NFC."""
    return str(normalizers.NFC().normalize_str(first + second))


def _dressed(tokenizer: Tokenizer, superwords: bool) -> Tokenizer:
    """Put the reading of text before the pieces; with ``superwords`` a stretch between signs is one word to cut."""
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.NFC(),
            normalizers.Lowercase(),
            normalizers.Replace(Regex(f"[{SUPERSCRIPTS}]+"), " "),
            *_tone_placement(),
            normalizers.Replace(Regex(_GROUPED), FIGURE),
            normalizers.Replace(Regex(_LONG), FIGURE),
            normalizers.Replace(Regex(r"\s+"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_BETWEEN), behavior="removed"),
            pre_tokenizers.Split(Regex(rf"\s*(?:\p{{N}}+|[%{FIGURE}])\s*"), behavior="isolated"),
            pre_tokenizers.Split(Regex(r"^\s+|\s+$"), behavior="removed"),
            pre_tokenizers.Metaspace(replacement=START, prepend_scheme="always", split=not superwords),
        ]
    )
    return tokenizer


def new_tokenizer() -> Tokenizer:
    """Return an untrained tokenizer: NFC, lower case, one tone placement, figures as one sign, syllables apart."""
    return _dressed(Tokenizer(models.BPE(unk_token="[UNK]", fuse_unk=True)), superwords=False)


def learn_pieces(
    texts: Iterable[str], path: Path, syllable_pieces: int = SYLLABLE_PIECES, superwords: int = SUPERWORDS
) -> Tokenizer:
    """Learn byte-pair pieces of syllables from ``texts``, then superwords, and write the tokenizer to ``path``.

    At most ``syllable_pieces`` and ``superwords`` are made; of superwords only what was seen ``FEWEST`` times.
    """
    shown = [fold(text) if at % FOLDED_ONE_IN == 0 else text for at, text in enumerate(texts)]
    tokenizer = new_tokenizer()
    tokenizer.train_from_iterator(
        shown,
        trainers.BpeTrainer(
            vocab_size=syllable_pieces, special_tokens=["[UNK]"], limit_alphabet=300, show_progress=False
        ),
    )
    for share in _ROUNDS:
        tokenizer = _with_superwords(tokenizer, shown, round(share * superwords))
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
    return tokenizer


def _with_superwords(tokenizer: Tokenizer, texts: Sequence[str], most: int) -> Tokenizer:
    """Add the ``most`` neighbours that belong together most as pieces of their own."""
    tokenizer = _dressed(tokenizer, superwords=True)
    single: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for start in range(0, len(texts), 2048):
        for encoding in tokenizer.encode_batch(texts[start : start + 2048], add_special_tokens=False):
            single.update(encoding.tokens)
            pairs.update(_neighbours(encoding.tokens, encoding.word_ids))
    state = json.loads(tokenizer.to_str())
    vocabulary, merges = state["model"]["vocab"], [tuple(merge) for merge in state["model"]["merges"]]
    for first, second in _belonging(single, pairs)[:most]:
        if first + second not in vocabulary:
            vocabulary[first + second] = len(vocabulary)
            merges.append((first, second))
    return _dressed(
        Tokenizer(models.BPE(vocab=vocabulary, merges=merges, unk_token="[UNK]", fuse_unk=True)), superwords=True
    )


def _neighbours(tokens: Sequence[str], words: Sequence[int | None]) -> list[tuple[str, str]]:
    """Return pairs of neighbouring pieces that are both whole syllables or superwords of one stretch of text."""
    whole = [
        token.startswith(START)
        and token[1:].replace(START, "").isalpha()
        and (at + 1 == len(tokens) or tokens[at + 1].startswith(START))
        for at, token in enumerate(tokens)
    ]
    return [
        (tokens[at], tokens[at + 1])
        for at in range(len(tokens) - 1)
        if whole[at] and whole[at + 1] and words[at] == words[at + 1]
    ]


def _belonging(single: Counter[str], pairs: Counter[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return pairs by what one piece for them is worth: times seen, times how much more often than by chance."""
    total = sum(single.values())
    worth = {
        pair: seen * gain
        for pair, seen in pairs.items()
        if seen >= FEWEST and (gain := math.log(seen * total / (single[pair[0]] * single[pair[1]]))) > CLOSEST
    }
    return sorted(worth, key=lambda pair: (-worth[pair], pair))

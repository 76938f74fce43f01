"""Fit what nearness in meaning is worth beside the words: ``python -m eval.fitting.meaning --staff DIR``.

DIR is the folder of staff's questions. Those on passages that no training saw are put to an archive of these passages, each
question with its passage there and without it. Questions on the sample archive and on directives (``--directives``; half
``dev`` of both) join in: put to their own archive and to the other one, where nothing answers them. The weights written
gain most where something answers, less what they show where nothing does (``fitted``). A table tells
what each half of all clusters of questions gains from weights fitted on the other half; where that is not more than its
error, the weights that stand stay.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from numpy.typing import NDArray

from eval.fitting.meaning_lists import Choice, Floats, ListedQuestion, of_archive, of_staff
from eval.gold.originals import library_of
from eval.gold.questions import read_gold
from eval.retrieval.command import judged_of
from eval.sample import DOCUMENTS, SAMPLE_QUESTIONS, sample_library
from index.chunking.cut import passages_of
from rag.evidence.meaning import DEFAULT, LOW, MOST, Weights, load_weights
from rag.library import Library

SOFT = 0.04
"""How sharply a share is enough or not: an edge would let single questions decide the fit."""
PARTLY, DOUBTFUL = 0.5, 0.25
"""What a partial answer gains when it is right, and costs when it is wrong, beside 1 for a whole one."""
STAFF, ABSENT = "staff", " absent"
OF_ARCHIVES = 2.0
"""Weight of a question on an archive beside one of staff's: only these have headings, notes and documents of many passages."""
CARE = 0.5
"""What showing something where nothing answers costs beside what is gained where something does."""
STEPS: dict[str, tuple[float, ...]] = {
    "worth": (0.1, 0.12, 0.14, 0.16, 0.18, 0.2),
    "below_chance": (0.2, 0.4, 0.6, 0.8, 1.0, 1.2, 1.4),
    "against": (0.3, 0.6, 1.0),
    "most": (0.3, MOST),
}
"""What is tried. Steeper weights do as well on quoted sentences, but the composers of figures, duties and deadlines, which
choose among parts of sentences, then refuse what they should answer."""
DRAWN = 0.002
"""What every step away from the weights that stand must gain: the archives have few questions, and chance has its choice."""


@dataclass(frozen=True, slots=True, eq=False)
class Choices:
    """Choices of one length, filled up with sentences that may not be shown."""

    sources: NDArray[np.str_]
    there: NDArray[np.bool_]
    trust: Floats
    enough: Floats
    nearly: Floats
    words: Floats
    slope: Floats
    slope_below: Floats
    above: Floats
    order: Floats
    late: Floats
    fits: NDArray[np.bool_]
    gold: NDArray[np.bool_]


def stacked(found: Sequence[Choice]) -> Choices:
    """Put choices side by side."""
    length = max((len(one.words) for one in found), default=0)

    def column(name: str) -> Floats:
        table = np.zeros((len(found), max(1, length)))
        for at, one in enumerate(found):
            values = getattr(one, name)
            table[at, : len(values)] = values
        return table

    def each(name: str) -> Floats:
        return np.array([[getattr(one, name)] for one in found], dtype=np.float64)

    return Choices(
        sources=np.array([f"{one.source}{'' if one.there else ABSENT}" for one in found]),
        there=np.array([one.there for one in found]),
        trust=each("trust"),
        enough=each("enough"),
        nearly=each("nearly"),
        words=column("words"),
        slope=column("slope"),
        slope_below=column("slope_below"),
        above=column("above"),
        order=column("order"),
        late=column("late"),
        fits=column("fits").astype(np.bool_),
        gold=column("gold").astype(np.bool_),
    )


def shown(choices: Choices, weights: Weights) -> tuple[Floats, NDArray[np.bool_]]:
    """Return, for every choice, the share of the sentence that comes first with these weights, and whether it answers."""
    beyond = np.maximum(LOW, choices.above + weights.below_chance)
    worth = np.minimum(weights.most, weights.worth * np.where(beyond > 0, beyond, weights.against * beyond))
    told = choices.trust * worth * np.where(worth > 0, choices.slope, choices.slope_below)
    share = np.maximum(0.0, choices.words + told)
    score = np.where(choices.fits, share * choices.order - choices.late, -np.inf)
    first = score.argmax(axis=1)
    at = np.arange(len(first))
    found: Floats = np.where(choices.fits[at, first], share[at, first], 0.0)
    return found, choices.gold[at, first]


def worth_to_people(choices: Choices, weights: Weights) -> Floats:
    """Return what each choice is worth: from 1, an answer, over 0, a refusal, to -1, a wrong answer."""
    share, right = shown(choices, weights)
    whole, partly = (1 / (1 + np.exp(-(share - limit[:, 0]) / SOFT)) for limit in (choices.enough, choices.nearly))
    partly = np.maximum(0.0, partly - whole)
    gains: Floats = np.where(right & choices.there, whole + PARTLY * partly, -whole - DOUBTFUL * partly)
    return gains


def value(choices: Choices, weights: Weights) -> tuple[float, float]:
    """Return what weights are worth where something answers, and what they cost where nothing does; 0 without such."""
    worth = worth_to_people(choices, weights)
    staff = np.char.startswith(choices.sources, STAFF)
    counted = np.where(staff, 1.0, OF_ARCHIVES)
    there, without = (
        float((worth * counted)[chosen].sum() / max(1.0, counted[chosen].sum()))
        for chosen in (choices.there, ~choices.there)
    )
    return there, -without


def fitted(choices: Choices, start: Weights) -> Weights:
    """Return the weights of ``STEPS`` that gain most, less ``CARE`` times what they cost, and ``DRAWN`` for every step."""

    def gain(weights: Weights) -> float:
        there, without = value(choices, weights)
        return there - CARE * without - DRAWN * _steps(start, weights)

    return max([start, *(Weights(*one) for one in product(*STEPS.values()))], key=gain)


def _steps(start: Weights, weights: Weights) -> float:
    old: dict[str, float] = asdict(start)
    new: dict[str, float] = asdict(weights)
    return sum((abs(new[name] - old[name]) / (steps[1] - steps[0]) for name, steps in STEPS.items()), 0.0)


def half(cluster: str) -> bool:
    """Tell which half a passage of staff's questions falls into."""
    return sha256(cluster.encode()).digest()[0] % 2 == 0


@dataclass(frozen=True, slots=True, eq=False)
class KeptOut:
    """What choices were worth before, and are by weights fitted on the other half; with what each counts for."""

    sources: NDArray[np.str_]
    before: Floats
    after: Floats
    counted: Floats

    @property
    def gain(self) -> tuple[float, float]:
        """The mean gain over all choices and its standard error."""
        gains = (self.after - self.before) * self.counted
        return float(gains.mean()), float(gains.std() / max(1, len(gains)) ** 0.5)


def kept_out(found: Sequence[Choice], before: Weights) -> KeptOut:
    """Judge each half of the clusters by weights fitted on the other one."""
    parts: list[tuple[Choices, Weights]] = []
    for kept in (True, False):
        rest = [one for one in found if half(one.cluster) == kept]
        if rest:
            parts.append((stacked(rest), fitted(stacked([one for one in found if half(one.cluster) != kept]), before)))
    sources = np.concatenate([one.sources for one, _ in parts])
    there = np.concatenate([one.there for one, _ in parts])
    counted = np.where(np.char.startswith(sources, STAFF), 1.0, OF_ARCHIVES) * np.where(there, 1.0, CARE)
    return KeptOut(
        sources,
        np.concatenate([worth_to_people(one, before) for one, _ in parts]),
        np.concatenate([worth_to_people(one, weights) for one, weights in parts]),
        counted,
    )


def table(judged: KeptOut) -> Iterator[str]:
    """Yield a line for each source."""
    yield f"{'source':24} {'asked':>6} {'before':>8} {'after':>8} {'gain':>8} {'+-':>7}"
    for source in dict.fromkeys(judged.sources.tolist()):
        here = judged.sources == source
        old, new = judged.before[here], judged.after[here]
        spread = float((new - old).std() / len(old) ** 0.5)
        yield f"{source:24} {len(old):6} {old.mean():8.4f} {new.mean():8.4f} {(new - old).mean():+8.4f} {spread:7.4f}"


def choices_of(options: argparse.Namespace, open_things: ExitStack) -> Iterator[Choice]:
    """Yield all choices: of the sample archive, of directives where ``--documents`` has them, of staff's passages."""
    scratch = Path(open_things.enter_context(TemporaryDirectory()))
    archives = {"sample": (SAMPLE_QUESTIONS, open_things.enter_context(sample_library(scratch, options.encoder)))}
    if options.directives is not None:
        work = options.work or scratch / "directives"
        library = library_of(options.documents, work, options.encoder, as_read=options.as_read)
        archives["directives"] = options.directives, open_things.enter_context(library)
    asked = {name: _asked(*archive) for name, archive in archives.items()}
    lone = [
        ListedQuestion(one.question, one.id, frozenset())
        for one in read_gold(SAMPLE_QUESTIONS, "dev")
        if not one.quotes
    ]
    for name, (_, library) in archives.items():
        strange = [replace(one, carriers=frozenset()) for other in asked if other != name for one in asked[other]]
        yield from of_archive(library, name, [*asked[name], *strange, *lone])
        print(name, file=sys.stderr)
    yield from of_staff(options.staff, options.encoder, options.most, open_things)


def _asked(file: Path, library: Library) -> list[ListedQuestion]:
    judged = judged_of(file, "dev", library, passages_of)
    return [ListedQuestion(one.text, one.cluster or one.id, frozenset(one.grades)) for one in judged.questions]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit, print the table, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m eval.fitting.meaning", description=__doc__)
    parser.add_argument("--staff", type=Path, required=True, help="folder with passages.jsonl and questions.jsonl")
    parser.add_argument("--directives", type=Path, help="questions on directives, spans noted")
    parser.add_argument("--documents", type=Path, default=DOCUMENTS, help="folder of the directives")
    parser.add_argument("--work", type=Path, help="folder where the archive of directives is kept")
    parser.add_argument("--as-read", action="store_true", help="take the archive as it was read")
    parser.add_argument("--encoder", help="sentence-transformers model; the one that ships unless named")
    parser.add_argument("--most", type=int, default=600, help="staff's questions, drawn with a seed")
    parser.add_argument("--out", type=Path, default=DEFAULT, help="the file of the weights")
    options = parser.parse_args(arguments)
    before = load_weights()
    with ExitStack() as open_things:
        found = list(choices_of(options, open_things))
    if not found:
        print("no questions to fit on", file=sys.stderr)
        return 1
    judged = kept_out(found, before)
    for line in table(judged):
        print(line)
    gain, spread = judged.gain
    print(f"by weights of the other half: {gain:+.4f} +- {spread:.4f}")
    whole = stacked(found)
    # What questions that were kept out do not gain by is chance: the weights that stand are as good.
    weights = fitted(whole, before) if gain > spread else before
    for name, one in (("before", before), ("after", weights)):
        print(f"{name}: worth {value(whole, one)[0]:.4f}, shown where nothing answers {value(whole, one)[1]:.4f}")
    options.out.write_text(json.dumps(asdict(weights), indent=1) + "\n", encoding="utf-8")
    print(f"{weights} -> {options.out}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

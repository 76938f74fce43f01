"""Page numbers as people write them."""

from __future__ import annotations

from collections.abc import Sequence


def page_list(numbers: Sequence[int]) -> str:
    """Write page numbers shortly.

    >>> page_list([1, 2, 3, 7, 9, 10])
    '1-3, 7, 9-10'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)

"""How far an encoding anew has come, on standard error."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from ui.texts import reports as said

if TYPE_CHECKING:
    from tqdm import tqdm


class EncodingBar:
    """Shows passages, rate and time left where ``stream`` (standard error) is a terminal, from the first one on."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._bar: tqdm[None] | None = None

    def __call__(self, done: int, total: int) -> None:
        """Move on to ``done`` of ``total``."""
        if self._bar is None:
            from tqdm import tqdm

            self._bar = tqdm(
                desc=said.ENCODING, total=total, initial=done, bar_format=said.ENCODING_BAR, file=self._stream,
                disable=None, leave=False, mininterval=0,
            )  # fmt: skip
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

"""Why an encoder or an index was refused; the user interface turns the codes into Vietnamese sentences."""

from __future__ import annotations


class EncoderError(Exception):
    """A model cannot be used.

    ``code`` is ``encoder_missing`` or ``encoder_broken`` with the name asked for as ``detail``, or ``encoder_damaged``
    with the file that is not what its checksum says.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class DamagedIndexError(Exception):
    """The files of the index are damaged where they are read; ``code`` is ``index_damaged``, ``detail`` says what was met.

    Nothing is lost: the index is made anew from the archive (``tracuu reindex``).
    """

    def __init__(self, detail: str) -> None:
        super().__init__(f"index_damaged: {detail}")
        self.code = "index_damaged"
        self.detail = detail

"""Recognised pages kept on disk by what was recognised and with what, so that a killed import goes on where it was.

One folder for a file (its SHA-256), one file for a page and an engine. It holds text of documents, so it goes when the
document goes: ``forget``, ``keep_only``.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from hashlib import file_digest
from hashlib import sha256 as _sha256
from pathlib import Path

from ingest.ocr import OcrPage, OcrRule, OcrWord

FOLDER = "ocr"
VERSION = 9
"""Grows when pages are prepared or read in another way than before: what was kept is then read anew."""


@dataclass(frozen=True, slots=True)
class OcrCache:
    """Pages recognised by ``engine`` (its version) under ``folder``; made when the first page is kept."""

    folder: Path
    engine: str

    def get(self, sha256: str, page: int) -> OcrPage | None:
        """Return the page of the file with this hash, or None when it is not kept or cannot be read."""
        try:
            kept = json.loads(zlib.decompress(self._place(sha256, page).read_bytes()))
            words = tuple(OcrWord(**word) for word in kept.pop("words"))
            rules = tuple(OcrRule(**rule) for rule in kept.pop("rules"))
            return OcrPage(words=words, rules=rules, **kept)
        except (OSError, ValueError, TypeError, KeyError, zlib.error):
            return None

    def put(self, sha256: str, page: int, read: OcrPage) -> None:
        """Keep the page: wholly or, when the disk refuses, not at all."""
        place = self._place(sha256, page)
        beside = place.with_name(f"{place.name}.{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(zlib.compress(json.dumps(asdict(read), ensure_ascii=False).encode()))
            beside.replace(place)
        except OSError:
            beside.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Remove all pages of this file."""
        shutil.rmtree(self.folder / sha256, ignore_errors=True)

    def forget_file(self, path: Path) -> None:
        """Remove all pages of the file at ``path``."""
        with path.open("rb") as file:
            self.forget(file_digest(file, "sha256").hexdigest())

    def _place(self, sha256: str, page: int) -> Path:
        made_with = _sha256(f"{VERSION} {self.engine}".encode()).hexdigest()[:12]
        return self.folder / sha256 / f"{page}-{made_with}"


def keep_only(folder: Path, wanted: Collection[str]) -> None:
    """Remove the pages of every file whose hash is not ``wanted``."""
    if folder.is_dir():
        for kept in folder.iterdir():
            if kept.name not in wanted:
                shutil.rmtree(kept, ignore_errors=True)

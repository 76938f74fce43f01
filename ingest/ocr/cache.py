"""Recognised pages kept on disk by what was recognised and with what, so that a killed import goes on where it was.

One folder for a file (its SHA-256), one file for a page and an engine. It holds text of documents, so it goes when the
document goes: ``forget``, ``keep_only``. A kill may leave pages of a file behind whose secrecy mark stands on a later
page: what is kept is sealed with a key made from the file's bytes, so that nobody reads it who has not the file itself.
"""

from __future__ import annotations

import json
import os
import shutil
import zlib
from collections.abc import Collection
from dataclasses import asdict, dataclass
from hashlib import blake2b, file_digest, shake_256
from hashlib import sha256 as _sha256
from pathlib import Path

from ingest.ocr.recognised import OcrPage, OcrRule, OcrWord

FOLDER = "ocr"
VERSION = 9
"""Grows when pages are prepared or read in another way than before: what was kept is then read anew."""


_NONCE = 16  # bytes, drawn anew for every page: one key never covers two texts alike


@dataclass(frozen=True, slots=True)
class FileKey:
    """A file: its hash, and the key to its pages, which only its bytes give."""

    sha256: str
    key: bytes

    @classmethod
    def of(cls, data: bytes) -> FileKey:
        """Return the key of a file's bytes."""
        return cls(_sha256(data).hexdigest(), blake2b(data, person=b"tracuu-ocr").digest())


@dataclass(frozen=True, slots=True)
class OcrCache:
    """Pages recognised by ``engine`` (its version) under ``folder``; made when the first page is kept."""

    folder: Path
    engine: str

    def get(self, file: FileKey, page: int) -> OcrPage | None:
        """Return the page of this file, or None when it is not kept or cannot be read."""
        try:
            kept = json.loads(zlib.decompress(_opened(self._place(file.sha256, page).read_bytes(), file.key)))
            words = tuple(OcrWord(**word) for word in kept.pop("words"))
            rules = tuple(OcrRule(**rule) for rule in kept.pop("rules"))
            return OcrPage(words=words, rules=rules, stamps=tuple(kept.pop("stamps")), **kept)
        except (OSError, ValueError, TypeError, KeyError, zlib.error):
            return None

    def put(self, file: FileKey, page: int, read: OcrPage) -> None:
        """Keep the page: wholly or, when the disk refuses, not at all."""
        place = self._place(file.sha256, page)
        beside = place.with_name(f"{place.name}.{os.getpid()}.part")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            written = zlib.compress(json.dumps(asdict(read), ensure_ascii=False).encode())
            beside.write_bytes(_sealed(written, file.key))
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


def _sealed(data: bytes, key: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + _covered(data, key, nonce)


def _opened(data: bytes, key: bytes) -> bytes:
    return _covered(data[_NONCE:], key, data[:_NONCE])


def _covered(data: bytes, key: bytes, nonce: bytes) -> bytes:
    """Combine the data with the stream that SHAKE-256 makes of key and nonce; done twice it is the data again."""
    stream = shake_256(key + nonce).digest(len(data))
    return (int.from_bytes(data) ^ int.from_bytes(stream)).to_bytes(len(data))


def keep_only(folder: Path, wanted: Collection[str]) -> None:
    """Remove the pages of every file whose hash is not ``wanted``."""
    if folder.is_dir():
        for kept in folder.iterdir():
            if kept.name not in wanted:
                shutil.rmtree(kept, ignore_errors=True)

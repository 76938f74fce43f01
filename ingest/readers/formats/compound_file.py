"""The names of the storages and streams in an OLE compound file ([MS-CFB]): enough to tell what program wrote it."""

from __future__ import annotations

import struct
from dataclasses import dataclass

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
Path = tuple[str, ...]
"""Names from the root down: ``("Macros", "VBA", "dir")``."""

_LAST_SECTOR = 0xFFFFFFFA  # above are marks: end of chain, free, table
_NO_ENTRY = 0xFFFFFFFF
_ENTRY_BYTES = 128
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_MOST_ENTRIES = 50_000  # an honest file has some hundreds; a ring of names would never end


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    size: int


class CompoundFile:
    """An OLE file in memory. Raises ``ValueError`` when its tables cannot be followed."""

    def __init__(self, data: bytes) -> None:
        try:
            self._read(data)
        except (struct.error, IndexError, OverflowError) as error:
            raise ValueError("no compound file") from error

    def names(self) -> tuple[Path, ...]:
        """Return the paths of all storages and streams, from the root down."""
        return tuple(self._places)

    def read(self, path: Path, most: int) -> bytes:
        """Return at most ``most`` bytes of a stream; nothing where it is missing or damaged."""
        place = self._places.get(path)
        if place is None:
            return b""
        wanted = min(place.size, most)
        if place.size >= self._cutoff:
            return self._chain(place.start, self._table, wanted)[:wanted]
        found = bytearray()
        at, steps = place.start, 0
        while at < len(self._small_table) and len(found) < wanted and steps < len(self._small_table):
            found += self._small[at * self._small_bytes : (at + 1) * self._small_bytes]
            at, steps = self._small_table[at], steps + 1
        return bytes(found[:wanted])

    def _read(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE):
            raise ValueError("no compound file")
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift > shift:
            raise ValueError("no compound file")
        self._data, self._bytes, self._small_bytes = data, 1 << shift, 1 << small_shift
        directory, self._cutoff, small_table, _, further, further_count = struct.unpack_from("<I4xIIIII", data, 48)
        tables = list(struct.unpack_from("<109I", data, 76))
        for _ in range(min(further_count, len(data) // self._bytes)):
            if further >= _LAST_SECTOR:
                break
            *more, further = self._numbers(self._sector(further))
            tables += more
        self._table: tuple[int, ...] = ()
        table: list[int] = []
        for number in tables:
            if number < _LAST_SECTOR:
                table += self._numbers(self._sector(number))
        self._table = tuple(table)
        self._small_table = self._numbers(self._chain(small_table, self._table, len(data)))
        self._walk(self._chain(directory, self._table, _MOST_ENTRIES * _ENTRY_BYTES))

    def _walk(self, entries: bytes) -> None:
        self._places: dict[Path, _Place] = {}
        root = self._entry(entries, 0)
        if root[1] != _ROOT:
            raise ValueError("no root")
        self._small = self._chain(root[5], self._table, min(root[6], len(self._data)))
        waiting: list[tuple[int, Path]] = [(root[4], ())]
        seen: set[int] = set()
        while waiting:
            number, above = waiting.pop()
            if number == _NO_ENTRY or number in seen or (number + 1) * _ENTRY_BYTES > len(entries):
                continue
            seen.add(number)
            name, kind, left, right, child, start, size = self._entry(entries, number)
            waiting += [(left, above), (right, above)]
            if kind in (_STORAGE, _STREAM):
                self._places[(*above, name)] = _Place(start, size if kind == _STREAM else 0)
                waiting.append((child, (*above, name)))

    @staticmethod
    def _entry(entries: bytes, number: int) -> tuple[str, int, int, int, int, int, int]:
        raw, length, kind, left, right, child, start, size = struct.unpack_from(
            "<64sHBxIII36xIQ", entries, number * _ENTRY_BYTES
        )
        return raw[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace"), kind, left, right, child, start, size

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._bytes
        return self._data[start : start + self._bytes]

    def _numbers(self, data: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])

    def _chain(self, at: int, table: tuple[int, ...], most: int) -> bytes:
        found, steps = bytearray(), 0
        while at < len(table) and len(found) < most and steps <= len(table):
            found += self._sector(at)
            at, steps = table[at], steps + 1
        return bytes(found)

"""A zip that breaks off: its list of files stands at its end, but each file in it has a head.

Limit: files stored without packing whose size the head does not tell are not found.
Invariant: what is made holds only files that are whole, each as it was packed, and no more of them
than the zip had.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = struct.Struct("<4s5H3L2H")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_MARK = b"PK\x03\x04"
_STORED, _DEFLATED = 0, 8
_SIZES_AFTER, _ENCRYPTED = 0x8, 0x1
_PIECE = 1 << 20
_LARGEST = 500_000_000  # of the broken zip, which is held in memory
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class _Member:
    head: tuple[int, ...]
    name: bytes
    begin: int
    end: int
    crc: int
    size: int


def is_cut_zip(path: Path) -> bool:
    """Whether a file begins as a zip and does not end as one."""
    try:
        with path.open("rb") as file:
            return file.read(4) == _MARK and not zipfile.is_zipfile(path)
    except OSError:
        return False


def whole_part(path: Path, target: Path) -> int:
    """Write a zip of the files that are whole in one that is not, and return how many they are."""
    if path.stat().st_size > _LARGEST:
        return 0
    raw = path.read_bytes()
    count, listing = 0, b""
    with target.open("wb") as file:
        for member in _members(raw):
            at = file.tell()
            version, flags, method, time, day = member.head
            flags &= ~_SIZES_AFTER
            sizes = (member.crc, member.end - member.begin, member.size, len(member.name))
            file.write(_HEAD.pack(_MARK, version, flags, method, time, day, *sizes, 0))
            file.write(member.name + raw[member.begin : member.end])
            listing += _ENTRY.pack(
                b"PK\x01\x02", version, version, flags, method, time, day, *sizes, 0, 0, 0, 0, 0, at
            )
            listing += member.name
            count += 1
        at = file.tell()
        file.write(listing)
        file.write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(listing), at, 0))
    return count


def _members(raw: bytes) -> Iterator[_Member]:
    at, found = raw.find(_MARK), 0
    while 0 <= at <= len(raw) - _HEAD.size and found < _MOST:
        member = _member_at(raw, at)
        if member is None:
            at = raw.find(_MARK, at + 4)
            continue
        found += 1
        yield member
        at = raw.find(_MARK, member.end)


def _member_at(raw: bytes, at: int) -> _Member | None:
    """Return the file whose head stands here, when it is whole."""
    fields = _HEAD.unpack_from(raw, at)
    version, flags, method, time, day, crc, _, size, name, more = fields[1:]
    begin = at + _HEAD.size + name + more
    title = raw[at + _HEAD.size : at + _HEAD.size + name]
    if flags & _ENCRYPTED or method not in (_STORED, _DEFLATED) or begin > len(raw):
        return None
    if method == _STORED:
        data = raw[begin : begin + size]
        is_whole = len(data) == size and zlib.crc32(data) == crc and not flags & _SIZES_AFTER
        found = (begin + size, crc, size) if is_whole else None
    else:
        found = _unpacked(raw, begin)
    is_told = flags & _SIZES_AFTER or found is None or found[1] == crc
    if found is None or not is_told:
        return None
    return _Member((version, flags, method, time, day), title, begin, *found)


def _unpacked(raw: bytes, begin: int) -> tuple[int, int, int] | None:
    """Return where packed bytes end, the checksum and the size of what they hold."""
    unpacker, crc, size = zlib.decompressobj(-15), 0, 0
    at = begin
    try:
        while not unpacker.eof and at < len(raw):
            piece = unpacker.decompress(raw[at : at + _PIECE], _PIECE)
            while piece:
                crc, size = zlib.crc32(piece, crc), size + len(piece)
                if size > _LARGEST:
                    return None
                piece = unpacker.decompress(unpacker.unconsumed_tail, _PIECE)
            at += _PIECE
    except zlib.error:
        return None
    if not unpacker.eof:
        return None
    return min(at, len(raw)) - len(unpacker.unused_data), crc, size

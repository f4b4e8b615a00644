"""Reads the pixels of a screenshot without an image library."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Picture"]

Colour = tuple[int, int, int]


@dataclass(frozen=True)
class Picture:
    """An RGB image decoded from an 8-bit PNG without interlacing, as browsers write it."""

    width: int
    height: int
    rows: tuple[bytes, ...]
    channels: int

    @classmethod
    def of(cls, png: bytes) -> Picture:
        """Decode a PNG."""
        data, at = b"", 8
        width = height = channels = 0
        while at < len(png):
            (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
            body = png[at + 8 : at + 8 + length]
            if kind == b"IHDR":
                width, height, depth, colour = struct.unpack(">IIBB", body[:10])
                assert depth == 8
                channels = {2: 3, 6: 4}[colour]
            elif kind == b"IDAT":
                data += body
            at += length + 12
        return cls(width, height, tuple(_unfiltered(zlib.decompress(data), width, channels)), channels)

    def at(self, x: int, y: int) -> Colour:
        """The colour of a pixel."""
        start = x * self.channels
        red, green, blue = self.rows[y][start : start + 3]
        return red, green, blue

    def near(self, x: int, y: int, colour: str, *, tolerance: int) -> bool:
        """Whether a pixel or one beside it is, in each channel, about a `#rrggbb` colour."""
        wanted = tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))
        return any(
            all(abs(a - b) <= tolerance for a, b in zip(self.at(i, j), wanted, strict=True))
            for i in range(max(x - 1, 0), min(x + 2, self.width))
            for j in range(max(y - 1, 0), min(y + 2, self.height))
        )


def _unfiltered(data: bytes, width: int, channels: int) -> Iterator[bytes]:
    stride = width * channels
    before = bytearray(stride)
    for start in range(0, len(data), stride + 1):
        kind, row = data[start], bytearray(data[start + 1 : start + 1 + stride])
        for i in range(stride):
            left = row[i - channels] if i >= channels else 0
            up = before[i]
            corner = before[i - channels] if i >= channels else 0
            if kind == 1:
                row[i] = (row[i] + left) & 255
            elif kind == 2:
                row[i] = (row[i] + up) & 255
            elif kind == 3:
                row[i] = (row[i] + (left + up) // 2) & 255
            elif kind == 4:
                row[i] = (row[i] + _paeth(left, up, corner)) & 255
        before = row
        yield bytes(row)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda c: abs(guess - c))

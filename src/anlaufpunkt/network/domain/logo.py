"""A logo is a PNG: checked to the last byte, and rid of everything but the picture (no text, no camera data, no hidden file).

SVG is not taken: it is a programming language, and cleaning it is a promise that is hard to keep.
"""

import struct
import zlib
from collections.abc import Iterator

from anlaufpunkt.terms.domain.refusal import Refused

MOST_BYTES = 100_000
MOST_WIDTH, MOST_HEIGHT = 1200, 600
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_KEPT = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND")
# colour type → (samples of a pixel, allowed bits of a sample)
_KINDS = {0: (1, (1, 2, 4, 8, 16)), 2: (3, (8, 16)), 3: (1, (1, 2, 4, 8)), 4: (2, (8, 16)), 6: (4, (8, 16))}


def cleaned(data: bytes) -> bytes:
    """The picture alone; raises Refused where it is too large or no whole, plain PNG."""
    if len(data) > MOST_BYTES:
        raise Refused("logo_too_large")
    if not data.startswith(_SIGNATURE):
        raise Refused("no_png")
    chunks = [(kind, body) for kind, body in _chunks(data) if kind in _KEPT]
    kinds = [kind for kind, _body in chunks]
    inner = b"".join({b"PLTE": b"p", b"tRNS": b"t", b"IDAT": b"i"}.get(kind, b"?") for kind in kinds[1:-1])
    if (
        kinds[:1] != [b"IHDR"]
        or kinds[-1:] != [b"IEND"]
        or inner.rstrip(b"i") not in (b"", b"p", b"t", b"pt")
        or b"i" not in inner
    ):
        raise Refused("no_png")
    _check_picture(chunks[0][1], b"".join(body for kind, body in chunks if kind == b"IDAT"), palette=b"PLTE" in kinds)
    return _SIGNATURE + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Up to the end mark: what follows it is left out."""
    at, kind = len(_SIGNATURE), b""
    while kind != b"IEND":
        if at + 12 > len(data):
            raise Refused("no_png")
        size, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + size]
        at += 12 + size
        if at > len(data) or _chunk(kind, body)[-4:] != data[at - 4 : at]:
            raise Refused("no_png")
        yield kind, body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _check_picture(header: bytes, packed: bytes, *, palette: bool) -> None:
    """The measures, and exactly as many bytes as they promise: no bomb, nothing missing."""
    if len(header) != 13:
        raise Refused("no_png")
    width, height, bits, colour, compression, filtering, interlaced = struct.unpack(">IIBBBBB", header)
    samples, allowed = _KINDS.get(colour, (0, ()))
    if bits not in allowed or compression or filtering or interlaced or palette < (colour == 3):
        raise Refused("no_png")
    if not (0 < width <= MOST_WIDTH and 0 < height <= MOST_HEIGHT):
        raise Refused("logo_measures")
    line = 1 + (width * samples * bits + 7) // 8
    try:
        unpacking = zlib.decompressobj()
        pixels = unpacking.decompress(packed, line * height + 1)
    except zlib.error as error:
        raise Refused("no_png") from error
    if len(pixels) != line * height or any(kind > 4 for kind in pixels[::line]):
        raise Refused("no_png")

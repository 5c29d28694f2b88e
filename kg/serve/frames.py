"""What goes between the server and its workers: a head as JSON, and bytes.

No pickle comes back from a worker: it runs what strangers ask, so nothing of its making is run.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

SIZES = struct.Struct(">II")

Head = dict[str, Any]


def pack(head: Head, body: bytes = b"") -> bytes:
    r"""Return one frame.

    Example:
        >>> pack({"status": 200}, b"ok")
        b'\x00\x00\x00\x0e\x00\x00\x00\x02{"status":200}ok'
    """
    text = json.dumps(head, separators=(",", ":")).encode()
    return b"".join([SIZES.pack(len(text), len(body)), text, body])


def read(stream: BinaryIO) -> tuple[Head, bytes] | None:
    """Return the next frame of a stream, or None at its end."""
    sizes = stream.read(SIZES.size)
    if len(sizes) < SIZES.size:
        return None
    head, body = SIZES.unpack(sizes)
    return json.loads(stream.read(head)), stream.read(body)


def take(buffer: bytearray) -> tuple[Head, bytes] | None:
    """Return the first frame of a buffer and remove it, or None while it is not whole.

    Example:
        >>> buffer = bytearray(pack({}, b"x") + b"rest")
        >>> take(buffer), buffer
        (({}, b'x'), bytearray(b'rest'))
    """
    if len(buffer) < SIZES.size:
        return None
    head, body = SIZES.unpack_from(buffer)
    start = SIZES.size + head
    if len(buffer) < start + body:
        return None
    frame = json.loads(buffer[SIZES.size : start]), bytes(buffer[start : start + body])
    del buffer[: start + body]
    return frame

"""The file of a backup: lines of JSON, compressed; the last line holds the checksum of all the others.

It gets its name only when it is whole and on the disk, and nobody but its owner may read it.
"""

import gzip
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from anlaufpunkt.terms.domain.refusal import Refused

FORMAT = 1


def write(path: Path, lines: Iterable[Any]) -> str:
    """Write the lines; returns their checksum. Whatever happens on the way, `path` is either whole or as it was."""
    path = path.absolute()
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as raw:  # noqa: PTH123  the mode from the start
            with gzip.GzipFile(fileobj=raw, mode="wb", filename="", compresslevel=6) as file:
                digest = _write(file, lines)
            raw.flush()
            os.fsync(raw.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return digest


def _write(file: gzip.GzipFile, lines: Iterable[Any]) -> str:
    digest = sha256()
    for line in lines:
        text = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(text)
        file.write(text)
    file.write(json.dumps({"sha256": digest.hexdigest()}).encode() + b"\n")
    return digest.hexdigest()


def verify(path: Path) -> dict[str, Any]:
    """The first line of a whole file; raises Refused for one that is damaged, cut off, or of a later format."""
    digest, head, last = sha256(), b"", b""
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                if last:
                    digest.update(last)
                head, last = head or line, line
        first, end = json.loads(head), json.loads(last)
    except (EOFError, zlib.error, gzip.BadGzipFile, ValueError) as error:
        raise Refused("damaged") from error
    if not isinstance(first, dict) or not isinstance(end, dict) or end.get("sha256") != digest.hexdigest():
        raise Refused("damaged")
    if first.get("format", 0) > FORMAT:
        raise Refused("newer_version", version=first.get("version", "?"))
    return first


def read(path: Path) -> Iterator[Any]:
    """The lines between the first and the last, of a file that was verified."""
    with gzip.open(path, "rb") as file:
        lines = iter(file)
        next(lines)
        before = next(lines)
        for line in lines:
            yield json.loads(before)
            before = line

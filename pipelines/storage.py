"""Files on any of Beam's filesystems: local disk, Cloud Storage, HDFS, S3."""

from __future__ import annotations

import contextlib
import hashlib
import json
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO, cast

from apache_beam.io.filesystem import BeamIOError, CompressionTypes
from apache_beam.io.filesystems import FileSystems

from slor.pipelines.errors import UsageError

CHUNK = 1 << 20


def join(base: str, *parts: str) -> str:
    """Joins with `/`, which every filesystem that Beam knows takes.

    >>> join("gs://bucket/out/", "statistics", "_manifest.json")
    'gs://bucket/out/statistics/_manifest.json'
    """
    return posixpath.join(base, *parts)


def find(pattern: str) -> list[tuple[str, int]]:
    """Lists (path, bytes) of what matches, in order of path; empty where there is nothing.

    Raises:
        UsageError: the place cannot be listed. Nobody may take that for an empty one.
    """
    return [(path, size) for path, size, _ in find_dated(pattern)]


def find_dated(pattern: str) -> list[tuple[str, int, float]]:
    """Lists (path, bytes, seconds since 1970 when it was written) of what matches, in order of path.

    Raises:
        UsageError: the place cannot be listed.
    """
    try:
        found = FileSystems.match([pattern])[0].metadata_list
    except (BeamIOError, ValueError):  # ValueError: no such scheme
        raise UsageError(f"{pattern}: cannot be listed; check the address and your access to it") from None
    return sorted((item.path, item.size_in_bytes, item.last_updated_in_seconds or 0.0) for item in found)


def open_read(path: str) -> BinaryIO:
    """Opens a file as it lies there, without guessing a compression from its name."""
    return cast(BinaryIO, FileSystems.open(path, compression_type=CompressionTypes.UNCOMPRESSED))


def read(path: str) -> bytes:
    """Reads a whole file."""
    with open_read(path) as stream:
        return stream.read()


def read_json(path: str) -> Any:
    """Reads a JSON file."""
    return json.loads(read(path))


def write(path: str, data: bytes) -> None:
    """Writes a whole file, making its folder, and replacing what lay there."""
    make_folder(posixpath.dirname(path))
    with FileSystems.create(path, compression_type=CompressionTypes.UNCOMPRESSED) as stream:
        stream.write(data)


def write_json(path: str, value: Mapping[str, Any]) -> None:
    """Writes JSON that people read too, the same bytes for the same value."""
    write(path, to_json(value))


def to_json(value: Mapping[str, Any]) -> bytes:
    """Renders JSON with a final newline, keys in the order given."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def make_folder(path: str) -> None:
    """Makes a folder and its parents; nothing where it is there already."""
    with contextlib.suppress(OSError):  # BeamIOError is one: another worker was first
        FileSystems.mkdirs(path)


def exists(path: str) -> bool:
    """Says whether a file or folder is there."""
    return bool(FileSystems.exists(path))


def delete(paths: Sequence[str]) -> None:
    """Deletes files; what is gone already is no error."""
    present = [path for path in paths if exists(path)]
    if present:
        FileSystems.delete(present)


def delete_folder(path: str) -> None:
    """Deletes a folder with all that is in it, also where folders are but the beginnings of names."""
    delete([found for found, _ in find(join(path, "**"))])
    delete([path])


def move(moves: Sequence[tuple[str, str]]) -> None:
    """Moves files into place, replacing what lies there; a file moved by an earlier try is no error."""
    moves = [(source, target) for source, target in moves if exists(source)]
    for folder in sorted({posixpath.dirname(target) for _, target in moves}):
        make_folder(folder)
    for start in range(0, len(moves), 100):  # Cloud Storage takes at most 100 in one batch
        part = moves[start : start + 100]
        FileSystems.rename([source for source, _ in part], [target for _, target in part])


def digest(path: str) -> str:
    """Computes the SHA-256 of a file's bytes, in hexadecimal."""
    sha = hashlib.sha256()
    with open_read(path) as stream:
        for block in _blocks(stream):
            sha.update(block)
    return sha.hexdigest()


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(CHUNK):
        yield block


def replace_json(path: str, value: Mapping[str, Any]) -> None:
    """Writes JSON beside its place and moves it there, so that nobody reads a half."""
    beside = f"{path}.new"
    write_json(beside, value)
    FileSystems.rename([beside], [path])

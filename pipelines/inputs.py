"""The Parquet that comes in: which files belong to which dataset, and the units of work they are cut into."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.parquet as pq

from slor.pipelines import storage
from slor.pipelines.errors import InputError
from slor.schemas.conform import check_schema
from slor.schemas.policy import Dataset, Policy

# Small row groups, as streams write them, are taken together: neither work nor output falls into crumbs.
UNIT_ROWS = 65_536
UNIT_BYTES = 32 << 20
# Texts take a thousand times as long as columns: smaller units keep all workers busy to the end, and progress moving.
TEXT_UNIT_BYTES = 4 << 20
PARQUET = ".parquet"


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """One Parquet file of a dataset.

    Attributes:
        dataset: the policy's name for what lies in it.
        path: where it lies, on any filesystem.
        name: its path below INPUT, which is what messages, rejects and the ledger call it.
        size: bytes.
    """

    dataset: str
    path: str
    name: str
    size: int

    @property
    def id(self) -> str:
        """A short name for the file's outputs that depends on its path alone and tells nothing of it."""
        return hashlib.sha256(f"{self.dataset}/{self.name}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unit:
    """Consecutive row groups of one file: what one worker reads, treats and writes at a time.

    Attributes:
        file: where they lie.
        digest: SHA-256 of the whole file.
        groups: row groups as (index, rows).
        first_row: the file's rows before the first of them.
        number: this unit's place among the file's.
        of: how many units the file has.
    """

    file: InputFile
    digest: str
    groups: tuple[tuple[int, int], ...]
    first_row: int
    number: int
    of: int

    @property
    def rows(self) -> int:
        """Rows in the unit."""
        return sum(rows for _, rows in self.groups)

    @property
    def part(self) -> str:
        """The name that all outputs of this unit bear: a re-run overwrites, never doubles."""
        return f"part-{self.file.id}-{self.number:05d}"

    def locate(self, row: int) -> tuple[int, int]:
        """Finds the (row group, row in it) of a row of the file."""
        before = self.first_row
        for group, rows in self.groups:
            if row < before + rows:
                return group, row - before
            before += rows
        raise IndexError("the row is not of this unit")


def staged(part: str, digest: str) -> str:
    """The name in staging of an output made from a file with this digest.

    >>> staged("calls/date=2026-11-21/part-1-00000.parquet", "9f86d081884c7d65")
    'calls/date=2026-11-21/part-1-00000-9f86d081.parquet'
    """
    name, dot, kind = part.partition(".parquet")
    return f"{name}-{digest[:8]}{dot}{kind}"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input file that could not be read as the policy says, in lines that name it."""

    file: InputFile
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Discovery:
    """What lies below INPUT.

    Attributes:
        files: those that the policy names, in order of name.
        left_alone: files per folder that no dataset of the policy names.
        misnamed: files per dataset's folder whose names do not end in `.parquet`.
    """

    files: tuple[InputFile, ...]
    left_alone: Mapping[str, int] = field(default_factory=dict)
    misnamed: Mapping[str, int] = field(default_factory=dict)


def discover(root: str, policy: Policy) -> Discovery:
    """Lists the Parquet files below INPUT and says which dataset each belongs to.

    Names that begin with `_` or `.` are skipped, as every reader of Parquet does.
    """
    files: list[InputFile] = []
    left_alone: Counter[str] = Counter()
    misnamed: Counter[str] = Counter()
    for path, size in storage.find(root.rstrip("/") + "/**"):
        file, name = identify(root, policy, path, size), _below(root, path)
        is_parquet = name.endswith(PARQUET)
        if file is not None and is_parquet:
            files.append(file)
        elif file is not None:
            misnamed[policy.datasets[file.dataset].folder] += 1
        elif not _is_hidden(name) and ("/" in name or is_parquet):
            left_alone[name.split("/")[0]] += 1
    return Discovery(tuple(sorted(files)), left_alone, misnamed)


def pattern(root: str) -> str:
    """The pattern of all Parquet below INPUT."""
    return f"{root.rstrip('/')}/**{PARQUET}"


def identify(root: str, policy: Policy, path: str, size: int) -> InputFile | None:
    """Says which dataset a file belongs to; None where the policy names none or its name is hidden."""
    name = _below(root, path)
    if _is_hidden(name):
        return None
    for dataset in policy.datasets.values():
        if name.startswith(dataset.folder.rstrip("/") + "/"):
            return InputFile(dataset.name, path, name, size)
    return None


def _below(root: str, path: str) -> str:
    base = root.rstrip("/") + "/"
    return path[path.index(base) + len(base) :] if base in path else path


def _is_hidden(name: str) -> bool:
    return any(part.startswith(("_", ".")) for part in name.split("/"))


def open_parquet(file: InputFile) -> pq.ParquetFile:
    """Opens a file's footer.

    Raises:
        InputError: it is gone, empty, cut off, or no Parquet; the message names the file.
    """
    if file.size == 0:
        raise InputError([f"{file.name}: is empty (0 bytes): write it again, or move it out of the input"])
    try:
        stream = storage.open_read(file.path)
    except OSError:
        raise InputError(
            [f"{file.name}: cannot be opened; check that it is still there and that you may read it"]
        ) from None
    try:
        return pq.ParquetFile(stream, coerce_int96_timestamp_unit="us")
    except (pa.ArrowException, OSError, ValueError):
        raise InputError(
            [
                f"{file.name}: is not a whole Parquet file (no valid footer): it was cut off or is still being "
                "written; write it again, or move it out of the input until it is whole"
            ]
        ) from None


def check_file(file: InputFile, dataset: Dataset) -> tuple[int, list[str]]:
    """Reads a footer and compares it with the policy: (rows, one line for each thing wrong)."""
    try:
        parquet = open_parquet(file)
    except InputError as error:
        return 0, list(error.problems)
    problems = [f"{file.name}: {problem}" for problem in check_schema(parquet.schema_arrow, dataset)]
    return parquet.metadata.num_rows, problems


def has_text(dataset: Dataset) -> bool:
    """Says whether a dataset has columns of text."""
    return any(column.category == "text" for column in dataset.columns)


def in_order_of_work(files: Iterable[InputFile], policy: Policy) -> list[InputFile]:
    """Puts files in the order that spreads them evenly: those that take longest first, dealt out in turn."""
    return sorted(files, key=lambda file: (not has_text(policy.datasets[file.dataset]), -file.size, file.name))


def cut(file: InputFile, digest: str, parquet: pq.ParquetFile, most: int) -> Iterator[Unit]:
    """Cuts a file into units of whole row groups, the same units wherever and whenever it is cut.

    Args:
        file: which.
        digest: SHA-256 of its bytes.
        parquet: its footer.
        most: bytes, uncompressed, that a unit of several row groups holds.
    """
    metadata = parquet.metadata
    chunks: list[list[tuple[int, int]]] = [[]]
    size = 0
    for index in range(metadata.num_row_groups):
        group = metadata.row_group(index)
        full = sum(rows for _, rows in chunks[-1]) + group.num_rows > UNIT_ROWS or size + group.total_byte_size > most
        if chunks[-1] and full:
            chunks.append([])
            size = 0
        chunks[-1].append((index, group.num_rows))
        size += group.total_byte_size
    before = 0
    for number, groups in enumerate(chunks):
        unit = Unit(file, digest, tuple(groups), before, number, len(chunks))
        before += unit.rows
        yield unit


def read_unit(unit: Unit, dataset: Dataset) -> pa.Table:
    """Reads a unit's columns as they lie in the file.

    Raises:
        InputError: the file's pages cannot be read; the message names the file and the row groups.
    """
    parquet = open_parquet(unit.file)
    sources = {column.source.partition(".")[0] for column in dataset.columns}
    columns = [name for name in parquet.schema_arrow.names if name in sources]
    groups = [index for index, _ in unit.groups]
    try:
        return parquet.read_row_groups(groups, columns=columns, use_threads=False)
    except (pa.ArrowException, OSError):
        raise InputError(
            [f"{unit.file.name}: row group {groups[0]} or one after it cannot be read: it is damaged; write it again"]
        ) from None

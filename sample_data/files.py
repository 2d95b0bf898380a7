"""The files of a sample: Parquet by week, gold lines beside them, and the list of what was written."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Progress = Callable[[str, int], None]
MARKER = "_sample.json"


class SampleError(FileExistsError, ValueError):
    """A sample that cannot be made as asked; the message says how to ask."""


@dataclass(frozen=True)
class SampleSummary:
    """What `write_sample` wrote.

    Attributes:
        rows: rows by dataset (folder).
        files: paths relative to the sample's folder, sorted; gold files are among them.
        gold: marked conversations in the gold files.
    """

    rows: Mapping[str, int]
    files: tuple[str, ...]
    gold: int


def _ahead(groups: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The same tables, the next one being made while this one is written."""
    source = iter(groups)
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, source, None)
        while (group := coming.result()) is not None:
            coming = maker.submit(next, source, None)
            yield group


class SampleFolder:
    """A folder that a sample is written into.

    Args:
        out: made if absent; may hold an earlier sample, whose files are removed first.
        progress: told (dataset, rows) after each row group.

    Raises:
        SampleError: if the folder holds something that no sample wrote.
    """

    def __init__(self, out: Path, progress: Progress | None = None) -> None:
        self.out, self._progress = out, progress
        self._rows: Counter[str] = Counter()
        self._files: list[str] = []
        self._gold = 0
        self._clear()

    def _clear(self) -> None:
        marker = self.out / MARKER
        if marker.exists():
            for name in json.loads(marker.read_text(encoding="utf-8"))["files"]:
                path = self.out / name
                path.unlink(missing_ok=True)
                with suppress(OSError):
                    path.parent.rmdir()
            marker.unlink()
        elif self.out.exists() and any(self.out.iterdir()):
            raise SampleError(f"{self.out} is not empty and holds no sample: choose another folder")
        self.out.mkdir(parents=True, exist_ok=True)

    def write_table(self, dataset: str, name: str, groups: Iterable[pa.Table], *, plain: bool = True) -> None:
        """Write one Parquet file, one row group for each table.

        Args:
            dataset: the folder.
            name: the file's name without `.parquet`.
            groups: tables of one schema; none makes no file.
            plain: leave Arrow's own schema out of the file, so that a reader sees Parquet's types only.
        """
        path = self.out / dataset / f"{name}.parquet"
        writer: pq.ParquetWriter | None = None
        try:
            for group in _ahead(groups):
                if writer is None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    writer = pq.ParquetWriter(path, group.schema, compression="zstd", store_schema=not plain)
                    self._files.append(path.relative_to(self.out).as_posix())
                writer.write_table(group, row_group_size=max(1, group.num_rows))
                self._count(dataset, group.num_rows)
        finally:
            if writer is not None:
                writer.close()

    def _count(self, dataset: str, rows: int) -> None:
        self._rows[dataset] += rows
        if self._progress:
            self._progress(dataset, rows)

    def write_gold(self, name: str, lines: Iterable[Mapping[str, object]]) -> None:
        """Write marked conversations, one JSON object a line.

        Args:
            name: the file's name without `.jsonl`.
            lines: conversations; none makes no file.
        """
        texts = [json.dumps(line, ensure_ascii=False) + "\n" for line in lines]
        if texts:
            path = self.out / "_gold" / f"{name}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("".join(texts), encoding="utf-8", newline="")
            self._files.append(path.relative_to(self.out).as_posix())
            self._gold += len(texts)

    def finish(self, options: Mapping[str, object]) -> SampleSummary:
        """Write the list of files and add up.

        Args:
            options: what the sample was asked to be, kept in the list.

        Returns:
            What was written.
        """
        summary = SampleSummary(dict(sorted(self._rows.items())), tuple(sorted(self._files)), self._gold)
        content = {**options, "rows": summary.rows, "gold": summary.gold, "files": summary.files}
        (self.out / MARKER).write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        return summary

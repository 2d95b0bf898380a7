"""The small set in the repository: it is what the generator makes, and stays small."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from slor.sample_data import write_sample

SMALL = Path(__file__).parents[2] / "sample_data" / "small"


def test_the_small_set_is_what_the_generator_makes(tmp_path: Path) -> None:
    summary = write_sample(tmp_path / "small", 2000, 2026)
    kept = {path.relative_to(SMALL).as_posix() for path in SMALL.rglob("*") if path.is_file()}
    assert kept == {*summary.files, "_sample.json", "README.md"}
    for name in (*summary.files, "_sample.json"):
        made, stored = tmp_path / "small" / name, SMALL / name
        if made.read_bytes() != stored.read_bytes():
            assert name.endswith(".parquet"), name
            writers = [pq.read_metadata(path).created_by for path in (made, stored)]
            assert writers[0] != writers[1], name  # another pyarrow names itself in the file
            assert pq.read_table(made).equals(pq.read_table(stored)), name


def test_the_small_set_is_small() -> None:
    assert sum(path.stat().st_size for path in SMALL.rglob("*") if path.is_file()) < 2_000_000

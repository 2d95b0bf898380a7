"""One person stands in every column and, in many forms, in texts: nothing that a run writes or prints knows them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

_BREAKS = re.compile(r"(?<=\d)[\s.\-/()\u00a0]+(?=\d)")


def plain(text: str) -> str:
    """Lower case, one form of each letter, nothing between digits."""
    return _BREAKS.sub("", unicodedata.normalize("NFKC", text).casefold())


def readable(path: Path) -> str:
    """Everything in a file that somebody could read: its bytes as they are, and Parquet's values and metadata."""
    data = path.read_bytes()
    text = data.decode("utf-8", errors="replace")
    if path.suffix == ".parquet":
        file = pq.ParquetFile(path)
        text += f"\n{file.schema_arrow.to_string()}\n{file.metadata.metadata}\n"
        for group in range(file.metadata.num_row_groups):
            for column in range(file.metadata.num_columns):
                text += f"{file.metadata.row_group(group).column(column).statistics}\n"
        for row in file.read().to_pylist():
            text += "\n".join(strings(row)) + "\n"
    return text


def strings(value: object) -> list[str]:
    """All scalar values inside a value, each on its own; turns one after another as a reader sees them."""
    if isinstance(value, dict):
        return [text for item in value.values() for text in strings(item)]
    if isinstance(value, list):
        texts = [item["text"] or "" for item in value if isinstance(item, dict) and "text" in item]
        return [" ".join(texts), *(text for item in value for text in strings(item))]
    return [str(value)]


def found(text: str, canaries: tuple[str, ...]) -> list[str]:
    text = plain(text)
    return [canary for canary in canaries if plain(canary) in text]


def test_the_search_itself_finds_what_it_looks_for(centre, canaries):
    text = "".join(readable(path) for path in centre.rglob("*.parquet"))
    assert found(text, canaries) == list(canaries)
    assert found("… 419 84-567 …", canaries) == ["41984567"]
    assert found("KVAMSA\u030a", canaries) == ["kvamså"]


@pytest.mark.parametrize("release", ["statistics", "training", "error_correction"])
def test_no_release_tells_of_the_person(whole, release, canaries):
    files = [path for path in (whole.output / release).rglob("*") if path.is_file()]
    assert len([path for path in files if path.suffix == ".parquet"]) > 5
    told = {path.name: hits for path in files if (hits := found(readable(path), canaries))}
    assert told == {}


def test_nothing_else_tells_of_the_person(whole, canaries):
    names = "\n".join(path.relative_to(whole.output).as_posix() for path in whole.output.rglob("*"))
    assert found(names, canaries) == []
    assert found(whole.said, canaries) == []
    elsewhere = [p for p in whole.output.rglob("*") if p.is_file() and p.parts[len(whole.output.parts)].startswith("_")]
    assert {path.name: hits for path in elsewhere if (hits := found(readable(path), canaries))} == {}


BAD = {
    "a text where a time should be": ("start_time", "Ragnfrid Kvamså 41984567", pa.string()),
    "a number that is none": ("talk_seconds", "07038110114 ragnfrid", pa.string()),
    "a flag that is none": ("dispute", "K7301944", pa.string()),
    "an amount that is none": ("charge", "Ragnfrid", pa.string()),
}


@pytest.mark.parametrize("case", BAD)
def test_input_that_cannot_be_read_is_not_quoted(case, calls, tmp_path, slor, keyring, canaries):
    column, value, kind = BAD[case]
    source, output = tmp_path / "in", tmp_path / "out"
    (source / "cdr").mkdir(parents=True)
    table = pa.Table.from_pylist(calls[:50])
    at = table.schema.get_field_index(column)
    good = [str(v) if column != "start_time" else v.isoformat() for v in table[column].to_pylist()]
    table = table.set_column(at, column, pa.array([value, value, *good[2:]], kind))  # one alone is tolerated
    pq.write_table(table, source / "cdr" / "calls.parquet")
    done = slor("run", "--policy", "telenor_2involve", "--input", source, "--output", output, "--keyring", keyring,
                "--release", "statistics", "--as-of", "2026-11-21")  # fmt: skip
    assert done.returncode in (1, 2)
    assert column in done.stderr
    assert "Traceback" not in done.stderr
    assert found(done.stdout + done.stderr, canaries) == []
    written = [path for path in output.rglob("*") if path.is_file()]
    assert {path.name: hits for path in written if (hits := found(readable(path), canaries))} == {}
